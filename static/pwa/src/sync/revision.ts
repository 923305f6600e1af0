/** Delivering the revision itself, and asking for receipts. */

import type { Receipt, ReceiptList } from "../domain/contract";
import { isReceiptFor, type OutboxEntry } from "../domain/outbox";
import { receiptText } from "../domain/receipt";
import { keepReceipt } from "../store/outbox";
import { readParcel } from "../store/parcels";
import { readReceipt, readReceiptList } from "./answers";
import { blame, type Delivering, miss, type Outcome } from "./delivery";
import { proofOf } from "./heartbeat";
import { ask, type Reply } from "./line";

/** How many receipts are asked for at once. */
export const MOST_RECEIPTS = 100;

function base64(hexDigits: string): string {
  const binary = hexDigits.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)));
  return btoa(binary);
}

async function put(
  { enrolment, line }: Delivering,
  entry: OutboxEntry,
  body: Uint8Array<ArrayBuffer>,
): Promise<Reply> {
  return await ask(line, {
    method: "PUT",
    path: `/visits/${entry.visitId}/revisions/${entry.revisionId}`,
    credential: enrolment.credential,
    withSession: false,
    headers: {
      "Content-Type": "application/vnd.landlord-watch.parcel",
      "Content-Digest": `sha-256=:${base64(entry.sha256)}:`,
    },
    body,
  });
}

async function isSigned(receipt: Receipt, credential: string): Promise<boolean> {
  return receipt.signature === (await proofOf(credential, receiptText(receipt)));
}

/**
 * Success is 200 or 201 with a receipt that the office signed, for us. One that it did not sign
 * was made up on the way and is no answer; one for something else needs a person.
 */
async function settle(
  delivering: Delivering,
  entry: OutboxEntry,
  reply: Reply,
): Promise<Outcome> {
  const isWelcome = reply.is === "answer" && (reply.status === 200 || reply.status === 201);
  const receipt = isWelcome ? readReceipt(reply.body) : null;
  if (receipt === null) return await miss(delivering, entry, reply);
  if (!(await isSigned(receipt, delivering.enrolment.credential))) return "silence";
  if (receipt.epoch !== delivering.epoch) return "silence";
  if (!isReceiptFor(entry, receipt, delivering.epoch)) {
    return await blame(delivering, entry, "receipt_differs");
  }
  await keepReceipt(delivering.store, receipt, delivering.now().toISOString());
  delivering.onProgress();
  return "done";
}

/** Send a revision; done when its receipt is kept. */
export async function sendRevision(delivering: Delivering, entry: OutboxEntry): Promise<Outcome> {
  const kept = await readParcel(delivering.store, entry.sha256);
  if (kept.is !== "whole") return await blame(delivering, entry, `bytes_${kept.is}`);
  return await settle(delivering, entry, await put(delivering, entry, kept.bytes));
}

async function askReceipts(
  { enrolment, line }: Delivering,
  entries: readonly OutboxEntry[],
): Promise<Reply> {
  const ids = entries.map((entry) => entry.revisionId).join(",");
  return await ask(line, {
    method: "GET",
    path: `/receipts?ids=${ids}`,
    credential: enrolment.credential,
    withSession: false,
    headers: {},
    body: null,
  });
}

/**
 * Whether a receipt says no more than the one that is kept, so that nothing need be written. One
 * that lacks photos may say as much as before of photos that have been sent since.
 */
function isKnown({ receipt }: OutboxEntry, told: Receipt): boolean {
  const isWhole = told.state === "complete" && receipt?.state === "complete";
  return isWhole && receipt.is_conflicting === told.is_conflicting;
}

async function keepOne(
  delivering: Delivering,
  entry: OutboxEntry,
  list: ReceiptList,
): Promise<void> {
  const receipt = list.receipts.find((each) => each.revision_id === entry.revisionId);
  if (receipt !== undefined) {
    if (isKnown(entry, receipt)) return;
    await settle(delivering, entry, answerOf(receipt));
  } else if (list.unknown.includes(entry.revisionId) && entry.copy === "none") {
    await blame(delivering, entry, "lost_at_office");
  }
}

function answerOf(body: unknown): Reply {
  return { is: "answer", status: 200, headers: new Headers(), body };
}

/** Ask what the office holds of these, at most a hundred, and keep what it says. */
export async function fetchReceipts(
  delivering: Delivering,
  entries: readonly OutboxEntry[],
): Promise<Outcome> {
  const reply = await askReceipts(delivering, entries);
  const list = reply.is === "answer" && reply.status === 200 ? readReceiptList(reply.body) : null;
  if (reply.is === "silence" || list === null || list.epoch !== delivering.epoch) return "silence";
  for (const entry of entries) await keepOne(delivering, entry, list);
  return "done";
}
