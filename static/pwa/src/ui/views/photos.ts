/** Pictures of findings: what they are called, what became of them, and which must be taken anew. */

import { findItem, type Checklist } from "../../domain/checklist";
import { scopeOf } from "../../domain/consent";
import type { Photo } from "../../domain/contract";
import type { Draft, DraftContent, ErrorCode } from "../../domain/tablet";
import type { UnfinishedPhoto } from "../../domain/unfinished";
import { say, t, type Both, type Key } from "../tongue";
import { answerTo, withPhoto, type Question } from "./answers";

/** Which finding of which answer a picture belongs to. */
export interface Target {
  readonly question: Question;
  readonly index: number;
}

/** Whether two pictures are of one finding. */
export function isSameFinding(one: Target, other: Target): boolean {
  const [a, b] = [one.question, other.question];
  return a.item === b.item && a.child === b.child && one.index === other.index;
}

/** What is written of a picture while it is not safe. */
export function noteOf({ question, index }: Target, number: number): UnfinishedPhoto {
  return { item: question.item, index, number };
}

/** The finding that a note is about. */
export function targetOf({ index, item }: UnfinishedPhoto): Target {
  return { question: { item, child: null }, index };
}

/** Whether it is the same picture of the same finding. */
export function isSameNote(one: UnfinishedPhoto, other: UnfinishedPhoto): boolean {
  return one.item === other.item && one.index === other.index && one.number === other.number;
}

/** The photos that a finding names. */
export function photosOf(content: DraftContent, { question, index }: Target): readonly string[] {
  return answerTo(content, question)?.findings[index]?.photos ?? [];
}

/** `Bild 3 till ”Fukt i badrum”`. */
export function nameOf(checklist: Checklist, { item, number }: UnfinishedPhoto): string {
  const asked = findItem(checklist, item);
  return t("photo.name", { number, item: asked === null ? item : say(asked) });
}

const REASONS: Readonly<Partial<Record<ErrorCode, Key>>> = {
  storage_full: "photo.why_full",
  not_saved: "photo.why_not_written",
  picture_unreadable: "photo.why_unreadable",
  too_many_photos: "photo.why_too_many",
  consent_missing: "photo.why_no_consent",
  read_only: "photo.why_read_only",
};

/** Why a picture could not be kept, in a few words. */
export function whyNot(code: ErrorCode): string {
  return t(REASONS[code] ?? "photo.why_other");
}

/** Whether the same bytes can be tried again; else the picture must be taken anew, or left. */
export function canRetry(code: ErrorCode): boolean {
  return !["picture_unreadable", "consent_missing", "too_many_photos"].includes(code);
}

function hasFinding(content: DraftContent, { index, question }: Target): boolean {
  return answerTo(content, question)?.findings[index] !== undefined;
}

function reclaimOne(draft: Draft, note: UnfinishedPhoto, photo: Photo): Draft {
  const { photos } = draft.unfinished;
  return {
    ...draft,
    content: withPhoto(draft.content, photo, targetOf(note)),
    unfinished: { ...draft.unfinished, photos: photos.filter((each) => each !== note) },
  };
}

/**
 * The draft after a kill: a picture that was safe already is named where it was taken.
 *
 * What is still in its notes after this never became safe.
 */
export function reclaimed(draft: Draft): Draft {
  const notes = draft.unfinished.photos;
  return notes.reduce((now, note) => {
    const named = new Set(now.content.photos.map(({ id }) => id));
    const safe = now.unplacedPhotos.find(({ id, item }) => item === note.item && !named.has(id));
    const isPlaced = safe !== undefined && hasFinding(now.content, targetOf(note));
    return isPlaced ? reclaimOne(now, note, safe) : now;
  }, draft);
}

/** How it stands with photos: allowed, never said yes to, or taken back and when. */
export type PhotoConsent =
  | { readonly is: "given" }
  | { readonly is: "lacking" }
  | { readonly is: "taken_back"; readonly at: string };

/** Whether pictures may be taken and seen. */
export function photoConsentOf({ consents }: DraftContent): PhotoConsent {
  if (scopeOf(consents).photos) return { is: "given" };
  const back = consents.flatMap((consent) => {
    const { decision, purposes, withdrawn, withdrawn_purposes: parts } = consent;
    const isBack = decision === "withdrawn" || parts.includes("photos");
    return withdrawn !== null && isBack && purposes.includes("photos") ? [withdrawn.device_at] : [];
  });
  const at = back.sort((one, other) => Date.parse(one) - Date.parse(other))[0];
  return at === undefined ? { is: "lacking" } : { is: "taken_back", at };
}

/** What a tip names that must not be seen: people, their beds, and what stands on papers and plates. */
const PRIVATE =
  /namn|person|människ|barn|tom(ma|t)?\b|nummer|etikett|protokoll|brev|papper|läkemedel/i;

/** Whether what is photographed has people or papers near, so that the worker is reminded. */
export function mustRemind(tip: Both): boolean {
  return PRIVATE.test(tip.sv);
}
