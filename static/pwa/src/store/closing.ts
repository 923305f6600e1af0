/**
 * Closing a revision: its record and its place in the outbox are written in one
 * transaction, together with the next number of the tablet's gap-free sequence.
 *
 * The number is inside the parcel, and a parcel cannot be hashed within a transaction;
 * so the number is foretold, and if another tab took it in between, it is closed anew.
 */

import type { ConcernContent, ManifestBlob, VisitContent } from "../domain/contract";
import type { OutboxEntry } from "../domain/outbox";
import type { StaffSchema, StoredConcern } from "./database";
import { type Author, type ClosedParcel, closeParcel } from "./parcels";
import type { StaffStore } from "./stores";
import { type Writing, write } from "./transaction";

const WRITTEN = ["outbox", "parcels", "sequences", "drafts", "copies", "concerns"] as const;
type Closing = Writing<StaffSchema, typeof WRITTEN>;

/** A revision to be closed, and what is written along with it. */
interface Revision {
  readonly kind: "visit" | "concern";
  readonly concernId: string | null;
  readonly baseRevisionId: string | null;
  readonly content: VisitContent | ConcernContent;
  readonly blobs: readonly ManifestBlob[];
  readonly along: (closing: Closing) => Promise<unknown>;
}

interface Closed {
  readonly entry: OutboxEntry;
  readonly parcel: ClosedParcel;
}

function closeAs(seq: number, revision: Revision, author: Author): Promise<ClosedParcel> {
  const { schema_version, visit_id, revision_id } = revision.content;
  const { deviceId, staffId } = author.enrolment;
  const header = {
    format: 1,
    kind: revision.kind,
    visit_id,
    revision_id,
    base_revision_id: revision.baseRevisionId,
    author_id: staffId,
    device_id: deviceId,
    device_seq: seq,
    schema_version,
    blobs: revision.blobs,
    clock: author.clock,
  } as const;
  return closeParcel(header, new TextEncoder().encode(JSON.stringify(revision.content)));
}

function entryOf(
  seq: number,
  revision: Revision,
  { author, parcel }: { author: Author; parcel: ClosedParcel },
): OutboxEntry {
  return {
    revisionId: revision.content.revision_id,
    kind: revision.kind,
    visitId: revision.content.visit_id,
    concernId: revision.concernId,
    deviceId: author.enrolment.deviceId,
    deviceSeq: seq,
    closedAt: author.clock.device_at,
    sha256: parcel.sha256,
    size: parcel.bytes.length,
    blobs: revision.blobs,
    heldBlobs: [],
    receipt: null,
    formerReceipt: null,
    attention: null,
    completedAt: null,
    isEmptied: false,
  };
}

async function writeIfNext(
  closing: Closing,
  { entry, parcel }: Closed,
  along: Revision["along"],
): Promise<OutboxEntry | null> {
  const outbox = closing.objectStore("outbox");
  const sequences = closing.objectStore("sequences");
  const already = await outbox.get(entry.revisionId);
  if (already !== undefined) return already;
  const last = (await sequences.get(entry.deviceId)) ?? 0;
  if (last !== entry.deviceSeq - 1) return null;
  await sequences.put(entry.deviceSeq, entry.deviceId);
  await outbox.add(entry);
  const bytes = parcel.bytes.buffer;
  await closing.objectStore("parcels").put({ sha256: parcel.sha256, bytes });
  await along(closing);
  return entry;
}

/** The last number given on a device; 0: none. */
export async function lastSequence(store: StaffStore, deviceId: string): Promise<number> {
  return (await store.run((database) => database.get("sequences", deviceId))) ?? 0;
}

async function close(store: StaffStore, author: Author, revision: Revision): Promise<OutboxEntry> {
  for (;;) {
    const seq = (await lastSequence(store, author.enrolment.deviceId)) + 1;
    const parcel = await closeAs(seq, revision, author);
    const entry = entryOf(seq, revision, { author, parcel });
    const closed = { entry, parcel };
    const kept = await store.run((database) =>
      write(database, WRITTEN, (closing) => writeIfNext(closing, closed, revision.along)),
    );
    if (kept !== null) return kept;
  }
}

/** Close a visit: the draft becomes a readable copy and a parcel on its way. */
export function closeVisit(
  store: StaffStore,
  author: Author,
  visit: {
    readonly content: VisitContent;
    readonly baseRevisionId: string | null;
    readonly blobs: readonly ManifestBlob[];
  },
): Promise<OutboxEntry> {
  const { content } = visit;
  return close(store, author, {
    ...visit,
    kind: "visit",
    concernId: null,
    along: async (closing) => {
      await closing.objectStore("copies").put({ visitId: content.visit_id, content });
      await closing.objectStore("drafts").delete(content.visit_id);
    },
  });
}

/** Close a concern, or a further revision of one. */
export function closeConcern(
  store: StaffStore,
  author: Author,
  concern: { readonly content: ConcernContent; readonly baseRevisionId: string | null },
): Promise<OutboxEntry> {
  const { content, baseRevisionId } = concern;
  const record: StoredConcern = {
    concernId: content.concern_id,
    visitId: content.visit_id,
    raisedAt: content.raised.device_at,
    headRevisionId: content.revision_id,
    content,
  };
  return close(store, author, {
    kind: "concern",
    concernId: content.concern_id,
    baseRevisionId,
    content,
    blobs: [],
    along: (closing) => closing.objectStore("concerns").put(record),
  });
}

/** What was finished of a visit, as long as it may be read here. */
export async function findCopy(store: StaffStore, visitId: string): Promise<VisitContent | null> {
  return (await store.run((database) => database.get("copies", visitId)))?.content ?? null;
}

/** Whether a visit was ever closed here, as far as it is remembered. */
export async function wasVisitClosed(store: StaffStore, visitId: string): Promise<boolean> {
  const entries = await store.run((database) =>
    database.getAllFromIndex("outbox", "visit", visitId),
  );
  return entries.some((entry) => entry.kind === "visit");
}
