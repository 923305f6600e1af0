/** What was found damaged, remembered until it was seen here, and until the office was told. */

import type { Repair } from "../domain/access";
import { dropMark, findMark, keepMark } from "./marks";
import type { Stores } from "./stores";

type Kept = "repair" | "untold";

function isNothing({ lost, putBack }: Repair): boolean {
  return lost + putBack <= 0;
}

async function add({ tablet }: Stores, name: Kept, found: Repair, sign: 1 | -1): Promise<void> {
  const before = await findMark(tablet, name);
  const putBack = (before?.putBack ?? 0) + sign * found.putBack;
  const sum = { putBack, lost: (before?.lost ?? 0) + sign * found.lost };
  if (!isNothing(sum)) await keepMark(tablet, name, sum);
  else if (before !== null) await dropMark(tablet, name);
}

async function find(stores: Stores, name: Kept): Promise<Repair | null> {
  // Opening the tablet's own database may find something too.
  await findMark(stores.tablet, name);
  const found = stores.takeRepair();
  if (!isNothing(found)) {
    await add(stores, "repair", found, 1);
    await add(stores, "untold", found, 1);
  }
  return await findMark(stores.tablet, name);
}

/** What no one has seen on the screen yet, also over restarts; None: nothing. */
export function findRepair(stores: Stores): Promise<Repair | null> {
  return find(stores, "repair");
}

/** It was seen. */
export async function forgetRepair({ tablet }: Stores): Promise<void> {
  if ((await findMark(tablet, "repair")) !== null) await dropMark(tablet, "repair");
}

/** What the office was not told yet; None: nothing. */
export function findUntold(stores: Stores): Promise<Repair | null> {
  return find(stores, "untold");
}

/** The office was told so much. */
export async function noteTold(stores: Stores, told: Repair): Promise<void> {
  if (!isNothing(told)) await add(stores, "untold", told, -1);
}
