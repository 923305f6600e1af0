/** Drafts: one for each visit, kept whole with every save. */

import * as v from "valibot";
import { mayRecord, type StoredDraft } from "../domain/draft";
import { done, refused } from "../domain/result";
import type { Result } from "../domain/tablet";
import { NOTHING_UNFINISHED, type Unfinished } from "../domain/unfinished";
import type { StaffSchema } from "./database";
import type { StaffStore } from "./stores";
import { type Writing, write } from "./transaction";

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
function readStored(row: unknown, visitId: string): Result<StoredDraft> {
  const read = v.safeParse(DraftShape, row);
  if (!read.success || read.output.visitId !== visitId) return refused("draft_unreadable");
  const { content, ...rest } = read.output;
  const unfinished = { ...NOTHING_UNFINISHED, ...(rest.unfinished as Partial<Unfinished>) };
  return done({ ...rest, unfinished, content: content as unknown as StoredDraft["content"] });
}

/** The draft of a visit; None: there is none. One that cannot be read is refused, never emptied. */
export async function findDraft(
  store: StaffStore,
  visitId: string,
): Promise<Result<StoredDraft | null>> {
  const row = await store.run((database) => database.get("drafts", visitId));
  return row === undefined ? done(null) : readStored(row, visitId);
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
export async function listDrafts(store: StaffStore): Promise<readonly DraftMark[]> {
  return await store.run(async (database) => {
    const keys = await database.getAllKeys("drafts");
    const rows = await Promise.all(keys.map((key) => database.get("drafts", key)));
    return keys.map((visitId, at) => markOf(visitId, readStored(rows[at], visitId)));
  });
}

function markOf(visitId: string, read: Result<StoredDraft>): DraftMark {
  if (!read.ok) return { visitId, savedAt: "", checklist: null };
  return { visitId, savedAt: read.value.savedAt, checklist: read.value.content.checklist };
}

const KEPT = ["drafts", "photos"] as const;
type Keeping = Writing<StaffSchema, typeof KEPT>;

async function missesPhoto(keeping: Keeping, { content, visitId }: StoredDraft): Promise<boolean> {
  const keys = await keeping.objectStore("photos").index("visit").getAllKeys(visitId);
  return content.photos.some((photo) => !keys.includes(photo.id));
}

async function keep(keeping: Keeping, draft: StoredDraft): Promise<Result<StoredDraft>> {
  const drafts = keeping.objectStore("drafts");
  const row = await drafts.get(draft.visitId);
  const before = row === undefined ? done(null) : readStored(row, draft.visitId);
  if (!before.ok) return before;
  if (await missesPhoto(keeping, draft)) return refused("photo_missing");
  if (!mayRecord(before.value?.content ?? null, draft.content)) return refused("consent_missing");
  const bound = before.value === null ? draft : boundTo(before.value, draft);
  await drafts.put(bound);
  return done(bound);
}

/** The draft with what a draft keeps for life: its checklist, and what it corrects. */
function boundTo(before: StoredDraft, draft: StoredDraft): StoredDraft {
  const { baseRevisionId, content } = before;
  return { ...draft, baseRevisionId, content: { ...draft.content, checklist: content.checklist } };
}

/**
 * Keep a draft; resolves when it is durable. Refused, the one before it stands: when consent
 * does not cover what it adds, or when it names a photo whose bytes are not here.
 */
export function keepDraft(store: StaffStore, draft: StoredDraft): Promise<Result<StoredDraft>> {
  return store.run((database) => write(database, KEPT, (keeping) => keep(keeping, draft)));
}

/**
 * Keep the first draft of a correction, whose content was allowed when it was recorded.
 * One that is there already goes on.
 */
export async function beginCorrection(store: StaffStore, draft: StoredDraft): Promise<void> {
  await store.run((database) =>
    write(database, ["drafts"], async (writing) => {
      const drafts = writing.objectStore("drafts");
      if ((await drafts.getKey(draft.visitId)) === undefined) await drafts.put(draft);
    }),
  );
}
