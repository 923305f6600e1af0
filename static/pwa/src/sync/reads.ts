/** Telling the office what was opened here, for its access log; what it does not name is told again. */

import type { Reads } from "../domain/contract";
import { listUntold, noteHeld } from "../store/reads";
import { readReadReceipts } from "./answers";
import type { Delivering } from "./delivery";
import { ask } from "./line";

/** How many are told at once. */
export const MOST_READS = 50;

/** Tell all of it, or as much as the line takes. */
export async function tellReads(delivering: Delivering): Promise<void> {
  const { enrolment, epoch, line, officeAt, store } = delivering;
  const untold = await listUntold(store, enrolment.deviceId, epoch);
  for (let from = 0; from < untold.length; from += MOST_READS) {
    const part = untold.slice(from, from + MOST_READS);
    const body: Reads = { reads: part.map(({ id, kid, wrapped }) => ({ id, kid, wrapped })) };
    const reply = await ask(line, {
      method: "POST",
      path: "/reads",
      credential: enrolment.credential,
      withSession: false,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const receipts = reply.is === "answer" ? readReadReceipts(reply.body) : null;
    if (receipts?.epoch !== epoch) return;
    const held = part.filter(({ id }) => receipts.held.includes(id));
    await noteHeld(store, held, { epoch, at: officeAt.toISOString() });
  }
}
