/**
 * When runs happen: at once when something calls for one, again and again with growing
 * waits while something is left, and every few minutes to keep proving contact.
 */

import { LONGEST_MS, waitMs } from "./backoff";

/**
 * What a run leaves behind: nothing to be done soon, a person's word that is waited for, or
 * something to be tried again.
 */
export type Outlook = "settled" | "expecting" | "failed";

/** How often it is asked whether a person has spoken. */
export const EXPECTING_MS = 30_000;

/** What a schedule needs of the world. */
export interface Pacing {
  readonly random: () => number;
  readonly setTimer: (call: () => void, ms: number) => number;
  readonly clearTimer: (timer: number) => void;
}

/** Runs one thing, never twice at once. */
export class Schedule {
  readonly #run: () => Promise<Outlook>;
  readonly #pacing: Pacing;
  #failures = 0;
  #timer: number | null = null;
  #running: Promise<void> | null = null;
  #isCalledAgain = false;

  constructor(run: () => Promise<Outlook>, pacing: Pacing) {
    this.#run = run;
    this.#pacing = pacing;
  }

  /** Run now and forget earlier failures; ends when a run that began after the call has ended. */
  trigger(): Promise<void> {
    this.#failures = 0;
    if (this.#running !== null) this.#isCalledAgain = true;
    return this.#start();
  }

  /** No more runs of its own. */
  stop(): void {
    if (this.#timer !== null) this.#pacing.clearTimer(this.#timer);
    this.#timer = null;
  }

  #start(): Promise<void> {
    this.stop();
    this.#running ??= this.#go();
    return this.#running;
  }

  async #go(): Promise<void> {
    let outlook: Outlook;
    do {
      if (this.#isCalledAgain) this.#failures = 0;
      this.#isCalledAgain = false;
      // A run that broke, as on a store that cannot be written, is tried again like any other.
      outlook = await this.#run().catch(() => "failed" as const);
      this.#failures = outlook === "failed" ? this.#failures + 1 : 0;
    } while (this.#isCalledAgain);
    // At once, and not when the promise has settled: who calls in between would call nobody.
    this.#running = null;
    this.#timer = this.#pacing.setTimer(() => void this.#start(), this.#waitAfter(outlook));
  }

  #waitAfter(outlook: Outlook): number {
    if (outlook === "failed") return waitMs(this.#failures - 1, this.#pacing.random());
    return outlook === "expecting" ? EXPECTING_MS : LONGEST_MS;
  }
}
