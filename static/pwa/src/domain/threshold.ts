/**
 * The level a measured value suggests.
 *
 * A suggestion is no answer: the worker confirms it or chooses otherwise.
 */

import { isSensitive, rank } from "./checklist";
import type { Context, Item, Level, Threshold } from "./contract";

/** A level, and the limit that was passed; `ref` is the figure the limit is read from. */
export interface Suggestion {
  readonly level: Level;
  readonly op: "<" | ">";
  readonly limit: number;
  readonly ref: string;
}

function numberIn(context: Context, field: string): number | null {
  const value: unknown = Object.hasOwn(context, field) ? context[field as keyof Context] : null;
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
 * `value` is in the item's own unit. A limit exactly reached is not passed.
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
