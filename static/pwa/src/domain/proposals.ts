/**
 * What is proposed to be done; the worker chooses, and nothing is done by itself.
 *
 * What is left governs, but for the duty to report concern for a child: that is judged
 * by how it was found, so what turns to child protection is proposed for that as well.
 */

import { findItem, holds, itemsOf, LEVELS, rank } from "./checklist";
import type { Action, Checklist, Context, Item, Level, Outcome } from "./contract";
import { countedItems, type MomentOf, type Visited } from "./findings";
import { voiceFlags } from "./outcome";

/**
 * An action that is proposed, and the outcomes and items it is proposed for.
 *
 * `needs` names the permission it takes; None: none.
 */
export interface Proposal {
  readonly action: string;
  readonly needs: string | null;
  readonly proposedFor: readonly string[];
}

/** The outcome of each moment; the worker's own judgement, where there is one, as left. */
export interface Governing {
  readonly asFound: Outcome;
  readonly asLeft: Outcome;
}

type Wanted = readonly (readonly [action: string, source: string])[];

const CHILD_PROTECTION = "child_protection";

function forOutcome({ assessment }: Checklist, { home, child }: Outcome): Wanted {
  return [home, ...(child === null ? [] : [child])].flatMap((reached) =>
    (assessment.proposals[reached] ?? []).map((action) => [action, reached] as const),
  );
}

/** The actions of an item at a level; where a lift went past its levels, those of its worst. */
export function actionsAt(item: Item, level: Level): readonly string[] {
  const stated = LEVELS.filter((each) => rank(each) <= rank(level) && each in item.actions);
  const worst = stated.at(-1);
  return worst === undefined ? [] : (item.actions[worst] ?? []);
}

function forItems(visited: Visited, moment: MomentOf): Wanted {
  return countedItems(visited, moment).flatMap(({ item: id, level }) => {
    const item = findItem(visited.checklist, id);
    const actions = item === null ? [] : actionsAt(item, level);
    return actions.map((action) => [action, id] as const);
  });
}

function forFlags({ checklist, answers }: Visited): Wanted {
  return itemsOf(checklist).flatMap(([, item]) => {
    const own = answers.filter((answer) => answer.item === item.id);
    const flags = voiceFlags(checklist, own);
    const set = (["danger", "worry"] as const).filter((flag) => flags.has(flag));
    return set.flatMap((flag) =>
      (item.actions[flag] ?? []).map((action) => [action, item.id] as const),
    );
  });
}

function fits(action: Action, context: Context): boolean {
  if (action.requires_child && context.children.length === 0) return false;
  return holds(action.when ?? {}, context);
}

function toChildProtection(checklist: Checklist, wanted: Wanted): Wanted {
  return wanted.filter(([action]) => checklist.actions[action]?.to === CHILD_PROTECTION);
}

/**
 * The actions to choose from, the outcome's own first, each once.
 *
 * Source: the checklist's own rule, assessment.proposals and moments_note. own.
 */
export function proposeActions(visited: Visited, { asFound, asLeft }: Governing): readonly Proposal[] {
  const { checklist, context } = visited;
  const wanted = [
    ...forOutcome(checklist, asLeft),
    ...forItems(visited, "as_left"),
    ...forFlags(visited),
    ...toChildProtection(checklist, forOutcome(checklist, asFound)),
    ...toChildProtection(checklist, forItems(visited, "as_found")),
  ];
  return [...new Set(wanted.map(([action]) => action))].flatMap((id) => {
    const action = checklist.actions[id];
    if (action === undefined || !fits(action, context)) return [];
    const sources = wanted.filter(([each]) => each === id).map(([, source]) => source);
    return [{ action: id, needs: action.needs, proposedFor: [...new Set(sources)] }];
  });
}
