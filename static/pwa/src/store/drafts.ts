/**
 * Drafts: one for each visit, kept sealed and whole with every save.
 *
 * What the draft before allows is looked at before the transaction, since it must be opened for
 * that; the transaction writes only if that draft is still the one that lies there.
 */

import * as v from "valibot";
import { mayRecord, type StoredDraft } from "../domain/draft";
import { done, refused } from "../domain/result";
import type { Result } from "../domain/tablet";
import { NOTHING_UNFINISHED, type Unfinished } from "../domain/unfinished";
import { wasVisitClosed } from "./closing";
import type { DraftRow, Numbered, StaffSchema } from "./database";
import { open, type OpenStore, seal } from "./sealed";
import type { StaffStore } from "./stores";
import type { Writing } from "./transaction";

/**
 * What a stored draft must have to be opened. A builder of a later version adds with
 * a fallback, so that every draft ever saved stays readable.
 */
const DraftShape = v.looseObject({
  visitId: v.string(),
  baseRevisionId: v.nullable(v.string()),
  savedAt: v.string(),
  place: v.object({
    step: v.string(),
    item: v.nullable(v.string()),
    awaitsPhotoFor: v.nullable(v.string()),
  }),
  unfinished: v.fallback(v.looseObject({ measured: v.record(v.string(), v.number()) }), {
    ...NOTHING_UNFINISHED,
    measured: {},
  }),
  content: v.looseObject({
    checklist: v.object({ id: v.string(), version: v.string() }),
    started: v.looseObject({ device_at: v.string() }),
    consents: v.array(v.looseObject({ id: v.string() })),
    context: v.looseObject({ children: v.array(v.unknown()) }),
    answers: v.array(v.looseObject({ item: v.string() })),
    photos: v.array(v.looseObject({ id: v.string(), blob: v.string() })),
  }),
});

/** A stored draft as it can be opened; the rest of its shape is what we ourselves wrote. */
function readStored(value: unknown, visitId: string): Result<StoredDraft> {
  const read = v.safeParse(DraftShape, value);
  if (!read.success || read.output.visitId !== visitId) return refused("draft_unreadable");
  const { content, ...rest } = read.output;
  const unfinished = { ...NOTHING_UNFINISHED, ...(rest.unfinished as Partial<Unfinished>) };
  return done({ ...rest, unfinished, content: content as unknown as StoredDraft["content"] });
}

function placeOf(visitId: string): string {
  return `drafts/${visitId}`;
}

type Row = DraftRow & Numbered;

function findRow(store: StaffStore, visitId: string): Promise<Row | undefined> {
  return store.run((database) => database.get("drafts", visitId));
}

async function readRow(
  { vault }: OpenStore,
  row: Row | undefined,
): Promise<Result<StoredDraft | null>> {
  if (row === undefined) return done(null);
  const opened = await open(vault, placeOf(row.visitId), row);
  return opened === null ? refused("draft_unreadable") : readStored(opened.value, row.visitId);
}

/** The draft of a visit; None: there is none. One that cannot be read is refused, never emptied. */
export async function findDraft(
  from: OpenStore,
  visitId: string,
): Promise<Result<StoredDraft | null>> {
  return await readRow(from, await findRow(from.store, visitId));
}

/** What the list of visits shows of a draft. */
export interface DraftMark {
  readonly visitId: string;
  /** Empty: the draft cannot be read. */
  readonly savedAt: string;
  /** None: the draft cannot be read. */
  readonly checklist: { readonly id: string; readonly version: string } | null;
}

/** Every draft, also those that cannot be read. */
export async function listDrafts(from: OpenStore): Promise<readonly DraftMark[]> {
  const rows = await from.store.run((database) => database.getAll("drafts"));
  return await Promise.all(
    rows.map(async (row) => markOf(row.visitId, await readRow(from, row))),
  );
}

function markOf(visitId: string, read: Result<StoredDraft | null>): DraftMark {
  const draft = read.ok ? read.value : null;
  if (draft === null) return { visitId, savedAt: "", checklist: null };
  return { visitId, savedAt: draft.savedAt, checklist: draft.content.checklist };
}

/** The draft with what a draft keeps for life: its checklist, and what it corrects. */
function boundTo(before: StoredDraft | null, draft: StoredDraft): StoredDraft {
  if (before === null) return draft;
  const { baseRevisionId, content } = before;
  return { ...draft, baseRevisionId, content: { ...draft.content, checklist: content.checklist } };
}

async function sealedRow({ vault }: OpenStore, draft: StoredDraft): Promise<DraftRow> {
  const { visitId } = draft;
  return { visitId, sealed: await seal(vault, placeOf(visitId), draft) };
}

const KEPT = ["drafts", "photos"] as const;
type Keeping = Writing<StaffSchema, (typeof KEPT)[number]>;

/** None: another has written meanwhile. */
async function putIfSame(
  writing: Keeping,
  before: Row | undefined,
  { draft, row }: { readonly draft: StoredDraft; readonly row: DraftRow },
): Promise<Result<StoredDraft> | null> {
  const named = draft.content.photos;
  const [now, photos] = await Promise.all([
    writing.store("drafts").get(draft.visitId),
    named.length === 0 ? Array<string>() : writing.store("photos").index("visit").getAllKeys(draft.visitId),
  ]);
  if (now?.written !== before?.written) return null;
  if (named.some(({ id }) => !photos.includes(id))) return refused("photo_missing");
  await writing.put("drafts", row);
  return done(draft);
}

/** None: another has written meanwhile. */
async function tryToKeep(to: OpenStore, draft: StoredDraft): Promise<Result<StoredDraft> | null> {
  const row = await findRow(to.store, draft.visitId);
  const isFinished = row === undefined && (await wasVisitClosed(to.store, draft.visitId));
  if (isFinished) return refused("already_finished");
  const before = await readRow(to, row);
  if (!before.ok) return before;
  if (!mayRecord(before.value?.content ?? null, draft.content)) return refused("consent_missing");
  const bound = boundTo(before.value, draft);
  const next = { draft: bound, row: await sealedRow(to, bound) };
  return await to.store.write(KEPT, (writing) => putIfSame(writing, row, next));
}

/**
 * Keep a draft; resolves when it is durable. Refused, the one before it stands: when consent
 * does not cover what it adds, when it names a photo whose bytes are not here, or when the
 * visit was finished meanwhile: what comes after that is a correction.
 */
export async function keepDraft(to: OpenStore, draft: StoredDraft): Promise<Result<StoredDraft>> {
  for (;;) {
    const kept = await tryToKeep(to, draft);
    if (kept !== null) return kept;
  }
}

/**
 * Keep the first draft of a correction, whose content was allowed when it was recorded.
 * One that is there already goes on.
 */
export async function beginCorrection(to: OpenStore, draft: StoredDraft): Promise<void> {
  const row = await sealedRow(to, draft);
  await to.store.write(["drafts"], async (writing) => {
    const before = await writing.store("drafts").getKey(draft.visitId);
    if (before === undefined) await writing.put("drafts", row);
  });
}
