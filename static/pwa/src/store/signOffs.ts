/** Sessions at the office that are to end, since the tablet was locked hard over them. */

import type { StoredSignOff, TabletSchema } from "./database";
import { findMark } from "./marks";
import type { TabletStore } from "./stores";
import type { Writing } from "./transaction";

async function readAll(
  writing: Writing<TabletSchema, "marks">,
): Promise<readonly StoredSignOff[]> {
  const row = await writing.store("marks").get("signOffs");
  // A mark is put under its own name alone.
  return (row?.value as readonly StoredSignOff[] | undefined) ?? [];
}

/** Remember it until the office was told; a later lock counts in the place of an earlier one. */
export async function noteSignOff(store: TabletStore, signOff: StoredSignOff): Promise<void> {
  await store.write(["marks"], async (writing) => {
    const others = (await readAll(writing)).filter(
      ({ deviceId }) => deviceId !== signOff.deviceId,
    );
    await writing.put("marks", { name: "signOffs", value: [...others, signOff] });
  });
}

/** What the office is to be told of a tablet; None: nothing. */
export async function findSignOff(
  store: TabletStore,
  deviceId: string,
): Promise<StoredSignOff | null> {
  const all = (await findMark(store, "signOffs")) ?? [];
  return all.find((each) => each.deviceId === deviceId) ?? null;
}

/** The office was told; a lock that has come since stays. */
export async function dropSignOff(store: TabletStore, told: StoredSignOff): Promise<void> {
  await store.write(["marks"], async (writing) => {
    const left = (await readAll(writing)).filter(
      ({ deviceId, lockedAt }) => deviceId !== told.deviceId || lockedAt !== told.lockedAt,
    );
    await writing.put("marks", { name: "signOffs", value: left });
  });
}
