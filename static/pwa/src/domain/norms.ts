/**
 * Rent norms: which set holds on a day, and which row is for a household.
 *
 * The office has the same rule (`landlord_watch/rents/rules/norms.py`);
 * `tests/vectors/rent_check.json` holds them together.
 */

import type { TabletNormRow, TabletNormSet } from "./contract";

/** A household as a norm reads it; an adult whose age is missing or null may be of any age. */
export interface Household {
  readonly adults: number;
  readonly children: number;
  readonly adultAges: readonly (number | null)[];
}

/** Why more than one row, or none, may be for a household. */
export type NormUnknown =
  | "norm_row"
  | "adult_ages"
  | "rooms"
  | "rooms_not_in_norm"
  | "norm_rows_overlap";

/**
 * The rows that may be for a household, and what is not known if they are not exactly one.
 *
 * `mayLackRow`: what is not known may turn out so that no row is for the household.
 */
export interface Candidates {
  readonly rows: readonly TabletNormRow[];
  readonly unknowns: readonly NormUnknown[];
  readonly mayLackRow: boolean;
}

/** Whether the norm holds on a day (YYYY-MM-DD); one without a first day holds on any. */
export function isInForce(set: TabletNormSet, on: string): boolean {
  return (
    (set.starts_on === null || set.starts_on <= on) && (set.ends_on === null || on < set.ends_on)
  );
}

/** The norm that holds on a day, of one publisher's; else why there is not exactly one. */
export function normInForce(
  sets: readonly TabletNormSet[],
  on: string,
): TabletNormSet | "no_norm_in_force" | "several_norms_in_force" {
  const [found, ...others] = sets.filter((set) => isInForce(set, on));
  if (found === undefined) return "no_norm_in_force";
  return others.length > 0 ? "several_norms_in_force" : found;
}

/** The amount of a row for a household that it is for, in öre. */
export function amountFor(row: TabletNormRow, children: number): number {
  return row.amount_ore + (row.per_extra_child_ore ?? 0) * (children - row.children_min);
}

function isWithin(count: number, least: number, most: number | null): boolean {
  return least <= count && (most === null || count <= most);
}

function hasAges(row: TabletNormRow): boolean {
  return row.age_from !== null || row.age_under !== null;
}

function mayBeForAges(row: TabletNormRow, ages: readonly (number | null)[]): boolean {
  return ages.every(
    (age) =>
      age === null ||
      ((row.age_from === null || row.age_from <= age) &&
        (row.age_under === null || age < row.age_under)),
  );
}

/**
 * The rows that may be for a household in a dwelling of so many rooms; null: not known.
 *
 * Rooms choose between rows that are for the same household, and never shut out the
 * only one; where none of several rows names the rooms, all of them remain.
 *
 * Source: own reading of the published tables of Trelleborg 2019 and Vimmerby 2024 (B),
 * and of HFAB's page for the ages.
 */
export function candidates(
  set: TabletNormSet,
  household: Household,
  rooms: number | null,
): Candidates {
  const counted = set.rows.filter(
    (row) =>
      isWithin(household.adults, row.adults_min, row.adults_max) &&
      isWithin(household.children, row.children_min, row.children_max),
  );
  if (!counted.some(hasAges)) return byRooms(counted, rooms);
  const fitting = counted.filter((row) => mayBeForAges(row, household.adultAges));
  return openByAges(byRooms(fitting, rooms), counted, household);
}

function byRooms(rows: readonly TabletNormRow[], rooms: number | null): Candidates {
  if (rows.length === 0) return { rows, unknowns: ["norm_row"], mayLackRow: true };
  if (rows.length === 1) return { rows, unknowns: [], mayLackRow: false };
  if (rooms === null) {
    const isByRooms = rows.some((row) => row.rooms !== null);
    return { rows, unknowns: [isByRooms ? "rooms" : "norm_rows_overlap"], mayLackRow: false };
  }
  const fitting = rows.filter((row) => row.rooms === null || row.rooms === rooms);
  if (fitting.length === 0) return { rows, unknowns: ["rooms_not_in_norm"], mayLackRow: false };
  const unknowns: NormUnknown[] = fitting.length > 1 ? ["norm_rows_overlap"] : [];
  return { rows: fitting, unknowns, mayLackRow: false };
}

/** What is left open when ages matter and some are not known. */
function openByAges(
  narrowed: Candidates,
  counted: readonly TabletNormRow[],
  household: Household,
): Candidates {
  const known = household.adultAges.filter((age) => age !== null);
  const notKnown = household.adults - known.length;
  if (notKnown <= 0 || narrowed.rows.length === 0) return narrowed;
  const completions = combinations(ageBounds(counted), notKnown);
  const mayLackRow = !completions.every((rest) =>
    counted.some((row) => mayBeForAges(row, [...known, ...rest])),
  );
  if (!mayLackRow && narrowed.rows.length === 1) return narrowed;
  const others = narrowed.unknowns.filter((why) => why !== "norm_rows_overlap");
  return { rows: narrowed.rows, unknowns: ["adult_ages", ...others], mayLackRow };
}

/** One age on each side of every age limit. */
function ageBounds(rows: readonly TabletNormRow[]): number[] {
  const limits = rows.flatMap((row) => [row.age_from, row.age_under]).filter((age) => age !== null);
  return [...new Set(limits.flatMap((limit) => [limit - 1, limit]))].sort((a, b) => a - b);
}

/** Every choice of so many of the ages, the same one as often as one likes, in order. */
function combinations(ages: readonly number[], count: number): number[][] {
  if (count === 0) return [[]];
  return ages.flatMap((age, place) =>
    combinations(ages.slice(place), count - 1).map((rest) => [age, ...rest]),
  );
}
