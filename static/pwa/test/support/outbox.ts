/** Looking into what a tablet holds, past its screens. */

import type { OutboxEntry } from "../../src/domain/outbox";
import { listOutbox } from "../../src/store/outbox";
import { type StaffStore, Stores } from "../../src/store/stores";

export const STAFF = "0199aa00-0000-7000-8000-00000000a001";
export const DEVICE = "0199aa00-0000-7000-8000-00000000d001";

/** A connection of its own to a person's database. */
export function storeOf(staffId = STAFF): StaffStore {
  return new Stores().of(staffId);
}

export function entries(staffId = STAFF): Promise<readonly OutboxEntry[]> {
  return listOutbox(storeOf(staffId));
}

/** The names and sizes of everything kept to be sent. */
export async function keptBytes(staffId = STAFF): Promise<readonly (readonly [string, number])[]> {
  const parcels = await storeOf(staffId).run((database) => database.getAll("parcels"));
  return parcels.map(({ sha256, bytes }) => [sha256, bytes.byteLength] as const);
}
