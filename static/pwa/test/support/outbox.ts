/** Looking into what a tablet holds, past its screens. */

import type { OutboxEntry } from "../../src/domain/outbox";
import { listOutbox } from "../../src/store/outbox";
import { type StaffStore, Stores } from "../../src/store/stores";
import type { Disk } from "./folders";
import { STAFF } from "./ids";
import { FakeLocks } from "./locks";

export { DEVICE, STAFF } from "./ids";

/** A connection of its own to a person's database, with no journal. */
export function storeOf(staffId = STAFF): StaffStore {
  return new Stores({ journals: null, locks: new FakeLocks() }).of(staffId);
}

export function entries(staffId = STAFF): Promise<readonly OutboxEntry[]> {
  return listOutbox(storeOf(staffId));
}

/** The names and sizes of everything kept to be sent. */
export async function keptBytes(staffId = STAFF): Promise<readonly (readonly [string, number])[]> {
  return await storeOf(staffId).run(async (database) => {
    const names = await database.getAllKeys("bytes");
    const all = await database.getAll("bytes");
    return names.map((name, at) => [name, all[at]?.byteLength ?? 0] as const);
  });
}

/** A parcel's bytes become others in both places; None: they are gone. */
export async function changeBytes(
  disk: Disk,
  name: string,
  bytes: Uint8Array<ArrayBuffer> | null,
): Promise<void> {
  await storeOf().run(async (database) => {
    if (bytes === null) await database.delete("bytes", name);
    else await database.put("bytes", bytes.slice().buffer, name);
  });
  for (const path of disk.paths(name)) {
    if (bytes === null) disk.files.delete(path);
    else disk.damage(path, () => bytes.slice());
  }
}
