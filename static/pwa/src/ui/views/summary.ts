/** What a visit comes to, in words: the outcomes with the rule that gave them, and what lacks. */

import { checkAnswers, type Problem, type ProblemCode } from "../../domain/answers";
import { findItem, severityOf } from "../../domain/checklist";
import type {
  Assessment,
  Checklist,
  ChildOutcome,
  HomeOutcome,
  Level,
  Outcome,
  OutcomeOverride,
  Readback,
} from "../../domain/contract";
import { countedItems, type Visited } from "../../domain/findings";
import { assess, outcomeOf, type Reason } from "../../domain/outcome";
import type { DraftContent } from "../../domain/tablet";
import { tIn, type Both, type Key, type Language } from "../tongue";

/** What is judged, of a draft. */
export function visitedIn(checklist: Checklist, content: DraftContent): Visited {
  return { checklist, context: content.context, answers: content.answers };
}

/** The assessment as it is kept: computed anew, with the worker's own choices. */
export function assessmentOf(checklist: Checklist, content: DraftContent): Assessment {
  const result = assess(visitedIn(checklist, content));
  return {
    as_found: outcomeOf(result, "as_found"),
    as_left: outcomeOf(result, "as_left"),
    override: content.assessment?.override ?? null,
    actions: content.assessment?.actions ?? [],
    // A draft of a version before this one has none.
    done: content.assessment?.done ?? [],
  };
}

/** The outcome as left with the worker's own judgement in its place, where there is one. */
export function governing(asLeft: Outcome, override: OutcomeOverride | null): Outcome {
  if (override === null) return asLeft;
  return { ...asLeft, home: override.home ?? asLeft.home, child: override.child ?? asLeft.child };
}

/** The name of an outcome, as the checklist says it. */
export function outcomeName(checklist: Checklist, outcome: HomeOutcome | ChildOutcome): Both {
  const { home, child } = checklist.assessment;
  const rule = [...home, ...child].find(({ id }) => id === outcome);
  return rule ?? { sv: outcome, en: outcome };
}

const LEVEL_NAMES: Readonly<Record<Level, Key>> = {
  minor: "level.minor",
  moderate: "level.moderate",
  serious: "level.serious",
  acute: "level.acute",
};

function flagSentence(flag: string, tongue: Language): string {
  return tIn(tongue, flag === "danger" ? "reason.voice_danger" : "reason.voice_worry");
}

function countSentence({ criterion }: Reason, tongue: Language): string {
  const { min_severity: least, count, core, child_matter: matters } = criterion;
  const level = least === null ? "" : tIn(tongue, LEVEL_NAMES[least]).toLocaleLowerCase(tongue);
  if (core) return tIn(tongue, "reason.core", { level });
  if (matters) return tIn(tongue, "reason.child_matter", { level });
  return tIn(tongue, "reason.count", { count, level });
}

/** The rule that gave an outcome, as a sentence. */
export function reasonSentence(reason: Reason, tongue: Language): string {
  const { voice_flag: flag, home_at_least: home } = reason.criterion;
  if (flag !== null) return flagSentence(flag, tongue);
  if (home !== null) return tIn(tongue, "reason.home_at_least", { home });
  return countSentence(reason, tongue);
}

/** Something found, as it is told: the question, the description that fits, and how serious. */
export interface Found {
  readonly item: string;
  readonly question: Both;
  readonly described: Both | null;
  readonly level: Level;
  readonly isFixed: boolean;
}

/** Everything found, the most serious first. */
export function foundIn(checklist: Checklist, content: DraftContent): readonly Found[] {
  const visited = visitedIn(checklist, content);
  const left = new Set(countedItems(visited, "as_left").map(({ item }) => item));
  const found = countedItems(visited, "as_found").flatMap((counted): Found[] => {
    const item = findItem(checklist, counted.item);
    if (item === null) return [];
    const described = item.levels[counted.described] ?? null;
    const isFixed = !left.has(item.id);
    return [{ item: item.id, question: item, described, level: counted.level, isFixed }];
  });
  const rankOf = ({ level }: Found): number => severityOf(checklist, level)?.rank ?? 0;
  return [...found].sort((a, b) => rankOf(b) - rankOf(a));
}

const STOPS: readonly ProblemCode[] = [
  "reason_missing",
  "finding_missing",
  "action_taken_missing",
  "level_not_offered",
  "value_out_of_range",
  "option_missing",
  "words_missing",
];

/** What must be put right before a visit can be finished. */
export function lacksIn(checklist: Checklist, content: DraftContent): readonly Problem[] {
  return checkAnswers(visitedIn(checklist, content)).filter(({ code }) => STOPS.includes(code));
}

/** What lacks of the end itself. */
export type EndLack = "readback" | "readback_text" | "override_reason";

/** What lacks before the visit can be finished, apart from the answers. */
export function endLacks(
  readback: Readback | null,
  override: OutcomeOverride | null,
): readonly EndLack[] {
  const needsText = readback !== null && readback.option !== "agreed";
  return [
    ...(readback === null ? (["readback"] as const) : []),
    ...(needsText && readback.text.trim() === "" ? (["readback_text"] as const) : []),
    ...(override !== null && override.reason.trim() === "" ? (["override_reason"] as const) : []),
  ];
}

/** Where an item is answered: the step of its zone, or of the children's words. */
export function stepOf(checklist: Checklist, problem: Problem): string {
  const item = findItem(checklist, problem.item);
  if (problem.child !== null) return "voice";
  return item === null || item.type === "voice" || item.type === "record"
    ? "summary"
    : `zone/${item.walk}`;
}
