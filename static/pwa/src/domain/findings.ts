/**
 * What was found, item by item, as the outcome counts it.
 *
 * An item counts once for a home: the worst of its findings decides, in whatever room
 * and for whichever child. Everything found counts, also if the context was later
 * changed so that the item would not be shown: a finding is not undone by that.
 */

import { effectiveLevel, itemsOf, worstOf } from "./checklist";
import type { Answer, Checklist, Context, Finding, Item, Level, Section } from "./contract";

/** As found: all that was seen. As left: less what was fixed and seen to be gone. */
export type MomentOf = "as_found" | "as_left";

/**
 * An item found deficient, once for the home.
 *
 * `described` is what the worker chose and `level` what it counts as after the lift.
 * `childLevel` is the worst level that matters to a child there; None: none does.
 */
export interface CountedItem {
  readonly item: string;
  readonly axis: "home" | "child";
  readonly isCore: boolean;
  readonly described: Level;
  readonly level: Level;
  readonly childLevel: Level | null;
}

/** What is judged: a checklist, who lives there, and what was answered. */
export interface Visited {
  readonly checklist: Checklist;
  readonly context: Context;
  readonly answers: readonly Answer[];
}

function findingsOf(answers: readonly Answer[], item: Item, moment: MomentOf): readonly Finding[] {
  return answers
    .filter(({ item: id, kind }) => id === item.id && kind === "deficiency")
    .flatMap(({ findings }) => findings)
    .filter((finding) => moment === "as_found" || !finding.fixed_on_spot);
}

function mattersToChild(item: Item, finding: Finding): boolean {
  if (item.child_matter === "in_childs_room") return finding.in_childs_room;
  return item.child_matter === "always";
}

function countedOf(
  { checklist, context, answers }: Visited,
  [section, item]: readonly [Section, Item],
  moment: MomentOf,
): CountedItem | null {
  const findings = findingsOf(answers, item, moment);
  const described = worstOf(findings.map(({ level }) => level));
  if (described === null || (section.axis === "none" && !item.child_axis)) return null;
  const forChild = findings.filter((finding) => mattersToChild(item, finding));
  const worstForChild = worstOf(forChild.map(({ level }) => level));
  const effective = (level: Level): Level => effectiveLevel(checklist, item, context, level);
  return {
    item: item.id,
    axis: item.child_axis || section.axis === "child" ? "child" : "home",
    isCore: item.core,
    described,
    level: effective(described),
    childLevel: worstForChild === null ? null : effective(worstForChild),
  };
}

/** The items found deficient at a moment, in the order of the checklist. */
export function countedItems(visited: Visited, moment: MomentOf): readonly CountedItem[] {
  return itemsOf(visited.checklist)
    .map((each) => countedOf(visited, each, moment))
    .filter((counted) => counted !== null);
}
