/**
 * How much of a home was looked at.
 *
 * Only what can be deficient is counted: records and voices hold words, and a child's
 * no to talking must not lower a figure. What the worker says does not apply is neither
 * answered nor missing.
 */

import { applicableItems, holdsCondition } from "./checklist";
import type { AnswerKind } from "./contract";
import type { Visited } from "./findings";

/**
 * Of the items always taken, how many were answered; and which core items were not.
 *
 * `warnBelow` is the share under which the worker is told.
 */
export interface Completeness {
  readonly answered: number;
  readonly applicable: number;
  readonly coreMissing: readonly string[];
  readonly warnBelow: number;
}

/** Whether a core item is unanswered or was not inspected. */
export function isPreliminary({ coreMissing }: Completeness): boolean {
  return coreMissing.length > 0;
}

/** The share of what is always taken that was answered; None: nothing is. */
export function ratioOf({ answered, applicable }: Completeness): number | null {
  return applicable === 0 ? null : answered / applicable;
}

/** Whether so little was answered that the worker is told; the limit itself is enough. */
export function isLow(completeness: Completeness): boolean {
  const ratio = ratioOf(completeness);
  return ratio !== null && ratio < completeness.warnBelow;
}

/** How much was looked at of what the checklist shows for a home. */
export function completenessOf({ checklist, context, answers }: Visited): Completeness {
  const kindsOf = (id: string): readonly AnswerKind[] =>
    answers.filter(({ item }) => item === id).map(({ kind }) => kind);
  const shown = applicableItems(checklist, context).filter(holdsCondition);
  const always = shown
    .filter(({ tier }) => tier === 1)
    .map(({ id }) => kindsOf(id))
    .filter((kinds) => kinds.length === 0 || kinds.some((kind) => kind !== "not_applicable"));
  return {
    answered: always.filter((kinds) => kinds.includes("ok") || kinds.includes("deficiency")).length,
    applicable: always.length,
    coreMissing: shown
      .filter(({ core, id }) => core && kindsOf(id).every((kind) => kind === "not_inspected"))
      .map(({ id }) => id),
    warnBelow: checklist.assessment.completeness.warn_below.value,
  };
}
