/** Dealing with the office: enrolling, pulling, sending, and what that tells of the contact. */

import { done, refused } from "../domain/result";
import type { Contact, Repair, Result, Snapshot } from "../domain/tablet";
import type { OfficeKey } from "../domain/vault";
import { listConcerns } from "../store/concerns";
import { findCurrent, keepContact, keepOfficeKey } from "../store/enrolments";
import { listReference } from "../store/reference";
import { findUntold, noteTold } from "../store/repairs";
import type { Contact as Met } from "../sync/heartbeat";
import type { Line } from "../sync/line";
import { type DeviceReport, meetOffice } from "../sync/meeting";
import { LONGEST_MS } from "../sync/backoff";
import { pullChanges } from "../sync/pull";
import { runDelivery } from "../sync/run";
import type { Outlook } from "../sync/schedule";
import { asWorker, type Desk, type Worker } from "./desk";
import { obeyOffice } from "./orders";

/** How it stands with the office; only what was proven, never what the browser thinks. */
export interface Standing {
  session: Snapshot["session"];
  isRevoked: boolean;
  contact: Contact;
  isPulling: boolean;
  isSending: boolean;
  sendingId: string | null;
}

const NOTHING_DAMAGED: Repair = { putBack: 0, lost: 0 };

/** The line to the office and what is known of it. */
export class Office {
  readonly #desk: Desk;
  readonly #line: Line;
  readonly standing: Standing;
  /** None: not in this run, or not for who the tablet works for now. */
  #obeyed: readonly string[] = [];
  #pulledAtMs: number | null = null;
  /** How many of each go on: somebody may ask for what is being fetched already. */
  readonly #under = { isPulling: 0, isSending: 0 };
  /** What the last report said was damaged. */
  #told = NOTHING_DAMAGED;

  constructor(desk: Desk, provenAt: string | null) {
    this.#desk = desk;
    this.#line = { fetch: desk.world.fetch };
    const contact: Contact = { is: "unknown", provenAt, serverOffsetMs: desk.clock.offsetMs };
    this.standing = {
      session: "unknown",
      isRevoked: false,
      contact,
      isPulling: false,
      isSending: false,
      sendingId: null,
    };
  }

  /** Somebody was bound to the tablet, signed in as they are. */
  enrolled(): void {
    Object.assign(this.standing, { session: "signed_in", isRevoked: false });
    this.#pulledAtMs = null;
  }

  async pull(): Promise<Result<void>> {
    return await this.#during("isPulling", () =>
      asWorker(this.#desk, (worker) => this.#pullAs(worker)),
    );
  }

  /** Send everything, and then look at the office if it is time to. */
  async keepUp(): Promise<Outlook> {
    const isThrough = await this.#send();
    const isExpecting = await this.#isExpecting();
    if (this.#mayPull() && (isExpecting || this.#isPullDue())) await this.pull();
    if (!isThrough) return "failed";
    return isExpecting ? "expecting" : "settled";
  }

  /** True when nothing is left that could be tried again soon. */
  async #send(): Promise<boolean> {
    const ran = await this.#during("isSending", () => runDelivery(this.#running()));
    if (ran === null) return true;
    const current = await findCurrent(this.#desk.stores.tablet);
    const contact = current === null ? undefined : ran.contacts.get(current.deviceId);
    if (contact !== undefined) await this.#learn(contact);
    this.#obeyed = await obeyOffice(this.#desk, ran.contacts);
    await this.#desk.changed();
    return ran.waiting === 0 && contact?.is !== "none";
  }

  /** Whether a worry waits for a person to say that they have read it. */
  async #isExpecting(): Promise<boolean> {
    const concerns = await asWorker(this.#desk, async (worker) => done(await listConcerns(worker)));
    return concerns.ok && concerns.value.some(({ acknowledgement }) => acknowledgement === null);
  }

  /** What is fetched is sealed at once, so it takes an open vault. */
  #mayPull(): boolean {
    const { contact, isRevoked, session } = this.standing;
    const isOpen = this.#desk.lock.sealer !== null;
    return isOpen && contact.is === "proven" && session !== "ended" && !isRevoked;
  }

  #isPullDue(): boolean {
    const now = this.#desk.world.now().getTime();
    return this.#pulledAtMs === null || now - this.#pulledAtMs >= LONGEST_MS;
  }

  #running() {
    const { stores, world } = this.#desk;
    return {
      line: this.#line,
      stores,
      locks: world.locks,
      now: world.now,
      describeDevice: () => this.#describe(),
      onProgress: (revisionId: string | null) => {
        this.standing.sendingId = revisionId;
        void this.#desk.changed();
      },
    };
  }

  async #describe(): Promise<DeviceReport> {
    const { lock, stores, world } = this.#desk;
    const isPersistent = await world.device.isPersistent();
    const isKept = isPersistent && world.device.isInstalled() && stores.journals !== null;
    this.#told = (await findUntold(stores)) ?? NOTHING_DAMAGED;
    const storage = await world.device.storage();
    return {
      app_version: world.device.appVersion,
      is_storage_persistent: isPersistent,
      storage_free_bytes: await world.device.freeBytes(),
      storage_used_bytes: storage === null ? null : Math.round(storage.used),
      storage_quota_bytes: storage === null ? null : Math.round(storage.quota),
      obeyed: this.#obeyed,
      locked: !lock.isHeld,
      practice: !isKept || (await this.#isDemo()),
      repaired: this.#told.putBack,
      lost: this.#told.lost,
    };
  }

  /** Whether what the office says of itself is that it is a demo's. */
  async #isDemo(): Promise<boolean> {
    const { tablet } = this.#desk.stores;
    const current = await findCurrent(tablet);
    if (current === null) return false;
    const store = this.#desk.stores.of(current.staffId);
    return (await listReference(store, "directory")).some(({ is_demo }) => is_demo);
  }

  async #pullAs({ enrolment, store, vault }: Worker): Promise<Result<void>> {
    const { now } = this.#desk.world;
    const line = this.#line;
    const device = await this.#describe();
    const contact = await meetOffice({ line, store, enrolment, now, device });
    await this.#learn(contact);
    if (contact.is === "none") return refused("no_contact");
    if (contact.is === "unknown_tablet") return refused("credential_unknown");
    const at = now().toISOString();
    const keep = (key: OfficeKey): Promise<void> => this.#sealFor(key);
    const pulling = { line, store, vault, enrolment, epoch: contact.epoch, at, keepOfficeKey: keep };
    const pulled = await pullChanges(pulling);
    this.#learnSession(pulled);
    return pulled;
  }

  /** The municipality has another key. One that is none leaves the one before. */
  async #sealFor(key: OfficeKey): Promise<void> {
    const { lock, stores } = this.#desk;
    try {
      await lock.client.useOfficeKey(key);
      await keepOfficeKey(stores.tablet, key);
    } catch (failure) {
      if (!(failure instanceof Error) || failure.name !== "OfficeKeyRefused") throw failure;
    }
  }

  #learnSession(pulled: Result<void>): void {
    if (pulled.ok) {
      this.standing.session = "signed_in";
      this.#pulledAtMs = this.#desk.world.now().getTime();
    } else if (pulled.error.code === "session_ended") this.standing.session = "ended";
    else if (pulled.error.code === "credential_unknown") this.standing.isRevoked = true;
  }

  async #learn(contact: Met): Promise<void> {
    const { provenAt } = this.standing.contact;
    const { clock, stores, world } = this.#desk;
    if (contact.is !== "proven") {
      this.standing.contact = { is: "none", provenAt, serverOffsetMs: clock.offsetMs };
      this.standing.isRevoked ||= contact.is === "unknown_tablet";
      return;
    }
    clock.learn(contact.serverOffsetMs);
    await noteTold(stores, this.#told);
    this.#told = NOTHING_DAMAGED;
    const proof = { provenAt: world.now().toISOString(), serverOffsetMs: contact.serverOffsetMs };
    this.standing.contact = { is: "proven", ...proof };
    this.standing.isRevoked = contact.isRevoked;
    await keepContact(stores.tablet, proof);
  }

  async #during<T>(what: "isPulling" | "isSending", work: () => Promise<T>): Promise<T> {
    this.#under[what] += 1;
    this.standing[what] = true;
    await this.#desk.changed();
    try {
      return await work();
    } finally {
      this.#under[what] -= 1;
      this.standing[what] = this.#under[what] > 0;
      await this.#desk.changed();
    }
  }
}
