/**
 * What is on its way to the office, and how that is told in seven states.
 *
 * An entry is delivered by its receipt alone. Nothing here knows of status codes.
 */

import type { ManifestBlob, Receipt } from "./contract";
import type { Attention, OutboxItem, VisitState } from "./tablet";

/** One closed revision of a visit or a concern, without its bytes. */
export interface OutboxEntry {
  readonly revisionId: string;
  readonly kind: "visit" | "concern";
  readonly visitId: string;
  /** None: a visit. */
  readonly concernId: string | null;
  readonly deviceId: string;
  readonly deviceSeq: number;
  readonly closedAt: string;
  /** Of the whole parcel, which is kept under this name. */
  readonly sha256: string;
  readonly size: number;
  readonly blobs: readonly ManifestBlob[];
  /** Hashes of blobs the office has said it holds. */
  readonly heldBlobs: readonly string[];
  /** Of the office's present history; None: not delivered. */
  readonly receipt: Receipt | null;
  /** Of a history that is no more; None: its epoch never changed. */
  readonly formerReceipt: Receipt | null;
  readonly attention: Attention | null;
  /** When all of it was held, by the tablet's clock. */
  readonly completedAt: string | null;
  /**
   * Since when all of it has been held, by the office's clock; the sealed copy's month runs from
   * here. None, or nothing from an older program: the office has not told the time since.
   */
  readonly heldSince?: string | null;
  /**
   * What lies here of it: to be read; sealed, to be sent again to an office that was restored;
   * or nothing, since room was needed and the office had it.
   */
  readonly copy: "readable" | "sealed" | "none";
}

/** Whether the office holds the whole of it. */
export function isComplete(entry: OutboxEntry): boolean {
  return entry.receipt?.state === "complete";
}

/** The blobs the office has not said it holds. */
export function blobsLeft(entry: OutboxEntry): readonly ManifestBlob[] {
  return entry.blobs.filter((blob) => !entry.heldBlobs.includes(blob.sha256));
}

/** How many bytes are still to be sent. */
export function bytesLeft(entry: OutboxEntry): number {
  const revision = entry.receipt === null ? entry.size : 0;
  return blobsLeft(entry).reduce((sum, blob) => sum + blob.size, revision);
}

/** Whether there is something of it left to send. */
export function isPending(entry: OutboxEntry): boolean {
  return !isComplete(entry) && entry.copy !== "none";
}

/**
 * Concerns before anything else, then what was closed first. Within a tablet the sequence
 * tells, not a clock that may have been set back; the ids of tablets are in order of age.
 */
export function byUrgency(one: OutboxEntry, other: OutboxEntry): number {
  if (one.kind !== other.kind) return one.kind === "concern" ? -1 : 1;
  if (one.deviceId !== other.deviceId) return one.deviceId < other.deviceId ? -1 : 1;
  return one.deviceSeq - other.deviceSeq;
}

/**
 * Whether a receipt is for this entry, in the history we know: our ids, our bytes, and
 * every blob we named. Anything less is not delivered.
 */
export function isReceiptFor(entry: OutboxEntry, receipt: Receipt, epoch: string): boolean {
  const listed = new Map(receipt.blobs.map((blob) => [blob.sha256, blob]));
  const namesAll = entry.blobs.every((blob) => listed.get(blob.sha256)?.size === blob.size);
  const holdsAll = entry.blobs.every((blob) => listed.get(blob.sha256)?.is_held === true);
  return (
    receipt.epoch === epoch &&
    receipt.kind === entry.kind &&
    receipt.visit_id === entry.visitId &&
    receipt.revision_id === entry.revisionId &&
    receipt.sha256 === entry.sha256 &&
    namesAll &&
    (receipt.state !== "complete" || holdsAll)
  );
}

/** The entry with what a receipt says; `completedAt` is set once. */
export function withReceipt(entry: OutboxEntry, receipt: Receipt, at: string): OutboxEntry {
  const held = receipt.blobs.filter((blob) => blob.is_held).map((blob) => blob.sha256);
  const completedAt = receipt.state === "complete" ? (entry.completedAt ?? at) : null;
  const heldSince = completedAt === null ? null : (entry.heldSince ?? null);
  return { ...entry, receipt, heldBlobs: held, attention: null, completedAt, heldSince };
}

/** The entry when the office has begun a new history: nothing is known to be held. */
export function withoutReceipt(entry: OutboxEntry): OutboxEntry {
  return {
    ...entry,
    receipt: null,
    formerReceipt: entry.receipt ?? entry.formerReceipt,
    heldBlobs: [],
    completedAt: null,
    heldSince: null,
  };
}

function stateByReceipt(entry: OutboxEntry, receipt: Receipt): VisitState {
  const receiptNumber = receipt.number;
  if (receipt.is_conflicting) return { is: "conflicting", receiptNumber };
  if (receipt.state === "complete") {
    return { is: "received", receiptNumber, receivedAt: receipt.received_at };
  }
  const missing = blobsLeft(entry).length;
  return { is: "received_photos_missing", missing, total: entry.blobs.length, receiptNumber };
}

/** The state of one entry; `isSending`: the run is at it now. */
export function stateOf(entry: OutboxEntry, isSending: boolean): VisitState {
  const { attention, blobs, heldBlobs, receipt } = entry;
  if (isSending && !isComplete(entry)) {
    const sent = heldBlobs.length + (receipt === null ? 0 : 1);
    return { is: "sending", sent, total: blobs.length + 1 };
  }
  if (attention !== null) {
    return { is: "needs_attention", reason: attention, receiptNumber: receipt?.number ?? null };
  }
  return receipt === null ? { is: "ready", since: entry.closedAt } : stateByReceipt(entry, receipt);
}

const GRAVEST: readonly VisitState["is"][] = [
  "sending",
  "needs_attention",
  "conflicting",
  "ready",
  "received_photos_missing",
  "received",
];

/**
 * The one state of a visit with all its revisions: the one that most needs to be seen.
 * None: nothing of it was ever closed here.
 */
export function visitState(
  entries: readonly OutboxEntry[],
  sendingId: string | null,
): VisitState | null {
  const states = entries.map((entry) => stateOf(entry, entry.revisionId === sendingId));
  for (const grave of GRAVEST) {
    const found = states.filter((state) => state.is === grave).at(-1);
    if (found !== undefined) return found;
  }
  return null;
}

/** The entry as a line of the outbox. */
export function outboxItem(entry: OutboxEntry, sendingId: string | null, at: Date): OutboxItem {
  return {
    id: entry.revisionId,
    kind: entry.kind,
    visitId: entry.visitId,
    state: stateOf(entry, entry.revisionId === sendingId),
    since: entry.closedAt,
    ageMs: Math.max(0, at.getTime() - Date.parse(entry.closedAt)),
    bytesLeft: bytesLeft(entry),
    photosSent: entry.heldBlobs.length,
    photos: entry.blobs.length,
    receiptNumber: entry.receipt?.number ?? null,
  };
}
