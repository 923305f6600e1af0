/** The rent check in words: what was typed, made into a question, and its answer said. */

import type { TabletNormSet } from "../../domain/contract";
import { isInForce } from "../../domain/norms";
import { checkRent, normDay } from "../../domain/rentCheck";
import {
  DEFAULT_PARAMETERS,
  INCLUSIONS,
  NOT_KNOWN,
  type Included,
  type Inclusion,
  type Interval,
  type RentCheck,
  type RentQuestion,
  type RentRefusal,
  type Says,
} from "../../domain/rentFindings";
import { kronor, signedKronor } from "../format";
import { t, type Key } from "../tongue";

/** What is typed, as it stands; None: not typed yet. */
export interface RentForm {
  readonly rentKronor: number | null;
  readonly on: string;
  readonly adults: number;
  /** Of the adults, those under the norm's age limit. */
  readonly young: number;
  readonly children: number;
  readonly rooms: number | null;
  readonly inclusions: Readonly<Record<Inclusion, Included>>;
  readonly normSetId: string | null;
}

/** A form with nothing typed in it: what a rent includes is not known beforehand. */
export function emptyForm(on: string): RentForm {
  const entries = INCLUSIONS.map((inclusion) => [inclusion, NOT_KNOWN] as const);
  const inclusions = Object.fromEntries(entries) as Record<Inclusion, Included>;
  const nothing = { rentKronor: null, rooms: null, normSetId: null };
  return { ...nothing, on, adults: 1, young: 0, children: 0, inclusions };
}

/** The norm sets that hold on a day, the municipality's own first. */
export function setsInForce(
  sets: readonly TabletNormSet[],
  on: string,
  municipality: string | null,
): readonly TabletNormSet[] {
  const isOwn = (set: TabletNormSet): boolean => set.municipality_code === municipality;
  return sets
    .filter((set) => isInForce(set, normDay(on, DEFAULT_PARAMETERS)))
    .sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)) || a.name.localeCompare(b.name, "sv"));
}

/** The set that was chosen if it holds, else the first that does; None: none does. */
export function setFor(form: RentForm, sets: readonly TabletNormSet[]): TabletNormSet | null {
  return sets.find(({ id }) => id === form.normSetId) ?? sets[0] ?? null;
}

/** The age that a norm tells adults apart by; None: it does not. */
export function ageLimit({ rows }: TabletNormSet): number | null {
  const limits = rows.flatMap((row) => [row.age_under, row.age_from]);
  return limits.find((limit) => limit !== null) ?? null;
}

/** Whether a norm has rows for dwellings of so many rooms. */
export function asksForRooms({ rows }: TabletNormSet): boolean {
  return rows.some(({ rooms }) => rooms !== null);
}

function agesOf({ adults, young }: RentForm, limit: number | null): readonly number[] {
  if (limit === null) return [];
  return Array.from({ length: adults }, (_, at) => (at < young ? limit - 1 : limit));
}

/** The question that a form asks; None: the rent is not typed yet. */
export function questionOf(form: RentForm, set: TabletNormSet): RentQuestion | null {
  if (form.rentKronor === null) return null;
  return {
    on: form.on,
    priceOre: Math.round(form.rentKronor * 100),
    unit: "month",
    share: { parts: 1, of: 1 },
    rooms: form.rooms,
    areaM2: null,
    isContractSeen: false,
    isConfirmed: false,
    isSublet: false,
    sublessorRentOre: null,
    lodgerPaysOre: null,
    contractRooms: null,
    contractAreaM2: null,
    inclusions: form.inclusions,
    household: {
      adults: form.adults,
      children: form.children,
      adultAges: agesOf(form, ageLimit(set)),
    },
    alternative: null,
  };
}

/** The answer to a form: a check, why it cannot be asked, or None when nothing is typed. */
export function answerOf(form: RentForm, set: TabletNormSet): RentCheck | RentRefusal | null {
  const question = questionOf(form, set);
  return question === null ? null : checkRent(question, set);
}

/** The form with every inclusion as the norm has it: a rent that can be compared as it is. */
export function asTheNorm(form: RentForm, set: TabletNormSet): RentForm {
  const entries = INCLUSIONS.map((inclusion) => {
    const inRent = set.includes[inclusion] ?? "unknown";
    return [inclusion, { inRent, amountOre: null }] as const;
  });
  return { ...form, inclusions: Object.fromEntries(entries) as Record<Inclusion, Included> };
}

/** Whether what an inclusion costs changes the answer. */
export function asksAmount(inRent: Says, norm: Says): boolean {
  return inRent !== "unknown" && inRent !== norm;
}

/** The names of what a rent may include. */
export const INCLUSION_NAMES: Readonly<Record<Inclusion, Key>> = {
  heating: "inclusion.heating",
  hot_water: "inclusion.hot_water",
  cold_water: "inclusion.cold_water",
  household_electricity: "inclusion.household_electricity",
  furniture: "inclusion.furniture",
  parking: "inclusion.parking",
  broadband: "inclusion.broadband",
  storage: "inclusion.storage",
  services: "inclusion.services",
};

const UNKNOWNS: Readonly<Record<string, Key>> = {
  norm_row: "unknown.norm_row",
  adult_ages: "unknown.adult_ages",
  rooms: "unknown.rooms",
  rooms_not_in_norm: "unknown.rooms_not_in_norm",
  norm_rows_overlap: "unknown.norm_rows_overlap",
  in_rent: "unknown.in_rent",
  norm: "unknown.norm",
  amount: "unknown.amount",
};

function isInclusion(name: string): name is Inclusion {
  return INCLUSIONS.some((inclusion) => inclusion === name);
}

/** What is not known, in words. */
export function unknownInWords(code: string): string {
  const [what = "", of] = code.split(".");
  const key = UNKNOWNS[of ?? what];
  if (key === undefined) return code;
  return isInclusion(what) ? t(key, { what: t(INCLUSION_NAMES[what]).toLowerCase() }) : t(key);
}

/** An amount, or from one to another. */
export function spanOf({ low, high }: Interval): string {
  if (high === null) return t("rent.at_least", { low: kronor(low) });
  return low === high ? kronor(low) : t("rent.span", { low: kronor(low), high: kronor(high) });
}

/** How far the comparable rent lies from the norm, both ways; None: there is no norm row. */
export function differenceOf({ comparable, outcome }: RentCheck): string | null {
  const { norm } = outcome;
  if (norm === null) return null;
  const low = comparable.low - norm.high;
  if (comparable.high === null) return t("rent.at_least", { low: signedKronor(low) });
  const high = comparable.high - norm.low;
  if (low === high) return signedKronor(low);
  return t("rent.span", { low: signedKronor(low), high: signedKronor(high) });
}

/** The answer in one sentence; it says how the rent lies, never what follows. */
export function verdictOf(check: RentCheck): string {
  const { comparable, outcome } = check;
  const { norm, excess, verdict } = outcome;
  if (norm === null || excess === null) return t("verdict.no_row");
  const slots = { rent: spanOf(comparable), norm: spanOf(norm) };
  if (verdict === "within") return t("verdict.within", slots);
  if (verdict === "undecided") return undecided(check, slots);
  const excessWords = spanOf({ low: excess.low, high: excess.high });
  return t("verdict.over", { ...slots, excess: excessWords, percent: percentOf(excess) });
}

/** More than this many unknowns are counted in the sentence, and listed below it. */
const MOST_NAMED = 2;

function undecided({ unknowns }: RentCheck, slots: { rent: string; norm: string }): string {
  if (unknowns.length === 0) return t("verdict.undecided", slots);
  const named = unknowns.map(unknownInWords).join(", ");
  const { length: count } = unknowns;
  if (count > MOST_NAMED) return t("verdict.undecided_many", { ...slots, count });
  return t("verdict.undecided_for", { ...slots, unknown: named });
}

function percentOf({
  percentLow: low,
  percentHigh: high,
}: {
  percentLow: number;
  percentHigh: number | null;
}): string {
  if (high === null) return t("rent.at_least", { low: `${low}\u00a0%` });
  return low === high ? `${low}\u00a0%` : `${low}–${high}\u00a0%`;
}
