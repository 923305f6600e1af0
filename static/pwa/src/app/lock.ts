/**
 * The lock of this tab: follows the watch, has everything saved before it covers the screen, and
 * ends the vault's worker to lock hard.
 *
 * What could not be saved is never thrown away: the screen is covered, the page lives on and
 * tries again, and only then is it locked hard.
 */

import type { LockView } from "../domain/access";
import {
  IDLE_MINUTES,
  type Instant,
  type LockEvent,
  type LockWatch,
  nextLookMs,
  opened,
  warnedLeftMs,
  watched,
} from "../domain/locking";
import { waysInto } from "../domain/tries";
import type { Sealer, VaultRecord } from "../domain/vault";
import type { StoredEnrolment } from "../store/database";
import { findCurrent } from "../store/enrolments";
import type { Stores } from "../store/stores";
import { findLockMinutes, findVault } from "../store/vaults";
import { MOST_TRIES as MOST_PIN_TRIES } from "../vault/pin";
import type { VaultClient } from "../vault/client";
import type { World } from "./world";

/** How long saving may hold up the cover. */
const SAVING_MS = 1000;
/** How soon after a failed save it is tried again. */
const AGAIN_MS = 5000;

/** What the lock needs of the rest of the tablet. */
export interface Around {
  readonly world: World;
  readonly stores: Stores;
  /** The lock has changed; told at once, so that no screen stays a moment too long. */
  readonly told: () => void;
  /** Everything that was open lets go. */
  readonly left: () => Promise<void>;
  /** It was locked hard over this person's vault; never fails. */
  readonly lockedHard: (holder: StoredEnrolment) => Promise<void>;
}

/** Whom the tablet works for, and their vault as it lies on the disk. */
export interface Known {
  readonly enrolment: StoredEnrolment;
  readonly vault: VaultRecord;
}

/** The lock. */
export class Lock {
  readonly #around: Around;
  readonly #savers = new Set<() => Promise<boolean>>();
  #client: VaultClient;
  #known: Known | null = null;
  /** Whose vault is open in this tab. */
  #holder: StoredEnrolment | null = null;
  #watch: LockWatch | null = null;
  #shown: "open" | "soft" | "hard" = "hard";
  #pinTriesLeft: number | null = null;
  #minutes: number = IDLE_MINUTES.usual;
  #timer: number | null = null;
  #covering: Promise<void> | null = null;
  #shutting: Promise<boolean> | null = null;
  #isSafe = true;

  constructor(around: Around) {
    this.#around = around;
    this.#client = this.#newClient();
  }

  get client(): VaultClient {
    return this.#client;
  }

  get known(): Known | null {
    return this.#known;
  }

  get minutes(): number {
    return this.#minutes;
  }

  /** Whether a vault is open here, be it behind the cover. */
  get isHeld(): boolean {
    return this.#holder !== null;
  }

  get hasPin(): boolean {
    return this.#pinTriesLeft !== null;
  }

  /** For reading and writing; None: locked. */
  get sealer(): Sealer | null {
    return this.#shown === "open" ? this.savingSealer : null;
  }

  /** For saving what was written before the cover came; None: locked hard. */
  get savingSealer(): Sealer | null {
    return this.#client.isOpen && this.#isOfHolder() ? this.#client : null;
  }

  view(): LockView {
    if (this.#known === null) return { is: "none" };
    const { hasDeviceKey, ...ways } = waysInto(this.#known.vault, this.#pinTriesLeft);
    if (this.#shown !== "open") return { is: this.#shown, hasDeviceKey, ...ways };
    const left = this.#watch && warnedLeftMs(this.#watch, this.#minutes);
    return { is: "open", locksInMs: left, hasPin: this.#pinTriesLeft !== null, hasDeviceKey };
  }

  /** Read anew whom the tablet works for; another tab may have changed it. */
  async look(): Promise<void> {
    const { tablet } = this.#around.stores;
    this.#minutes = (await findLockMinutes(tablet)) ?? IDLE_MINUTES.usual;
    const enrolment = await findCurrent(tablet);
    const vault = enrolment && (await findVault(tablet, enrolment.staffId));
    this.#known = enrolment === null || vault === null ? null : { enrolment, vault };
    if (this.#holder !== null && !this.#isOfHolder()) void this.shut();
  }

  /** Something happened around the screen. */
  note(event: LockEvent): void {
    if (this.#watch === null) return;
    const before = this.#watch.is;
    this.#watch = watched(this.#watch, { event, at: this.#now(), minutes: this.#minutes });
    this.#follow(before, event === "shown");
  }

  /** The vault is open now, for this person. A PIN holds over a cover that it has opened itself. */
  enter(known: Known, pinTriesLeft: number | null = null): void {
    this.#known = known;
    this.#pinTriesLeft = pinTriesLeft;
    this.#holder = known.enrolment;
    this.#watch = opened(this.#now());
    this.#shown = "open";
    if (!this.#isSafe) void this.#save();
    this.#wait();
  }

  /** Say how it stands: after what was written has been read, so that no screen is empty between. */
  tell(): void {
    this.#around.told();
  }

  /** The vault as it lies on the disk has changed. */
  keep(vault: VaultRecord): void {
    if (this.#known?.vault.staffId === vault.staffId) this.#known = { ...this.#known, vault };
    this.#around.told();
  }

  /** Tries left of a PIN; None: there is none. */
  havePin(triesLeft: number | null = MOST_PIN_TRIES): void {
    this.#pinTriesLeft = triesLeft;
    this.#around.told();
  }

  /** Be asked to save before the screen is covered. */
  onLocking(save: () => Promise<boolean>): () => void {
    this.#savers.add(save);
    return () => this.#savers.delete(save);
  }

  /** Cover the screen; ends when it is. */
  async cover(): Promise<void> {
    this.note("lock");
    await this.#covering;
  }

  /** Lock hard and start anew; false: something could not be saved, and it is only covered. */
  shut(): Promise<boolean> {
    this.#shutting ??= this.#shut().finally(() => {
      this.#shutting = null;
    });
    return this.#shutting;
  }

  async #shut(): Promise<boolean> {
    if (this.#holder === null) return true;
    this.#show("soft");
    if (!(await this.#save())) {
      this.havePin(null);
      void this.#client.clearPin().catch(() => undefined);
      return false;
    }
    this.#client.lock();
    await this.#forget();
    this.#around.world.startAnew();
    return true;
  }

  /** The PIN's tries are used up, and the vault has closed itself. */
  async spend(): Promise<void> {
    await this.#forget();
    if (this.#isSafe) this.#around.world.startAnew();
  }

  stop(): void {
    if (this.#timer !== null) this.#around.world.clearTimer(this.#timer);
    this.#timer = null;
    this.#client.lock();
  }

  #newClient(): VaultClient {
    const client = this.#around.world.newVault();
    void client.ended.then((ending) => {
      // Its worker is gone, as of too little memory: what is on the screen lives on behind the lock.
      if (ending === "died" && client === this.#client) return this.#lose();
      return undefined;
    });
    return client;
  }

  async #lose(): Promise<void> {
    this.#isSafe = false;
    await this.#forget();
  }

  /** Nothing is held any more; shown last, so that nobody types into a page about to start anew. */
  async #forget(): Promise<void> {
    const holder = this.#holder;
    this.#client = this.#newClient();
    [this.#holder, this.#watch] = [null, null];
    if (holder !== null) await this.#around.lockedHard(holder);
    if (this.#isSafe) await this.#around.left();
    // Until now the cover asks for what it asked for: what is read meanwhile shows no other field.
    this.#pinTriesLeft = null;
    this.#show("hard");
  }

  #isOfHolder(): boolean {
    return this.#known !== null && this.#known.enrolment.staffId === this.#holder?.staffId;
  }

  #now(): Instant {
    const { now, steadyMs } = this.#around.world;
    return { steadyMs: steadyMs(), wallMs: now().getTime() };
  }

  #show(shown: "soft" | "hard"): void {
    if (this.#shown === shown) return;
    this.#shown = shown;
    this.#around.told();
  }

  #follow(before: LockWatch["is"], isAtOnce: boolean): void {
    const is = this.#watch?.is;
    if (is === "hard") void this.shut();
    else if (is === "soft" && this.#shown === "open") this.#coverSoon(isAtOnce);
    else if (is !== before) this.#around.told();
    this.#wait();
  }

  #coverSoon(isAtOnce: boolean): void {
    this.#covering ??= this.#coverNow(isAtOnce).finally(() => {
      this.#covering = null;
    });
  }

  /** What was hidden was saved when it was hidden; it must not be seen again. */
  async #coverNow(isAtOnce: boolean): Promise<void> {
    const saving = this.#save();
    const { setTimer } = this.#around.world;
    const pause = new Promise<void>((resolve) => setTimer(resolve, SAVING_MS));
    if (!isAtOnce) await Promise.race([saving, pause]);
    if (this.#holder !== null) this.#show("soft");
  }

  async #save(): Promise<boolean> {
    const saving = [...this.#savers].map((save) => save().catch(() => false));
    this.#isSafe = (await Promise.all(saving)).every(Boolean);
    return this.#isSafe;
  }

  /** Look at the time again when something may have come of it. */
  #wait(): void {
    const { clearTimer, setTimer } = this.#around.world;
    if (this.#timer !== null) clearTimer(this.#timer);
    this.#timer = null;
    if (this.#watch === null) return;
    const ms = nextLookMs(this.#watch, this.#minutes) ?? AGAIN_MS;
    this.#timer = setTimer(() => this.note("time"), ms);
  }
}
