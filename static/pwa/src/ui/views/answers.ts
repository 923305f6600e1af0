/** The answers of a visit: found, given, and changed without touching the others. */

import type { Answer, AnswerKind, Finding, Level, Photo } from "../../domain/contract";
import type { DraftContent } from "../../domain/tablet";

/** What is answered: an item, and for what a child says the child. */
export interface Question {
  readonly item: string;
  readonly child: string | null;
}

function isFor(question: Question): (answer: Answer) => boolean {
  return ({ item, child }) => item === question.item && child === question.child;
}

/** The answer to a question; None: not answered. */
export function answerTo(content: DraftContent, question: Question): Answer | null {
  return content.answers.find(isFor(question)) ?? null;
}

/** An answer of a kind with nothing more in it. */
export function newAnswer(question: Question, kind: AnswerKind, at: string): Answer {
  return {
    item: question.item,
    child: question.child,
    kind,
    reason: null,
    findings: [],
    measured_value: null,
    option: null,
    text: "",
    face: null,
    flag: null,
    answered_at: at,
  };
}

/** The content with this answer, in the place the question has. */
export function withAnswer(content: DraftContent, answer: Answer): DraftContent {
  const isSame = isFor(answer);
  const answers = content.answers.some(isSame)
    ? content.answers.map((each) => (isSame(each) ? answer : each))
    : [...content.answers, answer];
  return { ...content, answers };
}

/** The content without an answer to the question. */
export function withoutAnswer(content: DraftContent, question: Question): DraftContent {
  const isSame = isFor(question);
  return { ...content, answers: content.answers.filter((answer) => !isSame(answer)) };
}

/** A deficiency so serious, of which nothing more is known yet. */
export function newFinding(level: Level): Finding {
  return {
    level,
    rooms: [],
    in_childs_room: false,
    note: "",
    measured_value: null,
    fixed_on_spot: false,
    known_since: "",
    reported_to: "",
    responsible: null,
    action_taken: null,
    photos: [],
  };
}

/** The answer with one of its findings changed. */
export function withFinding(answer: Answer, index: number, part: Partial<Finding>): Answer {
  const findings = answer.findings.map((each, at) => (at === index ? { ...each, ...part } : each));
  return { ...answer, findings };
}

/** Whether a worker has written something of a finding that would be lost with it. */
export function hasSubstance(answer: Answer | null): boolean {
  return (answer?.findings ?? []).some(
    ({ note, photos, known_since, reported_to, action_taken }) =>
      `${note}${known_since}${reported_to}`.trim() !== "" ||
      photos.length > 0 ||
      action_taken !== null,
  );
}

function isActedOn({ level, action_taken: taken }: Finding): boolean {
  return (
    level !== "acute" || (taken !== null && !!taken.what.trim() && !!taken.who_was_told.trim())
  );
}

/** What lacks before an answer counts. */
export type AnswerLack = "level" | "action" | "reason";

/** What lacks in an answer that has been begun; None: it is whole. */
export function lackIn({ kind, findings, reason }: Answer): AnswerLack | null {
  if (kind === "not_inspected") return reason === null ? "reason" : null;
  if (kind !== "deficiency") return null;
  if (findings.length === 0) return "level";
  return findings.every(isActedOn) ? null : "action";
}

/** The content with a photo added to it, and to one of an answer's findings. */
export function withPhoto(
  content: DraftContent,
  photo: Photo,
  { question, index }: { readonly question: Question; readonly index: number },
): DraftContent {
  const named = { ...content, photos: [...content.photos, photo] };
  const answer = answerTo(content, question);
  const finding = answer?.findings[index];
  if (answer === null || finding === undefined) return named;
  return withAnswer(named, withFinding(answer, index, { photos: [...finding.photos, photo.id] }));
}

/** The content without a photo, wherever it was named. */
export function withoutPhoto(content: DraftContent, photoId: string): DraftContent {
  const strip = (finding: Finding): Finding => ({
    ...finding,
    photos: finding.photos.filter((id) => id !== photoId),
  });
  return {
    ...content,
    photos: content.photos.filter(({ id }) => id !== photoId),
    answers: content.answers.map((answer) => ({ ...answer, findings: answer.findings.map(strip) })),
  };
}
