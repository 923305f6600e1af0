/**
 * The outbox: what was closed on the tablet, until a receipt and its time are through.
 *
 * Entries change only here and in `closing` and `expiry`. Nothing here takes a status
 * code, and nothing here deletes.
 */

import type { Receipt } from "../domain/contract";
import { type OutboxEntry, withoutReceipt, withReceipt } from "../domain/outbox";
import type { Attention } from "../domain/tablet";
import { findStaffMark } from "./marks";
import type { StaffStore } from "./stores";

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
  return store.write(["outbox"], async (writing) => {
    const entry = await writing.store("outbox").get(revisionId);
    if (entry === undefined) return null;
    const changed = make(entry);
    await writing.put("outbox", changed);
    return changed;
  });
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
  if ((await findStaffMark(store, "epoch")) === epoch) return;
  await store.write(["outbox", "marks"], async (writing) => {
    for (const entry of await writing.store("outbox").getAll()) {
      await writing.put("outbox", withoutReceipt(entry));
    }
    await writing.put("marks", { name: "epoch", value: epoch });
    await writing.put("marks", { name: "checkpoint", value: { epoch, after: 0 } });
  });
}

/** The highest gap-free number the office has said it holds of a device. */
export async function keepHeldSequence(
  store: StaffStore,
  deviceId: string,
  held: number,
): Promise<void> {
  if ((await findHeldSequence(store, deviceId)) === held) return;
  await store.write(["held"], (writing) => writing.put("held", { deviceId, held }));
}

/** As last told; None: never. */
export async function findHeldSequence(
  store: StaffStore,
  deviceId: string,
): Promise<number | null> {
  return (await store.run((database) => database.get("held", deviceId)))?.held ?? null;
}
