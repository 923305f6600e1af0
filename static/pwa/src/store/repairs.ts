/** What was found damaged, remembered until it was seen here, and until the office was told. */

import type { Repair } from "../domain/access";
import { dropMark, findMark, keepMark } from "./marks";
import type { Stores, TabletStore } from "./stores";

type Kept = "repair" | "untold";
const NOTHING: Repair = { putBack: 0, lost: 0 };

function isNothing({ lost, putBack }: Repair): boolean {
  return lost + putBack === 0;
}

async function add(tablet: TabletStore, name: Kept, found: Repair): Promise<void> {
  const before = (await findMark(tablet, name)) ?? NOTHING;
  const lost = before.lost + found.lost;
  await keepMark(tablet, name, { putBack: before.putBack + found.putBack, lost });
}

async function find(stores: Stores, name: Kept): Promise<Repair | null> {
  // Opening the tablet's own database may find something too.
  await findMark(stores.tablet, name);
  const found = stores.takeRepair();
  if (!isNothing(found)) {
    await add(stores.tablet, "repair", found);
    await add(stores.tablet, "untold", found);
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

/** The office was told so much; what was found meanwhile is left. */
export async function noteTold({ tablet }: Stores, told: Repair): Promise<void> {
  if (isNothing(told)) return;
  const before = (await findMark(tablet, "untold")) ?? told;
  const left = { putBack: before.putBack - told.putBack, lost: before.lost - told.lost };
  if (isNothing(left)) await dropMark(tablet, "untold");
  else await keepMark(tablet, "untold", left);
}
