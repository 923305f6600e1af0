/** What the worst outcomes ask for before one leaves, from the checklist's own actions. */

import type { Checklist } from "../../domain/checklist";
import type { ActionDone, Assessment } from "../../domain/contract";
import { assess, outcomeOf } from "../../domain/outcome";
import { proposeActions } from "../../domain/proposals";
import type { DraftContent } from "../../domain/tablet";
import { assessmentOf, governing, visitedIn } from "./summary";

/** The outcomes that wait for nothing: the home is dangerous, or a child is in danger. */
const AT_ONCE = ["H4", "C3"] as const;

/** One of them. */
export type AtOnce = (typeof AT_ONCE)[number];

/** An action to do now; `doneAt` None: it is not done. */
export interface ToDo {
  readonly action: string;
  readonly doneAt: string | null;
}

/** What is to be done now, and for which outcomes. */
export interface DoNow {
  readonly outcomes: readonly AtOnce[];
  readonly actions: readonly ToDo[];
}

/**
 * What is to be done now; None: no outcome asks for that.
 *
 * A home made safe before one leaves asks for nothing; a child that was in danger does, for the
 * duty to report is judged by how it was found.
 */
export function doNowIn(checklist: Checklist, content: DraftContent): DoNow | null {
  const visited = visitedIn(checklist, content);
  const result = assess(visited);
  const asFound = outcomeOf(result, "as_found");
  const asLeft = governing(outcomeOf(result, "as_left"), content.assessment?.override ?? null);
  const reached: readonly (string | null)[] = [asLeft.home, asLeft.child, asFound.child];
  const outcomes = AT_ONCE.filter((outcome) => reached.includes(outcome));
  if (outcomes.length === 0) return null;
  const done = content.assessment?.done ?? [];
  const actions = proposeActions(visited, { asFound, asLeft })
    .filter(({ proposedFor }) => outcomes.some((outcome) => proposedFor.includes(outcome)))
    .map(({ action }) => ({ action, doneAt: done.find((each) => each.action === action)?.at ?? null }));
  return { outcomes, actions };
}

/** The assessment with an action done at this time, or not done after all. */
export function withDone(
  checklist: Checklist,
  content: DraftContent,
  { action, doneAt }: ToDo,
): Assessment {
  const assessment = assessmentOf(checklist, content);
  const others = assessment.done.filter((each) => each.action !== action);
  const done: readonly ActionDone[] = doneAt === null ? others : [...others, { action, at: doneAt }];
  const actions = [...new Set([...assessment.actions, ...(doneAt === null ? [] : [action])])];
  return { ...assessment, actions, done };
}
