/**
 * What is signed of a receipt; tests/vectors/receipt.json holds this and the office together.
 */

import type { Receipt } from "./contract";

/** A receipt that nobody has signed. */
export type UnsignedReceipt = Omit<Receipt, "signature">;

/** A line for what it is, one for each value as the office wrote it, and one a blob. */
export function receiptText(receipt: UnsignedReceipt): string {
  return [
    "landlord_watch receipt 1",
    receipt.number,
    receipt.epoch,
    receipt.seq,
    receipt.kind,
    receipt.visit_id,
    receipt.revision_id,
    receipt.sha256,
    receipt.received_at,
    receipt.state,
    receipt.is_conflicting,
    ...receipt.blobs.map(({ is_held, sha256, size }) => `${sha256} ${size} ${is_held}`),
  ].join("\n");
}
