/** Who the tablet works for, and what the parts of it share. */

import type { TabletClock } from "../domain/clock";
import { refused } from "../domain/result";
import type { Result } from "../domain/tablet";
import type { Sealer } from "../domain/vault";
import type { StoredEnrolment } from "../store/database";
import { saved } from "../store/failures";
import type { Author } from "../store/parcels";
import type { OpenStore } from "../store/sealed";
import type { Stores } from "../store/stores";
import type { Lock } from "./lock";
import type { World } from "./world";

/** What every part of the tablet is given. */
export interface Desk {
  readonly world: World;
  readonly stores: Stores;
  readonly clock: TabletClock;
  readonly lock: Lock;
  /** What is stored has changed. */
  readonly changed: () => Promise<void>;
  /** There may be something to send. */
  readonly send: () => void;
  /** The tablet works for someone who has just been bound to it. */
  readonly enrolled: () => void;
}

/** The person's own store and open vault, and how what they close is signed. */
export interface Worker extends OpenStore {
  readonly enrolment: StoredEnrolment;
  readonly author: () => Author;
}

type Work<T> = (worker: Worker) => Promise<Result<T>>;

async function workWith<T>(
  { clock, lock, stores }: Desk,
  vault: Sealer | null,
  work: Work<T>,
): Promise<Result<T>> {
  if (lock.known === null) return refused("not_enrolled");
  if (vault === null) return refused("locked");
  const { enrolment } = lock.known;
  const author = (): Author => ({ enrolment, clock: clock.stamp() });
  return await work({ enrolment, vault, author, store: stores.of(enrolment.staffId) });
}

/** Do something as the person whose vault is open; a write that failed is told as a value. */
export function asWorker<T>(desk: Desk, work: Work<T>): Promise<Result<T>> {
  return saved(() => workWith(desk, desk.lock.sealer, work));
}

/** As `asWorker`, also behind the cover: for saving what was written before it came. */
export function asSaver<T>(desk: Desk, work: Work<T>): Promise<Result<T>> {
  return saved(() => workWith(desk, desk.lock.savingSealer, work));
}
