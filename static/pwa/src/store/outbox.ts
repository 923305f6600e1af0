/**
 * The outbox: what was closed on the tablet, until a receipt and its time are through.
 *
 * Entries change only here and in `closing` and `expiry`. Nothing here takes a status
 * code, and nothing here deletes.
 */

import type { Receipt } from "../domain/contract";
import { type OutboxEntry, withoutReceipt, withReceipt } from "../domain/outbox";
import type { Attention } from "../domain/tablet";
import type { StaffStore } from "./stores";
import { write } from "./transaction";

/** All of it, delivered or not. */
export function listOutbox(store: StaffStore): Promise<readonly OutboxEntry[]> {
  return store.run((database) => database.getAll("outbox"));
}

/** One entry. Fails if it is not here: none leaves while it may still be needed. */
export async function getEntry(store: StaffStore, revisionId: string): Promise<OutboxEntry> {
  const entry = await store.run((database) => database.get("outbox", revisionId));
  if (entry === undefined) throw new Error(`No such entry in the outbox: ${revisionId}`);
  return entry;
}

/** Change one entry as it is now; answers what it became, None if it is not here. */
function change(
  store: StaffStore,
  revisionId: string,
  make: (entry: OutboxEntry) => OutboxEntry,
): Promise<OutboxEntry | null> {
  return store.run((database) =>
    write(database, ["outbox"], async (writing) => {
      const outbox = writing.objectStore("outbox");
      const entry = await outbox.get(revisionId);
      if (entry === undefined) return null;
      const changed = make(entry);
      await outbox.put(changed);
      return changed;
    }),
  );
}

/** Keep a receipt that was found to be for this entry. */
export function keepReceipt(
  store: StaffStore,
  receipt: Receipt,
  at: string,
): Promise<OutboxEntry | null> {
  return change(store, receipt.revision_id, (entry) => withReceipt(entry, receipt, at));
}

/** Say that a person must look at an entry. */
export function keepAttention(
  store: StaffStore,
  revisionId: string,
  attention: Attention,
): Promise<OutboxEntry | null> {
  return change(store, revisionId, (entry) => ({ ...entry, attention }));
}

/** The office has said that it holds this blob. */
export function keepHeldBlob(
  store: StaffStore,
  revisionId: string,
  sha256: string,
): Promise<OutboxEntry | null> {
  return change(store, revisionId, (entry) => ({
    ...entry,
    heldBlobs: [...new Set([...entry.heldBlobs, sha256])],
  }));
}

/**
 * Take note of the office's history. When it is another than the receipts are of, none of
 * them counts any more: all is asked for again, and changes are read from the start.
 */
export async function enterEpoch(store: StaffStore, epoch: string): Promise<void> {
  await store.run((database) =>
    write(database, ["outbox", "marks"], async (writing) => {
      const outbox = writing.objectStore("outbox");
      const marks = writing.objectStore("marks");
      if ((await marks.get("epoch")) === epoch) return;
      for (const entry of await outbox.getAll()) await outbox.put(withoutReceipt(entry));
      await marks.put(epoch, "epoch");
      await marks.put({ epoch, after: 0 }, "checkpoint");
    }),
  );
}

/** The highest gap-free number the office has said it holds of a device. */
export async function keepHeldSequence(
  store: StaffStore,
  deviceId: string,
  held: number,
): Promise<void> {
  await store.run((database) => database.put("held", held, deviceId));
}

/** As last told; None: never. */
export async function findHeldSequence(
  store: StaffStore,
  deviceId: string,
): Promise<number | null> {
  return (await store.run((database) => database.get("held", deviceId))) ?? null;
}
