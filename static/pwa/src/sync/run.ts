/**
 * One run over everything unsent on this tablet, whoever closed it; one at a time over all tabs.
 *
 * It may end anywhere: what was kept is kept, and the next run asks the office where it stands.
 */

import { byUrgency, isPending, type OutboxEntry } from "../domain/outbox";
import type { StoredEnrolment } from "../store/database";
import { listEnrolments } from "../store/enrolments";
import { dropExpired } from "../store/expiry";
import type { Stores } from "../store/stores";
import type { Delivering, Outcome } from "./delivery";
import { deliverEntry } from "./entry";
import type { Contact } from "./heartbeat";
import type { Line } from "./line";
import { type DeviceReport, entriesOf, meetOffice, reconcile } from "./meeting";
import { paceOf } from "./pace";
import { tellReads } from "./reads";
import { signOff } from "./signOff";

const RUN_LOCK = "landlord-watch-send";

/** What a run needs of the world. */
export interface Running {
  readonly line: Line;
  readonly stores: Stores;
  readonly locks: Pick<LockManager, "request">;
  readonly now: () => Date;
  readonly describeDevice: () => Promise<DeviceReport>;
  /** The entry the run is at; None: none. */
  readonly onProgress: (revisionId: string | null) => void;
}

/** What came of a run. `contacts` by device. */
export interface Ran {
  readonly contacts: ReadonlyMap<string, Contact>;
  /** Entries that are still to be sent and that no person must look at first. */
  readonly waiting: number;
}

interface Met {
  readonly enrolment: StoredEnrolment;
  readonly contact: Contact;
  readonly delivering: Delivering | null;
}

interface Queued {
  readonly delivering: Delivering;
  readonly entry: OutboxEntry;
}

class Run {
  readonly #running: Running;
  readonly #device: DeviceReport;
  readonly #met = new Map<string, Met>();
  readonly #refused = new Set<string>();
  #at: string | null = null;

  constructor(running: Running, device: DeviceReport) {
    this.#running = running;
    this.#device = device;
  }

  async all(): Promise<Ran> {
    const enrolments = await listEnrolments(this.#running.stores.tablet);
    for (const { staffId } of enrolments) await this.#running.stores.mend(staffId);
    for (const enrolment of enrolments) await this.#meet(enrolment);
    await this.#signOff();
    const delivered = await this.#deliver(await this.#queue());
    if (delivered > 0) await this.#meetAgain();
    await this.#tellReads();
    for (const staffId of new Set(enrolments.map((each) => each.staffId))) {
      const clocks = { tablet: this.#running.now(), office: this.#officeAt(staffId) };
      await dropExpired(this.#running.stores.of(staffId), clocks);
    }
    return await this.#ran();
  }

  async #contact(enrolment: StoredEnrolment): Promise<Contact> {
    const { line, now, stores } = this.#running;
    const store = stores.of(enrolment.staffId);
    return await meetOffice({ line, now, store, enrolment, device: this.#device });
  }

  async #meet(enrolment: StoredEnrolment): Promise<void> {
    const contact = await this.#contact(enrolment);
    const delivering = this.#deliveringFor(enrolment, contact);
    this.#met.set(enrolment.deviceId, { enrolment, contact, delivering });
    if (delivering !== null) await reconcile(delivering);
  }

  async #signOff(): Promise<void> {
    const { line, now, stores } = this.#running;
    for (const { contact, enrolment } of this.#met.values()) {
      if (contact.is === "proven") await signOff(line, stores.tablet, enrolment, now());
    }
  }

  async #tellReads(): Promise<void> {
    for (const { delivering } of this.#met.values()) {
      if (delivering !== null) await tellReads(delivering);
    }
  }

  /** After deliveries the office tells what it holds now. */
  async #meetAgain(): Promise<void> {
    for (const { delivering, enrolment } of [...this.#met.values()]) {
      if (delivering !== null) await this.#meet(enrolment);
    }
  }

  #deliveringFor(enrolment: StoredEnrolment, contact: Contact): Delivering | null {
    if (contact.is !== "proven") return null;
    const { line, now, stores } = this.#running;
    return {
      line,
      now,
      enrolment,
      store: stores.of(enrolment.staffId),
      epoch: contact.epoch,
      officeAt: contact.officeAt,
      pace: paceOf(line),
      onProgress: () => this.#running.onProgress(this.#at),
    };
  }

  /** By the office's own clock, as it last proved itself to this person; None: it did not. */
  #officeAt(staffId: string): Date | null {
    const own = [...this.#met.values()].filter(({ enrolment }) => enrolment.staffId === staffId);
    const told = own.flatMap(({ delivering }) => (delivering === null ? [] : [delivering.officeAt]));
    return told.sort((one, other) => one.getTime() - other.getTime()).at(-1) ?? null;
  }

  async #queue(): Promise<readonly Queued[]> {
    const queue: Queued[] = [];
    for (const { delivering, enrolment } of this.#met.values()) {
      if (delivering === null) continue;
      const entries = await entriesOf(delivering.store, enrolment.deviceId);
      queue.push(...entries.filter(isPending).map((entry) => ({ delivering, entry })));
    }
    return queue.sort((one, other) => byUrgency(one.entry, other.entry));
  }

  /** How many were delivered whole before the queue, or the contact, came to its end. */
  async #deliver(queue: readonly Queued[]): Promise<number> {
    let delivered = 0;
    for (const { delivering, entry } of queue) {
      if (this.#refused.has(entry.deviceId)) continue;
      this.#go(entry.revisionId);
      const outcome = await deliverEntry(delivering, entry);
      delivered += outcome === "done" ? 1 : 0;
      if (!(await this.#goesOn(delivering, outcome))) break;
    }
    this.#go(null);
    return delivered;
  }

  #go(revisionId: string | null): void {
    this.#at = revisionId;
    this.#running.onProgress(revisionId);
  }

  /** After silence the contact must be proven anew, and be with the same history. */
  async #goesOn({ enrolment, epoch }: Delivering, outcome: Outcome): Promise<boolean> {
    if (outcome === "unknown_tablet") this.#refused.add(enrolment.deviceId);
    if (outcome !== "silence") return true;
    const contact = await this.#contact(enrolment);
    const isSame = contact.is === "proven" && contact.epoch === epoch;
    const delivering = this.#deliveringFor(enrolment, contact);
    this.#met.set(enrolment.deviceId, { enrolment, contact, delivering });
    return isSame;
  }

  async #ran(): Promise<Ran> {
    const contacts = new Map<string, Contact>();
    let waiting = 0;
    for (const { contact, enrolment } of this.#met.values()) {
      const { deviceId, staffId } = enrolment;
      const entries = await entriesOf(this.#running.stores.of(staffId), deviceId);
      const left = entries.filter((entry) => isPending(entry) && entry.attention === null);
      waiting += left.length;
      contacts.set(deviceId, this.#refused.has(deviceId) ? { is: "unknown_tablet" } : contact);
    }
    return { contacts, waiting };
  }
}

/** Send all there is; None: another tab is at it. */
export async function runDelivery(running: Running): Promise<Ran | null> {
  return await running.locks.request(RUN_LOCK, { ifAvailable: true }, async (lock) => {
    if (lock === null) return null;
    const run = new Run(running, await running.describeDevice());
    return await run.all();
  });
}
