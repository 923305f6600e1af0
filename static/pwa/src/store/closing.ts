/**
 * Closing a revision: its record and its place in the outbox are written in one
 * transaction, together with the next number of the tablet's gap-free sequence.
 *
 * The number is inside the parcel, and a parcel cannot be sealed within a transaction;
 * so the number is foretold, and if another tab took it in between, it is closed anew.
 */

import type { ConcernContent, ManifestBlob, VisitContent } from "../domain/contract";
import { byUrgency, type OutboxEntry } from "../domain/outbox";
import type { SealedParcel } from "../domain/vault";
import type { ConcernRow, StaffSchema } from "./database";
import { type Author, dropUnnamed, keepBytes, readPayload } from "./parcels";
import type { OpenStore } from "./sealed";
import type { StaffStore } from "./stores";
import type { Writing } from "./transaction";

const WRITTEN = ["outbox", "parcels", "sequences", "drafts", "concerns"] as const;
type Closing = Writing<StaffSchema, (typeof WRITTEN)[number]>;

/** A revision to be closed, and what is written along with it. */
interface Revision {
  readonly kind: "visit" | "concern";
  readonly concernId: string | null;
  readonly baseRevisionId: string | null;
  readonly content: VisitContent | ConcernContent;
  readonly blobs: readonly ManifestBlob[];
  readonly along: (writing: Closing, entry: OutboxEntry) => Promise<void>;
}

interface Closed {
  readonly entry: OutboxEntry;
  readonly parcel: SealedParcel;
}

function closeAs(
  { vault }: OpenStore,
  { content, ...revision }: Revision,
  { author, seq }: { readonly author: Author; readonly seq: number },
): Promise<SealedParcel> {
  const { schema_version, visit_id, revision_id } = content;
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
  return vault.closeParcel(header, new TextEncoder().encode(JSON.stringify(content)));
}

function entryOf(
  revision: Revision,
  { author, seq }: { readonly author: Author; readonly seq: number },
  parcel: SealedParcel,
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
    copy: "readable",
  };
}

/** None: another took the number. */
async function writeIfNext(
  writing: Closing,
  { entry, parcel }: Closed,
  along: Revision["along"],
): Promise<OutboxEntry | null> {
  const already = await writing.store("outbox").get(entry.revisionId);
  if (already !== undefined) return already;
  const { deviceId, deviceSeq } = entry;
  const last = (await writing.store("sequences").get(deviceId))?.last ?? 0;
  if (last !== deviceSeq - 1) return null;
  await writing.put("sequences", { deviceId, last: deviceSeq });
  await writing.put("outbox", entry);
  const { bytes, ownKey, sha256 } = parcel;
  await writing.put("parcels", { sha256, size: bytes.length, ownKey });
  await along(writing, entry);
  return entry;
}

/** The last number given on a device; 0: none. */
export async function lastSequence(store: StaffStore, deviceId: string): Promise<number> {
  return (await store.run((database) => database.get("sequences", deviceId)))?.last ?? 0;
}

async function makeClosed(
  to: OpenStore,
  author: Author,
  revision: Revision,
): Promise<Closed> {
  const seq = (await lastSequence(to.store, author.enrolment.deviceId)) + 1;
  const parcel = await closeAs(to, revision, { author, seq });
  return { parcel, entry: entryOf(revision, { author, seq }, parcel) };
}

async function keepClosed(
  store: StaffStore,
  closed: Closed,
  along: Revision["along"],
): Promise<OutboxEntry | null> {
  await store.withRoom(() => keepBytes(store, closed.parcel));
  return await store.write(WRITTEN, (writing) => writeIfNext(writing, closed, along));
}

async function close(to: OpenStore, author: Author, revision: Revision): Promise<OutboxEntry> {
  for (;;) {
    const closed = await makeClosed(to, author, revision);
    try {
      const kept = await keepClosed(to.store, closed, revision.along);
      if (kept !== null) return kept;
    } finally {
      await dropUnnamed(to.store, closed.parcel.sha256).catch(() => undefined);
    }
  }
}

/** Close a visit: the draft becomes a parcel on its way, which may be read here for a while. */
export function closeVisit(
  to: OpenStore,
  author: Author,
  visit: {
    readonly content: VisitContent;
    readonly baseRevisionId: string | null;
    readonly blobs: readonly ManifestBlob[];
  },
): Promise<OutboxEntry> {
  return close(to, author, {
    ...visit,
    kind: "visit",
    concernId: null,
    along: (writing) => writing.delete("drafts", visit.content.visit_id),
  });
}

function concernRow(content: ConcernContent, sha256: string): ConcernRow {
  return {
    concernId: content.concern_id,
    visitId: content.visit_id,
    raisedAt: content.raised.device_at,
    headRevisionId: content.revision_id,
    sha256,
  };
}

/** Close a concern, or a further revision of one. */
export function closeConcern(
  to: OpenStore,
  author: Author,
  concern: { readonly content: ConcernContent; readonly baseRevisionId: string | null },
): Promise<OutboxEntry> {
  const { content, baseRevisionId } = concern;
  return close(to, author, {
    kind: "concern",
    concernId: content.concern_id,
    baseRevisionId,
    content,
    blobs: [],
    along: (writing, { sha256 }) => writing.put("concerns", concernRow(content, sha256)),
  });
}

async function visitEntries(
  store: StaffStore,
  visitId: string,
): Promise<readonly OutboxEntry[]> {
  const entries = await store.run((database) =>
    database.getAllFromIndex("outbox", "visit", visitId),
  );
  return entries.filter((entry) => entry.kind === "visit").sort(byUrgency);
}

/** What was finished of a visit last, as long as it may be read here. */
export async function readFinished(
  from: OpenStore,
  visitId: string,
): Promise<VisitContent | null> {
  const last = (await visitEntries(from.store, visitId)).at(-1);
  const payload = last === undefined ? null : await readPayload(from, last.sha256);
  // What was closed there is a visit.
  return payload && (JSON.parse(new TextDecoder().decode(payload)) as VisitContent);
}

/** Whether a visit was ever closed here, as far as it is remembered. */
export async function wasVisitClosed(store: StaffStore, visitId: string): Promise<boolean> {
  return (await visitEntries(store, visitId)).length > 0;
}
