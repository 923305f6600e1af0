/** Whether the tablet writes and reads what it is given, before one relies on it. */

import { findMark, keepMark } from "./marks";
import type { TabletStore } from "./stores";

/** Write a value, read it back, and say whether it is the same. Never throws. */
export async function canWriteAndRead(store: TabletStore, value: string): Promise<boolean> {
  try {
    await keepMark(store, "probe", value);
    return (await findMark(store, "probe")) === value;
  } catch {
    return false;
  }
}
