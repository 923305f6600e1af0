/**
 * A checklist: what is in it, which items are shown for a home, how serious a finding is,
 * and which level a measured value suggests.
 *
 * The same rules as the office's, held to the same cases in tests/vectors.
 */

import type {
  Checklist,
  Child,
  Context,
  Item,
  Level,
  Section,
  Severity,
  Threshold,
} from "./contract";

export type {
  Action,
  Checklist,
  ContextField,
  ContextField as ContextFieldOf,
  Item,
  Section,
  Severity,
  WalkZone,
  Words,
} from "./contract";

/** The levels, the mildest first. */
export const LEVELS = ["minor", "moderate", "serious", "acute"] as const satisfies readonly Level[];

const LISTS = ["sections", "severities", "context_fields", "age_groups", "walk_zones"] as const;

/**
 * The checklist that a document from the office is; None: of a kind this version cannot read.
 *
 * The office has held every word of it to its shape before it was published.
 */
export function parseChecklist(body: Readonly<Record<string, unknown>>): Checklist | null {
  const isKnown = body["schema_version"] === 1 && LISTS.every((list) => Array.isArray(body[list]));
  const hasRules = typeof body["assessment"] === "object" && body["assessment"] !== null;
  // The types are generated from what the office checks it by; a second check would be a second truth.
  return isKnown && hasRules ? (body as unknown as Checklist) : null;
}

/** Every item with its section, in the order of the checklist. */
export function itemsOf(checklist: Checklist): readonly (readonly [Section, Item])[] {
  return checklist.sections.flatMap((section) =>
    section.items.map((item) => [section, item] as const),
  );
}

/** The item of an id; None: not in this checklist. */
export function findItem(checklist: Checklist, id: string): Item | null {
  return itemsOf(checklist).find(([, item]) => item.id === id)?.[1] ?? null;
}

/** What the checklist says of a level: its words, its symbol and its days. */
export function severityOf(checklist: Checklist, level: Level): Severity | null {
  return checklist.severities.find(({ id }) => id === level) ?? null;
}

/** Whether an item can be deficient; records and voices hold words, and no condition. */
export function holdsCondition(item: Item): boolean {
  return item.type !== "record" && item.type !== "voice";
}

/**
 * Whether an item is answered once for each child: what is told to or said by a child.
 *
 * Dangers to children are answered once for the home, and may name a child.
 */
export function isPerChild(item: Item): boolean {
  return !holdsCondition(item) && item.applies !== null && item.applies.children;
}

/** How serious a level is, 0 for the mildest. */
export function rank(level: Level): number {
  return LEVELS.indexOf(level);
}

/** The worst of some levels; None of none. */
export function worstOf(levels: readonly Level[]): Level | null {
  return levels.reduce<Level | null>(
    (worst, level) => (worst === null || rank(level) > rank(worst) ? level : worst),
    null,
  );
}

/** The group a child is looked after as: development goes before age. */
export function groupOf(child: Child): string {
  return child.developmental_group ?? child.age_group;
}

/**
 * Whether a child lives in the home, all or part of the time, or is planned to.
 *
 * A child that only visits is listed, and does not lift a severity.
 * Source: the checklist's own rule, assessment.lift.child. own.
 */
export function aChildLivesThere(context: Context): boolean {
  return context.children.some(({ stays }) => stays !== "visits");
}

/**
 * Whether a sensitive person lives in the home; what was not asked is not so.
 *
 * Source: the checklist's own rule, assessment.lift.sensitive. own.
 */
export function isSensitive(context: Context): boolean {
  return context.sensitive_person === true || aChildLivesThere(context);
}

type When = Readonly<Record<string, boolean | readonly string[]>>;

function fieldOf(context: Context, field: string): unknown {
  return Object.hasOwn(context, field) ? context[field as keyof Context] : null;
}

/** Whether all conditions hold; what was not asked or is not known does not. */
export function holds(when: When, context: Context): boolean {
  return Object.entries(when).every(([field, wanted]) => {
    const value = fieldOf(context, field);
    if (typeof wanted === "boolean") return value === wanted;
    return typeof value === "string" && wanted.includes(value);
  });
}

/** The listed children an item is about; empty for items that are not about children. */
export function childrenFor(item: Item, context: Context): readonly Child[] {
  if (item.applies === null || !item.applies.children) return [];
  const { ages } = item.applies;
  return context.children.filter((child) => ages.length === 0 || ages.includes(groupOf(child)));
}

/**
 * Whether an item is shown for a home. Every listed child counts, however much it stays.
 *
 * A condition on what was not asked or is not known does not hold; `fieldsToAsk`
 * says which answers would show more.
 */
export function isShown(item: Item, context: Context): boolean {
  if (item.applies === null) return true;
  if (!holds(item.applies.when, context)) return false;
  return !item.applies.children || childrenFor(item, context).length > 0;
}

/** The items shown for a home, in the order of the checklist. */
export function applicableItems(checklist: Checklist, context: Context): readonly Item[] {
  return itemsOf(checklist)
    .map(([, item]) => item)
    .filter((item) => isShown(item, context));
}

/** The context fields not answered yet, on which the showing of some item depends. */
export function fieldsToAsk(checklist: Checklist, context: Context): readonly string[] {
  const named = new Set(
    itemsOf(checklist).flatMap(([, item]) => Object.keys(item.applies?.when ?? {})),
  );
  return checklist.context_fields
    .map(({ id }) => id)
    .filter((id) => named.has(id) && fieldOf(context, id) === null);
}

function isLifted(item: Item, context: Context): boolean {
  if (item.lift === "child") return aChildLivesThere(context);
  return item.lift === "sensitive" && isSensitive(context);
}

/**
 * What a described level counts as for who lives there.
 *
 * A lift stops at its cap, so that it never makes anything acute; what is described
 * as worse than the cap stays what it is.
 * Source: the checklist's own rule, assessment.lift. own.
 */
export function effectiveLevel(
  checklist: Checklist,
  item: Item,
  context: Context,
  level: Level,
): Level {
  const { cap, steps } = checklist.assessment.lift;
  if (!isLifted(item, context) || rank(level) >= rank(cap)) return level;
  return LEVELS[Math.min(rank(level) + steps, rank(cap))] ?? level;
}

/** A level, and the limit that was passed; `ref` is the figure the limit is read from. */
export interface Suggestion {
  readonly level: Level;
  readonly op: "<" | ">";
  readonly limit: number;
  readonly ref: string;
}

function numberIn(context: Context, field: string): number | null {
  const value = fieldOf(context, field);
  return typeof value === "number" ? value : null;
}

function isFor({ if: { season, sensitive } }: Threshold, context: Context): boolean {
  const isSeason = season === null || context.season === season;
  return isSeason && (sensitive === null || isSensitive(context) === sensitive);
}

function boundOf({ value, value_from: from, times }: Threshold, context: Context): number | null {
  if (from === null) return value;
  const found = numberIn(context, from);
  return found === null ? null : found * (times ?? 1);
}

function passed(threshold: Threshold, context: Context, value: number): Suggestion | null {
  const limit = boundOf(threshold, context);
  if (limit === null || !isFor(threshold, context)) return null;
  const { op, ref, suggests } = threshold;
  const isPassed = op === "<" ? value < limit : value > limit;
  return isPassed ? { level: suggests, op, limit, ref } : null;
}

/**
 * The level a value suggests for a home; the strictest limit passed decides. None: no limit is.
 *
 * It is no answer: the worker confirms it or chooses otherwise. `value` is in the item's own unit. A limit exactly reached is not passed.
 */
export function suggestLevel(item: Item, context: Context, value: number): Suggestion | null {
  return (item.measure?.thresholds ?? [])
    .map((threshold) => passed(threshold, context, value))
    .reduce<Suggestion | null>((worst, each) => {
      if (each === null || worst === null) return worst ?? each;
      return rank(each.level) > rank(worst.level) ? each : worst;
    }, null);
}

/**
 * The first of the fields an item is computed from over the second; infinite over none.
 *
 * None: not computed, or not all of it is known.
 */
export function computedValue(item: Item, context: Context): number | null {
  const fields = item.measure?.computed_from ?? null;
  if (fields === null) return null;
  const [over, under] = [numberIn(context, fields[0]), numberIn(context, fields[1])];
  if (over === null || under === null) return null;
  return over === 0 ? 0 : over / under;
}

/**
 * The level suggested by what is computed and not measured: persons to a room.
 *
 * None: nothing is suggested, not all is known, or the item is measured. A person
 * living alone is never crowded; two people without a room of their own are.
 * Source: Boverket, norm 2, a measure and not a law; R-CROWD of the checklist. A.
 */
export function suggestFromContext(item: Item, context: Context): Suggestion | null {
  const value = computedValue(item, context);
  if (value === null || (context.persons_total ?? 0) <= 1) return null;
  return suggestLevel(item, context, value);
}
