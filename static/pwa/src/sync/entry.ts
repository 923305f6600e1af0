/** Delivering one entry of the outbox: its revision, its blobs, and the word that all is held. */

import { blobsLeft, isComplete, type OutboxEntry } from "../domain/outbox";
import { getEntry } from "../store/outbox";
import { sendBlob } from "./blob";
import type { Delivering, Outcome } from "./delivery";
import { fetchReceipts, sendRevision } from "./revision";

const STOPPING: readonly Outcome[] = ["silence", "unknown_tablet"];

/** Every blob is tried, so that one that fails does not hold the others. */
async function sendBlobs(delivering: Delivering, entry: OutboxEntry): Promise<Outcome> {
  let worst: Outcome = "done";
  for (const blob of blobsLeft(entry)) {
    const outcome = await sendBlob(delivering, entry, blob);
    if (STOPPING.includes(outcome)) return outcome;
    if (outcome !== "done") worst = outcome;
  }
  return worst;
}

/** The entry as it is now. */
async function now(delivering: Delivering, entry: OutboxEntry): Promise<OutboxEntry> {
  return await getEntry(delivering.store, entry.revisionId);
}

/** Deliver what is left of an entry; done when the office has said that it holds it whole. */
export async function deliverEntry(delivering: Delivering, entry: OutboxEntry): Promise<Outcome> {
  const revision = entry.receipt === null ? await sendRevision(delivering, entry) : "done";
  if (revision !== "done") return revision;
  const blobs = await sendBlobs(delivering, await now(delivering, entry));
  if (blobs !== "done") return blobs;
  if (isComplete(await now(delivering, entry))) return "done";
  const asked = await fetchReceipts(delivering, [entry]);
  if (asked !== "done") return asked;
  return isComplete(await now(delivering, entry)) ? "done" : "later";
}
