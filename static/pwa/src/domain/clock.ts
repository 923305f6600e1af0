/** Truthful time: the tablet's own clock as it was, beside what is known of its error. */

import type { DeviceClock, Moment } from "./contract";
import { withZone } from "./time";

/** What can be read of time. `steadyMs` runs evenly, from some start of its own. */
export interface TimeSource {
  readonly now: () => Date;
  readonly steadyMs: () => number;
}

/** The tablet's clock and the last measured offset of the office's. */
export class TabletClock {
  readonly #source: TimeSource;
  #offsetMs: number | null;
  /** None: measured in an earlier run, which the steady clock does not reach back to. */
  #measuredAt: number | null = null;

  constructor(source: TimeSource, offsetMs: number | null) {
    this.#source = source;
    this.#offsetMs = offsetMs;
  }

  get offsetMs(): number | null {
    return this.#offsetMs;
  }

  /** The office's clock less ours, measured just now. */
  learn(offsetMs: number): void {
    this.#offsetMs = offsetMs;
    this.#measuredAt = this.#source.steadyMs();
  }

  now(): string {
    return withZone(this.#source.now());
  }

  moment(): Moment {
    return { device_at: this.now(), server_offset_ms: this.#offsetMs };
  }

  /** As it is written on a parcel. */
  stamp(): DeviceClock {
    const since = this.#measuredAt === null ? null : this.#source.steadyMs() - this.#measuredAt;
    return { ...this.moment(), since_contact_ms: since === null ? null : Math.round(since) };
  }
}
