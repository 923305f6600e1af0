/** One writer for each visit over all tabs, by a lock that a closed tab lets go of. */

import type { World } from "./world";

const PREFIX = "landlord-watch-visit-";

/** A visit's lock; `isHeld` false: another tab has it. `release` ends when it is free again. */
export interface VisitLock {
  readonly isHeld: boolean;
  readonly release: () => Promise<void>;
}

const NOT_HELD: VisitLock = { isHeld: false, release: () => Promise.resolve() };

/** Take the lock of a visit if no one has it. */
export function takeVisitLock(locks: World["locks"], visitId: string): Promise<VisitLock> {
  return new Promise((resolve, reject) => {
    const holding = locks.request(PREFIX + visitId, { ifAvailable: true }, (lock) => {
      if (lock === null) return resolve(NOT_HELD);
      return new Promise<void>((letGo) => {
        const release = async (): Promise<void> => {
          letGo();
          await holding;
        };
        resolve({ isHeld: true, release });
      });
    });
    holding.catch(reject);
  });
}

/** Whether any tab writes in a visit. */
export async function isAnyVisitOpen(locks: World["locks"]): Promise<boolean> {
  const { held = [] } = await locks.query();
  return held.some((lock) => lock.name?.startsWith(PREFIX));
}
