/** What goes into a rent check and what comes out of it. Amounts are whole öre. */

import type { TabletNormRow, TabletNormSet } from "./contract";
import type { Household } from "./norms";

/** What one rent includes and another does not, in the order they are shown. */
export const INCLUSIONS = [
  "heating",
  "hot_water",
  "cold_water",
  "household_electricity",
  "furniture",
  "parking",
  "broadband",
  "storage",
  "services",
] as const;

export type Inclusion = (typeof INCLUSIONS)[number];
export type Says = "yes" | "no" | "unknown";

/**
 * Whether a rent includes something, and what that costs in a month for the whole dwelling.
 *
 * `amountOre` is the part of the rent when it is included, and what the tenant pays outside
 * when it is not; null: not known. What is neither in the rent nor paid for is `NOT_THERE`.
 */
export interface Included {
  readonly inRent: Says;
  readonly amountOre: number | null;
}

export const NOT_KNOWN: Included = { inRent: "unknown", amountOre: null };
export const NOT_THERE: Included = { inRent: "no", amountOre: 0 };

/** What a municipality decides about its rent checks. */
export interface Parameters {
  /** Which day's norm an assessed day is held against. */
  readonly normDay: "month_start" | "assessed_day";
  readonly toleranceOre: number;
  /** A month's rent outside these must be confirmed by who typed it. */
  readonly confirmBelowOre: number;
  readonly confirmAboveOre: number;
  /** How much an unknown may reach; null: no bound is known. */
  readonly maximaOre: Readonly<Record<Inclusion, number | null>>;
  /** What becomes of what a lodger pays the household. */
  readonly lodger: "lowers_rent" | "is_income";
}

/** Source: own, as in `landlord_watch/rents/rules/parameters.py`. */
export const DEFAULT_PARAMETERS: Parameters = {
  normDay: "month_start",
  toleranceOre: 0,
  confirmBelowOre: 50_000,
  confirmAboveOre: 4_000_000,
  maximaOre: {
    heating: 200_000,
    hot_water: 60_000,
    cold_water: 40_000,
    household_electricity: 90_000,
    furniture: 200_000,
    parking: 150_000,
    broadband: 50_000,
    storage: 50_000,
    services: 300_000,
  },
  lodger: "lowers_rent",
};

export type PriceUnit = "month" | "week" | "night";

/** What is asked: a rent, what it includes, a household, and the assessed day (YYYY-MM-DD). */
export interface RentQuestion {
  readonly on: string;
  /** For the whole contract, in `unit`. */
  readonly priceOre: number;
  readonly unit: PriceUnit;
  /** This household's part of the contract: `parts` of `of`. */
  readonly share: { readonly parts: number; readonly of: number };
  /** Null: not known. */
  readonly rooms: number | null;
  readonly areaM2: number | null;
  readonly isContractSeen: boolean;
  readonly isConfirmed: boolean;
  readonly isSublet: boolean;
  readonly sublessorRentOre: number | null;
  /** What a lodger pays the household in a month; null: it has none. */
  readonly lodgerPaysOre: number | null;
  /** As the contract says, to hold against the register. */
  readonly contractRooms: number | null;
  readonly contractAreaM2: number | null;
  /** What is not mentioned is not known. */
  readonly inclusions: Partial<Readonly<Record<Inclusion, Included>>>;
  readonly household: Household;
  /** With the children who stay too little to be counted; null: there are none. */
  readonly alternative: Household | null;
}

/** From `low` to `high`, both included; `high` null: no upper bound is known. */
export interface Interval {
  readonly low: number;
  readonly high: number | null;
}

/** How much lies over the norm, and in whole percent of it; zero is none of it. */
export interface Excess {
  readonly low: number;
  readonly high: number | null;
  readonly percentLow: number;
  readonly percentHigh: number | null;
}

export type Verdict = "over" | "within" | "undecided";

/** A rent against the norm for one household; `norm` null: it has no row for it. */
export interface Outcome {
  readonly household: Household;
  readonly rows: readonly TabletNormRow[];
  readonly norm: { readonly low: number; readonly high: number } | null;
  readonly excess: Excess | null;
  readonly verdict: Verdict;
  readonly unknowns: readonly string[];
}

/** What one inclusion does to the comparable rent; null: no bound is known. */
export interface Effect {
  readonly inclusion: Inclusion;
  readonly low: number | null;
  readonly high: number | null;
  /** Empty: the effect is exact. */
  readonly unknowns: readonly string[];
}

/** Something about the data, apart from the rent, that a person should see to. */
export type Flag =
  | "area_missing"
  | "contract_not_seen"
  | "rent_needs_confirmation"
  | "price_converted"
  | "sublessor_rent_not_shown"
  | "norm_undated"
  | "rooms_differ"
  | "area_differs";

/** What a check came to, before its steps are written. */
export interface Findings {
  readonly question: RentQuestion;
  readonly normSet: TabletNormSet;
  readonly parameters: Parameters;
  /** The contract's rent for a month. */
  readonly monthlyOre: number;
  readonly effects: readonly Effect[];
  readonly comparable: Interval;
  readonly outcome: Outcome;
  readonly alternative: Outcome | null;
  readonly unknowns: readonly string[];
  readonly flags: readonly Flag[];
}

export type Scalar = string | number | null;

/** One step; its sentence stands in each language under `textKey`. */
export interface Step {
  readonly id: string;
  readonly textKey: string;
  readonly values: Readonly<Record<string, Scalar>>;
}

/** A rent check and its trace; each case is assessed by a person, whatever the verdict. */
export interface RentCheck extends Findings {
  readonly needsIndividualAssessment: true;
  readonly steps: readonly Step[];
}

/** Why a rent cannot be checked. */
export type RentRefusal = "no_norm_in_force" | "rent_negative" | "shares_not_whole";
