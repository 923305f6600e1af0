/** What the office has ordered: a read cache destroyed, a revoked tablet closed for good. */

import { isPending } from "../domain/outbox";
import { hasWayIn, withoutLocalWays } from "../domain/tries";
import type { StoredEnrolment } from "../store/database";
import { listEnrolments } from "../store/enrolments";
import { listOutbox } from "../store/outbox";
import { shredReadCache } from "../store/readCache";
import { findVault, keepVault } from "../store/vaults";
import type { Contact } from "../sync/heartbeat";
import type { Desk } from "./desk";
import { newestOf } from "./people";

/** Destroy what was fetched for a person. What was written here, and what waits, stays. */
export async function clearReadCacheOf({ stores }: Desk, staffId: string): Promise<void> {
  await shredReadCache(stores.of(staffId));
}

/** Take away what opens a person's vault here, once nothing of theirs waits any more. */
async function closeForGood(desk: Desk, { staffId }: StoredEnrolment): Promise<void> {
  const { lock, stores } = desk;
  const waiting = (await listOutbox(stores.of(staffId))).filter(isPending);
  const vault = await findVault(stores.tablet, staffId);
  if (waiting.length > 0 || vault === null || !hasWayIn(vault)) return;
  const isHeld = lock.known?.enrolment.staffId === staffId && lock.isHeld;
  if (isHeld && !(await lock.shut())) return;
  await keepVault(stores.tablet, withoutLocalWays(vault));
}

/**
 * Do what the office has ordered of this tablet, of whoever's newest enrolment on it; which of
 * them destroyed what they had fetched, so that the office can be told.
 */
export async function obeyOffice(
  desk: Desk,
  contacts: ReadonlyMap<string, Contact>,
): Promise<readonly string[]> {
  const obeyed: string[] = [];
  for (const enrolment of newestOf(await listEnrolments(desk.stores.tablet))) {
    const contact = contacts.get(enrolment.deviceId);
    if (contact?.is !== "proven") continue;
    const { isRevoked, orders } = contact;
    const isShredded = isRevoked || orders.includes("shred_read_cache");
    if (isShredded) {
      await clearReadCacheOf(desk, enrolment.staffId);
      obeyed.push(enrolment.deviceId);
    }
    if (isRevoked) await closeForGood(desk, enrolment);
  }
  return obeyed;
}
