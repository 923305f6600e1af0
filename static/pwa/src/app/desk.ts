/** Who the tablet works for, and what the parts of it share. */

import type { TabletClock } from "../domain/clock";
import { refused } from "../domain/result";
import type { Result } from "../domain/tablet";
import type { StoredEnrolment } from "../store/database";
import { findCurrent } from "../store/enrolments";
import { saved } from "../store/failures";
import type { Author } from "../store/parcels";
import type { StaffStore, Stores } from "../store/stores";
import type { World } from "./world";

/** What every part of the tablet is given. */
export interface Desk {
  readonly world: World;
  readonly stores: Stores;
  readonly clock: TabletClock;
  /** What is stored has changed. */
  readonly changed: () => Promise<void>;
  /** There may be something to send. */
  readonly send: () => void;
}

/** The person's own store, and how what they close is signed. */
export interface Worker {
  readonly enrolment: StoredEnrolment;
  readonly store: StaffStore;
  readonly author: () => Author;
}

/** Do something as the person the tablet works for; a write that failed is told as a value. */
export function asWorker<T>(
  desk: Desk,
  work: (worker: Worker) => Promise<Result<T>>,
): Promise<Result<T>> {
  return saved(async () => {
    const enrolment = await findCurrent(desk.stores.tablet);
    if (enrolment === null) return refused("not_enrolled");
    const author = (): Author => ({ enrolment, clock: desk.clock.stamp() });
    return await work({ enrolment, author, store: desk.stores.of(enrolment.staffId) });
  });
}

/** Does one thing after the other, in the order they were asked for. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  take<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work, work);
    this.#last = next.catch(() => undefined);
    return next;
  }
}
