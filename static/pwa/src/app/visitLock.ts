/** One writer for each visit over all tabs, by a lock that a closed tab lets go of. */

import type { World } from "./world";

const PREFIX = "landlord-watch-visit-";

/** A visit's lock; `isHeld` false: another tab has it. */
export interface VisitLock {
  readonly isHeld: boolean;
  readonly release: () => void;
}

/** Take the lock of a visit if no one has it. */
export function takeVisitLock(locks: World["locks"], visitId: string): Promise<VisitLock> {
  return new Promise((resolve, reject) => {
    const options = { ifAvailable: true };
    const holding = locks.request(PREFIX + visitId, options, (lock) => {
      if (lock === null) {
        resolve({ isHeld: false, release: () => undefined });
        return undefined;
      }
      return new Promise<void>((release) => {
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
