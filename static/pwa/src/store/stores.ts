/** Every database of the tablet, opened when it is first needed. */

import { Connection } from "./connection";
import {
  type StaffSchema,
  STAFF_VERSION,
  staffDatabaseName,
  TABLET_DATABASE,
  TABLET_VERSION,
  type TabletSchema,
  upgradeStaff,
  upgradeTablet,
} from "./database";

export type StaffStore = Connection<StaffSchema>;
export type TabletStore = Connection<TabletSchema>;

/** The databases by name; each is opened at most once in a tab. */
export class Stores {
  readonly tablet: TabletStore = new Connection({
    name: TABLET_DATABASE,
    version: TABLET_VERSION,
    upgrade: upgradeTablet,
  });
  readonly #staff = new Map<string, StaffStore>();

  /** The database of one person. */
  of(staffId: string): StaffStore {
    const store = this.#staff.get(staffId) ?? new Connection(openingOf(staffId));
    this.#staff.set(staffId, store);
    return store;
  }

  /** Let go of all of them. */
  close(): void {
    this.tablet.close();
    for (const store of this.#staff.values()) store.close();
  }
}

function openingOf(staffId: string) {
  return { name: staffDatabaseName(staffId), version: STAFF_VERSION, upgrade: upgradeStaff };
}
