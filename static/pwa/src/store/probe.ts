/** Whether the tablet writes and reads what it is given, before one relies on it. */

import type { TabletStore } from "./stores";
import { write } from "./transaction";

/** Write a value, read it back, and say whether it is the same. Never throws. */
export async function canWriteAndRead(store: TabletStore, value: string): Promise<boolean> {
  try {
    return await store.run(async (database) => {
      await write(database, ["marks"], (writing) => {
        return writing.objectStore("marks").put(value, "probe");
      });
      return (await database.get("marks", "probe")) === value;
    });
  } catch {
    return false;
  }
}
