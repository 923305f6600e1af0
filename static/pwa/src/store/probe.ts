/** Whether the tablet writes and reads what it is given, before one relies on it. */

import { type TabletStore, STRICT } from "./stores";

/** Write a value, read it back, and say whether it is the same. Never throws. */
export async function canWriteAndRead(store: TabletStore, value: string): Promise<boolean> {
  try {
    return await store.run(async (database) => {
      const transaction = database.transaction("marks", "readwrite", STRICT);
      await Promise.all([transaction.store.put(value, "probe"), transaction.done]);
      return (await database.get("marks", "probe")) === value;
    });
  } catch {
    return false;
  }
}
