/** The walk through a home: which items lie where, how many are answered, what was found. */

import {
  effectiveLevel,
  holdsCondition,
  isShown,
  itemsOf,
  rank,
  type Checklist,
  type Item,
  type WalkZone,
} from "../../domain/checklist";
import type { Context, Level } from "../../domain/contract";
import type { ConsentScope } from "../../domain/consent";
import type { DraftContent } from "../../domain/tablet";
import { answerTo, lackIn } from "./answers";
import { isZoneOpen } from "./consents";

/** The worst level found in a zone, and in how many items. */
export interface Worst {
  readonly level: Level;
  readonly count: number;
}

/** A zone as a row: `Kök 3/7 · ▣1`. */
export interface ZoneView {
  readonly zone: WalkZone;
  readonly items: readonly Item[];
  readonly answered: number;
  readonly worst: Worst | null;
  /** False: the adults have not all said yes to it. */
  readonly isOpen: boolean;
}

/** The items to look at in a zone; words that are said have pages of their own. */
export function itemsIn(checklist: Checklist, context: Context, zone: string): readonly Item[] {
  return itemsOf(checklist)
    .map(([, item]) => item)
    .filter((item) => item.walk === zone && holdsCondition(item) && isShown(item, context));
}

/** Whether an item is answered, and nothing lacks in the answer. */
export function isAnswered(content: DraftContent, item: string): boolean {
  const answer = answerTo(content, { item, child: null });
  return answer !== null && lackIn(answer) === null;
}

function levelOf(checklist: Checklist, content: DraftContent, item: Item): Level | null {
  const findings = answerTo(content, { item: item.id, child: null })?.findings ?? [];
  const levels = findings.map(({ level }) =>
    effectiveLevel(checklist, item, content.context, level),
  );
  return levels.reduce<Level | null>(
    (worst, level) => (worst === null || rank(level) > rank(worst) ? level : worst),
    null,
  );
}

function worstOf(levels: readonly (Level | null)[]): Worst | null {
  const found = levels.filter((level) => level !== null);
  const ranked = [...found].sort((a, b) => rank(b) - rank(a));
  const worst = ranked[0];
  if (worst === undefined) return null;
  return { level: worst, count: found.filter((level) => level === worst).length };
}

/** The ids of the zones that have something to look at, in walking order. */
export function zoneIds(checklist: Checklist, context: Context): readonly string[] {
  return [...checklist.walk_zones]
    .sort((a, b) => a.order - b.order)
    .map(({ id }) => id)
    .filter((id) => itemsIn(checklist, context, id).length > 0);
}

/** The zones that have something to look at, in walking order. */
export function zonesOf(
  checklist: Checklist,
  content: DraftContent,
  scope: ConsentScope,
): readonly ZoneView[] {
  const ordered = [...checklist.walk_zones].sort((a, b) => a.order - b.order);
  const views = ordered.map((zone) => {
    const items = itemsIn(checklist, content.context, zone.id);
    return {
      zone,
      items,
      answered: items.filter(({ id }) => isAnswered(content, id)).length,
      worst: worstOf(items.map((item) => levelOf(checklist, content, item))),
      isOpen: isZoneOpen(scope, zone.id),
    };
  });
  return views.filter(({ items }) => items.length > 0);
}

/** The first item after this one that is not answered, going round; None: all are. */
export function nextUnanswered(
  items: readonly Item[],
  content: DraftContent,
  after: string,
): Item | null {
  const start = items.findIndex(({ id }) => id === after) + 1;
  const round = [...items.slice(start), ...items.slice(0, start)];
  return round.find(({ id }) => !isAnswered(content, id)) ?? null;
}
