/** A visit from its first moment to the content that is closed into a parcel. */

import { scopeOf } from "./consent";
import type { Context, ChecklistRef, Consent, Moment, Photo, VisitContent } from "./contract";
import type { Closing, DraftContent, Place, Withdrawal } from "./tablet";
import type { Unfinished } from "./unfinished";

/** A draft as it lies on the tablet. */
export interface StoredDraft {
  readonly visitId: string;
  readonly baseRevisionId: string | null;
  readonly content: DraftContent;
  readonly place: Place;
  readonly unfinished: Unfinished;
  readonly savedAt: string;
}

/** Where every visit begins. */
export const FIRST_PLACE: Place = { step: "consent", item: null, awaitsPhotoFor: null };

/** A context of which nothing is known yet. */
export const NOTHING_ASKED: Context = {
  season: null,
  tenure: null,
  building: null,
  above_ground: null,
  storeys: null,
  inner_stairs: null,
  balcony: null,
  combustion: null,
  own_well: null,
  open_water: null,
  animals: null,
  persons_total: null,
  bedrooms: null,
  unrelated_adults: null,
  sensitive_person: null,
  children: [],
  moved_by_other_municipality: null,
};

/** A visit nothing is known of yet; it keeps this checklist for life. */
export function newContent(checklist: ChecklistRef, started: Moment): DraftContent {
  return {
    checklist: { id: checklist.id, version: checklist.version },
    reason_for_change: "",
    started,
    interpreter: "",
    consents: [],
    context: NOTHING_ASKED,
    answers: [],
    photos: [],
    assessment: null,
    readback: null,
  };
}

/** A finished visit opened again, to say something else and why. */
export function correctionOf(content: VisitContent, reason: string): DraftContent {
  const {
    schema_version: _schema,
    visit_id: _visit,
    revision_id: _revision,
    finished: _finished,
    ending: _ending,
    ...kept
  } = content;
  return { ...kept, reason_for_change: reason };
}

/** Whether something of the home has been recorded. */
export function hasRecorded(content: DraftContent): boolean {
  return content.answers.length + content.photos.length > 0;
}

/** What was seen or said; that an item was not inspected or does not apply may always be written. */
function observed(content: DraftContent): string {
  const silent = ["not_inspected", "not_applicable"];
  return JSON.stringify(content.answers.filter((answer) => !silent.includes(answer.kind)));
}

/**
 * Whether the consents of `after` allow what it adds to `before`.
 *
 * Without a yes to the visit what was observed stays as it is; without one to photos no
 * photo comes in. `before` None: nothing was saved yet.
 */
export function mayRecord(before: DraftContent | null, after: DraftContent): boolean {
  const scope = scopeOf(after.consents);
  const earlier = before ?? newContent(after.checklist, after.started);
  if (!scope.visit && observed(earlier) !== observed(after)) return false;
  const known = new Set(earlier.photos.map((photo) => photo.id));
  return scope.photos || after.photos.every((photo) => known.has(photo.id));
}

function takenBack(consent: Consent, withdrawal: Withdrawal, at: Moment): Consent {
  if (!withdrawal.consentIds.includes(consent.id)) return consent;
  const back = consent.purposes.filter((purpose) => withdrawal.purposes.includes(purpose));
  if (back.length === 0) return consent;
  const all = [...new Set([...consent.withdrawn_purposes, ...back])];
  const isAll = consent.purposes.every((purpose) => all.includes(purpose));
  return {
    ...consent,
    decision: isAll ? "withdrawn" : consent.decision,
    withdrawn: consent.withdrawn ?? at,
    withdrawn_purposes: all,
  };
}

/** The content after consent was taken back; what was given stays readable. */
export function withdrawn(content: DraftContent, withdrawal: Withdrawal, at: Moment): DraftContent {
  const consents = content.consents.map((consent) => takenBack(consent, withdrawal, at));
  return { ...content, consents };
}

/** What only the end of a visit decides. */
export interface End {
  readonly visitId: string;
  readonly revisionId: string;
  readonly finished: Moment;
  readonly closing: Closing;
  /** Safe on the tablet, but named nowhere: they come along rather than be lost. */
  readonly unplaced: readonly Photo[];
}

/** Everything version 2 states; a draft begun by an older program may not have it. */
function asStated({ text, ...consent }: Consent): Consent {
  return { ...consent, text: { ...text, status: text.status ?? null } };
}

/** The whole revision. */
export function finishedContent(draft: DraftContent, end: End): VisitContent {
  const { assessment } = end.closing;
  return {
    ...draft,
    schema_version: 2,
    visit_id: end.visitId,
    revision_id: end.revisionId,
    finished: end.finished,
    ending: end.closing.ending,
    consents: draft.consents.map(asStated),
    assessment: assessment && { ...assessment, done: assessment.done ?? [] },
    readback: end.closing.readback,
    photos: [...draft.photos, ...end.unplaced],
  };
}
