/**
 * What was received and whose time here is over. Never anything without a receipt that
 * is complete, and never anything that a draft or an unsent revision still needs.
 */

import type { OutboxEntry } from "../domain/outbox";
import { isComplete } from "../domain/outbox";
import type { StaffSchema } from "./database";
import type { StaffStore } from "./stores";
import { type Writing, write } from "./transaction";

/** How long what was received may be read here. */
export const READABLE_MS = 24 * 3_600_000;
/** How long it is remembered that it was received. */
export const REMEMBERED_MS = 30 * READABLE_MS;

const SWEPT = [
  "outbox",
  "parcels",
  "photos",
  "copies",
  "concerns",
  "drafts",
  "acknowledgements",
] as const;
type Sweeping = Writing<StaffSchema, typeof SWEPT>;

function isOlder(entry: OutboxEntry, at: Date, age: number): boolean {
  return (
    isComplete(entry) &&
    entry.completedAt !== null &&
    at.getTime() - Date.parse(entry.completedAt) >= age
  );
}

/** Whether a person still needs it here: a draft of the visit, or a worry no one has read. */
async function isNeeded(sweeping: Sweeping, entry: OutboxEntry): Promise<boolean> {
  if (entry.concernId !== null) {
    const given = await sweeping.objectStore("acknowledgements").getKey(entry.concernId);
    return given === undefined;
  }
  return (await sweeping.objectStore("drafts").getKey(entry.visitId)) !== undefined;
}

/** The parcels of what still lies here, beside this entry. */
function keptHashes(entries: readonly OutboxEntry[], gone: OutboxEntry): ReadonlySet<string> {
  const others = entries.filter(
    (entry) => entry.revisionId !== gone.revisionId && !entry.isEmptied,
  );
  return new Set(
    others.flatMap((entry) => [entry.sha256, ...entry.blobs.map((blob) => blob.sha256)]),
  );
}

async function emptyRecord(sweeping: Sweeping, entry: OutboxEntry): Promise<void> {
  const concerns = sweeping.objectStore("concerns");
  const copies = sweeping.objectStore("copies");
  const concern = await concerns.get(entry.concernId ?? "");
  if (concern?.headRevisionId === entry.revisionId) await concerns.put({ ...concern, content: null });
  const copy = await copies.get(entry.visitId);
  if (copy?.content.revision_id === entry.revisionId) await copies.delete(entry.visitId);
}

async function emptyPhotos(sweeping: Sweeping, visitId: string, gone: string[]): Promise<void> {
  const photos = sweeping.objectStore("photos");
  const rows = await photos.index("visit").getAll(visitId);
  const here = rows.filter((row) => gone.includes(row.photo.blob));
  await Promise.all(here.map((row) => photos.delete(row.id)));
}

async function empty(
  sweeping: Sweeping,
  entry: OutboxEntry,
  entries: readonly OutboxEntry[],
): Promise<void> {
  const kept = keptHashes(entries, entry);
  const names = [entry.sha256, ...entry.blobs.map((blob) => blob.sha256)];
  const gone = names.filter((name) => !kept.has(name));
  await emptyRecord(sweeping, entry);
  await emptyPhotos(sweeping, entry.visitId, gone);
  await Promise.all(gone.map((name) => sweeping.objectStore("parcels").delete(name)));
  await sweeping.objectStore("outbox").put({ ...entry, isEmptied: true });
}

async function forget(sweeping: Sweeping, entry: OutboxEntry): Promise<void> {
  const concerns = sweeping.objectStore("concerns");
  const concern = await concerns.get(entry.concernId ?? "");
  if (concern?.headRevisionId === entry.revisionId) await concerns.delete(concern.concernId);
  await sweeping.objectStore("outbox").delete(entry.revisionId);
}

async function sweep(sweeping: Sweeping, at: Date): Promise<void> {
  const outbox = sweeping.objectStore("outbox");
  for (const entry of await outbox.getAll()) {
    if (entry.isEmptied && isOlder(entry, at, REMEMBERED_MS)) await forget(sweeping, entry);
    if (entry.isEmptied || !isOlder(entry, at, READABLE_MS)) continue;
    if (await isNeeded(sweeping, entry)) continue;
    await empty(sweeping, entry, await outbox.getAll());
  }
}

/** Drop what may be dropped now. */
export async function dropExpired(store: StaffStore, at: Date): Promise<void> {
  await store.run((database) => write(database, SWEPT, (sweeping) => sweep(sweeping, at)));
}
