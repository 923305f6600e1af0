/** Noting each visit that is opened here, before it is shown, for the office's access log. */

import type { Moment } from "../domain/contract";
import { keepRead } from "../store/reads";
import type { Desk, Worker } from "./desk";

/** Opened again so soon after, it is the same reading. */
export const AGAIN_MS = 15 * 60_000;

/** What was opened in this tab. */
export class Reads {
  readonly #desk: Desk;
  /** When each visit was last noted, by the clock that runs evenly; for each person of their own. */
  readonly #noted = new Map<string, number>();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Ends when it is durably noted. What cannot be noted is not shown, as at the office. */
  async note(worker: Worker, visitId: string, opened: Moment): Promise<void> {
    const { newId, steadyMs } = this.#desk.world;
    const { deviceId } = worker.enrolment;
    const [what, nowMs] = [`${deviceId}/${visitId}`, steadyMs()];
    const before = this.#noted.get(what);
    if (before !== undefined && nowMs - before < AGAIN_MS) return;
    await keepRead(worker, { id: newId(), deviceId, visitId, opened });
    this.#noted.set(what, nowMs);
  }
}
