/** What was found damaged, remembered until someone has taken note of it. */

import type { Repair } from "../domain/access";
import { dropMark, findMark, keepMark } from "./marks";
import type { Stores } from "./stores";

/** All of it since it was last forgotten, also over restarts; None: nothing. */
export async function findRepair(stores: Stores): Promise<Repair | null> {
  const before = await findMark(stores.tablet, "repair");
  const found = stores.takeRepair();
  if (found.putBack + found.lost === 0) return before;
  const all = {
    putBack: found.putBack + (before?.putBack ?? 0),
    lost: found.lost + (before?.lost ?? 0),
  };
  await keepMark(stores.tablet, "repair", all);
  return all;
}

/** It was seen, here and at the office. */
export async function forgetRepair({ tablet }: Stores): Promise<void> {
  if ((await findMark(tablet, "repair")) !== null) await dropMark(tablet, "repair");
}
