/** A visit as it is opened: its draft, its readable copy, or a new one from its plan. */

import type { Moment, VisitPlan } from "../domain/contract";
import { correctionOf, FIRST_PLACE, newContent, type StoredDraft } from "../domain/draft";
import { done, refused } from "../domain/result";
import type { Draft, Result } from "../domain/tablet";
import { NOTHING_UNFINISHED } from "../domain/unfinished";
import { readFinished, wasVisitClosed } from "../store/closing";
import { findDraft } from "../store/drafts";
import { listUnplaced } from "../store/photos";
import { findChecklist, findPlan } from "../store/reference";
import type { OpenStore } from "../store/sealed";

/** What every draft begins with. */
export const BLANK = {
  place: FIRST_PLACE,
  unfinished: NOTHING_UNFINISHED,
  savedAt: null,
  baseRevisionId: null,
  unplacedPhotos: [],
} as const;

/** How a visit is opened: `isReadOnly` because another tab writes, and when. */
interface Opening {
  readonly isReadOnly: boolean;
  readonly at: Moment;
}

async function readDraft(
  from: OpenStore,
  draft: StoredDraft,
  { isReadOnly, plan }: { readonly isReadOnly: boolean; readonly plan: VisitPlan | null },
): Promise<Result<Draft>> {
  const checklist = await findChecklist(from.store, draft.content.checklist);
  if (checklist === null) return refused("checklist_missing");
  const unplacedPhotos = await listUnplaced(from, draft.visitId, draft.content.photos);
  return done({ ...draft, plan, unplacedPhotos, isReadOnly });
}

async function begin(
  { store }: OpenStore,
  plan: VisitPlan | null,
  { at, isReadOnly }: Opening,
): Promise<Result<Draft>> {
  if (plan === null) return refused("visit_unknown");
  const checklist = await findChecklist(store, null);
  if (checklist === null) return refused("checklist_missing");
  const content = newContent(checklist, at);
  return done({ ...BLANK, visitId: plan.visit_id, plan, content, isReadOnly });
}

/**
 * Read a visit. What cannot be read, or was finished and is no longer here, is refused:
 * an empty form is only ever shown for a visit that was never begun.
 */
export async function readVisit(
  from: OpenStore,
  visitId: string,
  opening: Opening,
): Promise<Result<Draft>> {
  const plan = await findPlan(from, visitId);
  const found = await findDraft(from, visitId);
  if (!found.ok) return found;
  const { isReadOnly } = opening;
  if (found.value !== null) return await readDraft(from, found.value, { isReadOnly, plan });
  const copy = await readFinished(from, visitId);
  if (copy === null) {
    const wasClosed = await wasVisitClosed(from.store, visitId);
    return wasClosed ? refused("no_longer_here") : await begin(from, plan, opening);
  }
  const content = correctionOf(copy, copy.reason_for_change);
  const savedAt = copy.finished.device_at;
  const baseRevisionId = copy.revision_id;
  return done({ ...BLANK, visitId, plan, content, savedAt, baseRevisionId, isReadOnly: true });
}
