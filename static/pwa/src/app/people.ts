/** Who has been bound to this tablet. */

import type { Person } from "../domain/access";
import type { StoredEnrolment } from "../store/database";
import { listEnrolments } from "../store/enrolments";
import type { Stores } from "../store/stores";

/** Of several enrolments of one person, the newest: the ids of tablets are in order of age. */
export function newestOf(enrolments: readonly StoredEnrolment[]): readonly StoredEnrolment[] {
  const newest = new Map<string, StoredEnrolment>();
  for (const each of enrolments) {
    const before = newest.get(each.staffId);
    if (before === undefined || before.deviceId < each.deviceId) newest.set(each.staffId, each);
  }
  return [...newest.values()];
}

/** Everyone who was ever bound to this tablet. */
export async function listPeople({ tablet }: Stores): Promise<readonly Person[]> {
  const newest = newestOf(await listEnrolments(tablet));
  return newest.map(({ staffId, staffName }) => ({ staffId, staffName }));
}
