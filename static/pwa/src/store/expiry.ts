/**
 * What was received and whose time here is over. Never anything without a receipt that
 * is complete, and never anything that a draft or an unsent revision still needs.
 *
 * For a day it may be read here, by the tablet's clock or the office's: whichever says first that
 * it is over. Then the keys to it are dropped, and what is left is sealed: it can be sent once more,
 * should the office have to be restored, and after a month it is gone. The month is the office's
 * own: it runs from when the office told the time, and is over when the office says so. A tablet's
 * clock may be wrong by years, either way, and who is not in contact is not rid of anything.
 * Nothing here needs a vault.
 */

import { isComplete, type OutboxEntry } from "../domain/outbox";
import type { StaffSchema } from "./database";
import { dropBytes } from "./parcels";
import type { StaffStore } from "./stores";
import type { Writing } from "./transaction";

/** How long what was received may be read here. */
export const READABLE_MS = 24 * 3_600_000;
/** How long it is kept sealed, and that it was received is remembered. */
export const KEPT_MS = 30 * READABLE_MS;

const SWEPT = [
  "outbox",
  "parcels",
  "photos",
  "concerns",
  "drafts",
  "acknowledgements",
  "reads",
] as const;
type Sweeping = Writing<StaffSchema, (typeof SWEPT)[number]>;

/** What is known of the time. `office`: as it told in this run; None: it did not. */
export interface Clocks {
  readonly tablet: Date;
  readonly office: Date | null;
}

/** Whether a time is over that runs from `since`, both by the same clock. */
function isOver(since: string | null | undefined, at: Date | null, ms: number): boolean {
  if (since === null || since === undefined || at === null) return false;
  return at.getTime() - Date.parse(since) >= ms;
}

/** Whether it has lain here its day. */
function isRead(entry: OutboxEntry, { office, tablet }: Clocks): boolean {
  return (
    isOver(entry.completedAt, tablet, READABLE_MS) || isOver(entry.heldSince, office, READABLE_MS)
  );
}

/** The later of a time and the office's clock is a time that was not the office's. */
function notAfter(since: string | null | undefined, office: Date): string {
  const isKnown = since !== null && since !== undefined;
  return isKnown && Date.parse(since) <= office.getTime() ? since : office.toISOString();
}

/** The entry with the day that its month runs from, as soon as that is known. */
async function dated(
  writing: Sweeping,
  entry: OutboxEntry,
  office: Date | null,
): Promise<OutboxEntry> {
  if (office === null || !isComplete(entry)) return entry;
  const heldSince = notAfter(entry.heldSince, office);
  if (heldSince === entry.heldSince) return entry;
  const changed = { ...entry, heldSince };
  await writing.put("outbox", changed);
  return changed;
}

/** Whether a person still needs it here: a draft of the visit, or a worry no one has read. */
async function isNeeded(writing: Sweeping, entry: OutboxEntry): Promise<boolean> {
  if (entry.concernId !== null) {
    const given = await writing.store("acknowledgements").getKey(entry.concernId);
    return given === undefined;
  }
  return (await writing.store("drafts").getKey(entry.visitId)) !== undefined;
}

function namesOf(entry: OutboxEntry): readonly string[] {
  return [entry.sha256, ...entry.blobs.map((blob) => blob.sha256)];
}

/** The parcels that this entry alone is left to need. */
async function ownNames(
  writing: Sweeping,
  entry: OutboxEntry,
  isHolding: (other: OutboxEntry) => boolean,
): Promise<readonly string[]> {
  const all = await writing.store("outbox").getAll();
  const others = all.filter((other) => other.revisionId !== entry.revisionId && isHolding(other));
  const held = new Set(others.flatMap(namesOf));
  return namesOf(entry).filter((name) => !held.has(name));
}

async function dropPhotos(
  writing: Sweeping,
  visitId: string,
  names: readonly string[],
): Promise<void> {
  const rows = await writing.store("photos").index("visit").getAll(visitId);
  for (const row of rows) if (names.includes(row.blob)) await writing.delete("photos", row.id);
}

/** Drop the keys to it. */
async function shut(writing: Sweeping, entry: OutboxEntry): Promise<void> {
  const names = await ownNames(writing, entry, (other) => other.copy === "readable");
  await dropPhotos(writing, entry.visitId, names);
  for (const row of await writing.store("parcels").getAll()) {
    if (names.includes(row.sha256)) await writing.put("parcels", { ...row, ownKey: null });
  }
  await writing.put("outbox", { ...entry, copy: "sealed" });
}

/** Drop its parcels; answers whose bytes may go. */
async function empty(writing: Sweeping, entry: OutboxEntry): Promise<readonly string[]> {
  const names = await ownNames(writing, entry, (other) => other.copy !== "none");
  for (const name of names) await writing.delete("parcels", name);
  return names;
}

async function forget(writing: Sweeping, entry: OutboxEntry): Promise<readonly string[]> {
  const names = await empty(writing, entry);
  const concern = await writing.store("concerns").get(entry.concernId ?? "");
  if (concern?.headRevisionId === entry.revisionId) {
    await writing.delete("concerns", concern.concernId);
  }
  await writing.delete("outbox", entry.revisionId);
  return names;
}

/** What a sweep came to. */
interface Swept {
  readonly isShut: boolean;
  readonly names: readonly string[];
}

async function dropReads(writing: Sweeping, office: Date): Promise<void> {
  for (const row of await writing.store("reads").getAll()) {
    if (row.held === null) continue;
    const at = notAfter(row.held.at, office);
    if (isOver(at, office, KEPT_MS)) await writing.delete("reads", row.id);
    else if (at !== row.held.at) await writing.put("reads", { ...row, held: { ...row.held, at } });
  }
}

async function sweep(writing: Sweeping, clocks: Clocks): Promise<Swept> {
  if (clocks.office !== null) await dropReads(writing, clocks.office);
  let isShut = false;
  const names: string[] = [];
  for (const found of await writing.store("outbox").getAll()) {
    const entry = await dated(writing, found, clocks.office);
    if (!isComplete(entry)) continue;
    if (entry.copy !== "readable") {
      const isGone = isOver(entry.heldSince, clocks.office, KEPT_MS);
      if (isGone) names.push(...(await forget(writing, entry)));
    } else if (isRead(entry, clocks) && !(await isNeeded(writing, entry))) {
      await shut(writing, entry);
      isShut = true;
    }
  }
  return { isShut, names };
}

/** Drop what may be dropped now. */
export async function dropExpired(store: StaffStore, clocks: Clocks): Promise<void> {
  const { isShut, names } = await store.write(SWEPT, (writing) => sweep(writing, clocks));
  await dropBytes(store, names);
  // The keys are in earlier records of the journal too.
  if (isShut) await store.journal?.compact();
}

/**
 * Give up the sealed parcels of what the office has, for the room they take. False: there were
 * none.
 */
export async function giveUpReceived(store: StaffStore): Promise<boolean> {
  const names = await store.write(SWEPT, async (writing) => {
    const given: string[] = [];
    for (const entry of await writing.store("outbox").getAll()) {
      if (entry.copy !== "sealed" || !isComplete(entry)) continue;
      given.push(...(await empty(writing, entry)));
      await writing.put("outbox", { ...entry, copy: "none" });
    }
    return given;
  });
  await dropBytes(store, names);
  return names.length > 0;
}
