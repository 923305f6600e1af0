/**
 * Whether an answer is one the checklist has a place for.
 *
 * Shown before a visit is finished; the office flags it and keeps the answer all the
 * same: what was written at a visit is not refused.
 */

import { childrenFor, findItem, holdsCondition, isPerChild, isShown } from "./checklist";
import type { Answer, AnswerKind, Checklist, Context, Finding, Item, Level, Photo } from "./contract";
import type { Visited } from "./findings";

/** What is amiss with an answer; both sides switch on it, and each has its sentence. */
export type ProblemCode =
  | "item_unknown"
  | "item_not_shown"
  | "answered_twice"
  | "kind_not_offered"
  | "reason_missing"
  | "reason_unknown"
  | "reason_not_expected"
  | "finding_missing"
  | "finding_not_expected"
  | "level_not_offered"
  | "action_taken_missing"
  | "value_not_expected"
  | "value_out_of_range"
  | "option_missing"
  | "option_not_offered"
  | "words_missing"
  | "face_not_expected"
  | "flag_not_expected"
  | "child_missing"
  | "child_unknown"
  | "child_not_concerned"
  | "photo_not_allowed";

/** Something amiss with the answer to an item; `child` None: the answer names none. */
export interface Problem {
  readonly item: string;
  readonly child: string | null;
  readonly code: ProblemCode;
}

/** A code when something is so, and none when it is not. */
function when(isSo: boolean, code: ProblemCode): readonly ProblemCode[] {
  return isSo ? [code] : [];
}

/** What an item can be answered with: a condition is judged, words are said. */
export function kindsOffered(item: Item): readonly AnswerKind[] {
  const answered: readonly AnswerKind[] = holdsCondition(item) ? ["ok", "deficiency"] : ["said"];
  return [...answered, "not_applicable", "not_inspected"];
}

function childCodes(item: Item, context: Context, { child }: Answer): readonly ProblemCode[] {
  if (child === null) return when(isPerChild(item), "child_missing");
  const isListed = context.children.some(({ label }) => label === child);
  if (!isListed) return ["child_unknown"];
  const isConcerned = childrenFor(item, context).some(({ label }) => label === child);
  return when(!isConcerned, "child_not_concerned");
}

function reasonCodes(checklist: Checklist, { kind, reason }: Answer): readonly ProblemCode[] {
  const isOpen = kind === "not_inspected";
  if (reason === null) return when(isOpen, "reason_missing");
  if (!isOpen) return ["reason_not_expected"];
  const isKnown = checklist.not_inspected_reasons.some(({ id }) => id === reason);
  return when(!isKnown, "reason_unknown");
}

function saysWhatWasDone({ action_taken: taken }: Finding): boolean {
  return taken !== null && taken.what.trim() !== "" && taken.who_was_told.trim() !== "";
}

function valueCodes({ measure }: Item, value: number | null): readonly ProblemCode[] {
  if (value === null) return [];
  if (measure === null) return ["value_not_expected"];
  const [low, high] = measure.range;
  return when(!(low <= value && value <= high), "value_out_of_range");
}

function isDescribed(item: Item, level: Level): boolean {
  return Object.hasOwn(item.levels, level);
}

function findingCodes(item: Item, finding: Finding): readonly ProblemCode[] {
  const isAcute = finding.level === "acute";
  return [
    ...when(!isDescribed(item, finding.level), "level_not_offered"),
    ...when(isAcute && !saysWhatWasDone(finding), "action_taken_missing"),
    ...when(finding.photos.length > 0 && item.photo === "none", "photo_not_allowed"),
    ...valueCodes(item, finding.measured_value),
  ];
}

function findingsCodes(item: Item, { kind, findings }: Answer): readonly ProblemCode[] {
  const isDeficient = kind === "deficiency";
  return [
    ...when(isDeficient && findings.length === 0, "finding_missing"),
    ...when(!isDeficient && findings.length > 0, "finding_not_expected"),
    ...findings.flatMap((finding) => findingCodes(item, finding)),
  ];
}

function optionCodes({ options }: Item, { kind, option }: Answer): readonly ProblemCode[] {
  if (option === null) return when(options.length > 0 && kind === "said", "option_missing");
  return when(!options.some(({ id }) => id === option), "option_not_offered");
}

function wordCodes(item: Item, { kind, text, face, flag }: Answer): readonly ProblemCode[] {
  const isSaid = item.answer !== null && kind === "said";
  const isEmpty = text.trim() === "" && face === null && flag === null;
  return [
    ...when(isSaid && isEmpty, "words_missing"),
    ...when(face !== null && (item.answer?.faces ?? null) === null, "face_not_expected"),
    ...when(flag !== null && item.flags.length === 0, "flag_not_expected"),
  ];
}

function codesOf(checklist: Checklist, context: Context, answer: Answer): readonly ProblemCode[] {
  const item = findItem(checklist, answer.item);
  if (item === null) return ["item_unknown"];
  return [
    ...when(!isShown(item, context), "item_not_shown"),
    ...when(!kindsOffered(item).includes(answer.kind), "kind_not_offered"),
    ...childCodes(item, context, answer),
    ...reasonCodes(checklist, answer),
    ...findingsCodes(item, answer),
    ...valueCodes(item, answer.measured_value),
    ...optionCodes(item, answer),
    ...wordCodes(item, answer),
  ];
}

/** What is amiss with one answer; empty if nothing is. */
export function checkAnswer(
  checklist: Checklist,
  context: Context,
  answer: Answer,
): readonly Problem[] {
  const { item, child } = answer;
  return codesOf(checklist, context, answer).map((code) => ({ item, child, code }));
}

/** What is amiss with the answers of a visit, in the order they are given. */
export function checkAnswers({ checklist, context, answers }: Visited): readonly Problem[] {
  const isSame = (one: Answer, other: Answer): boolean =>
    one.item === other.item && one.child === other.child;
  const twice = answers.filter(
    (answer, at) =>
      answers.findIndex((other) => isSame(answer, other)) === at &&
      answers.filter((other) => isSame(answer, other)).length > 1,
  );
  return [
    ...answers.flatMap((answer) => checkAnswer(checklist, context, answer)),
    ...twice.map(({ item, child }) => ({ item, child, code: "answered_twice" as const })),
  ];
}

/** The photos of items that are never photographed. */
export function checkPhotos(checklist: Checklist, photos: readonly Photo[]): readonly Problem[] {
  return photos.flatMap(({ item: id }) => {
    const item = id === null ? null : findItem(checklist, id);
    if (item === null || item.photo !== "none") return [];
    return [{ item: item.id, child: null, code: "photo_not_allowed" as const }];
  });
}
