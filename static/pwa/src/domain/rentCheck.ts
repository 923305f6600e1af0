/**
 * The rent check: a comparable rent held against a norm, with every step of the way.
 *
 * It states how a rent lies against a norm and never what follows; that is judged by a
 * person. What is not known makes an interval. The office has the same rule
 * (`landlord_watch/rents/rules/rent_check.py`); `tests/vectors/rent_check.json` holds
 * them together. Amounts are whole öre.
 */

import type { TabletNormSet } from "./contract";
import type { Household } from "./norms";
import { amountFor, candidates, isInForce } from "./norms";
import type {
  Effect,
  Excess,
  Findings,
  Flag,
  Inclusion,
  Interval,
  Outcome,
  Parameters,
  PriceUnit,
  RentCheck,
  RentQuestion,
  RentRefusal,
  Says,
  Verdict,
} from "./rentFindings";
import { DEFAULT_PARAMETERS, INCLUSIONS, NOT_KNOWN } from "./rentFindings";
import { stepsOf } from "./rentSteps";

/** Units in a month as a fraction: 52 weeks and 365 nights in twelve months. Source: own. */
const UNITS_A_MONTH: Readonly<Record<PriceUnit, readonly [number, number]>> = {
  month: [1, 1],
  week: [52, 12],
  night: [365, 12],
};

/** A square metre is how areas are rounded, and no contradiction. Source: own. */
const AREA_MAY_DIFFER_M2 = 1;

/** The day whose norm an assessed day is held against. */
export function normDay(on: string, parameters: Parameters): string {
  return parameters.normDay === "month_start" ? `${on.slice(0, 8)}01` : on;
}

/** How a rent lies against a norm on a day, or why that cannot be asked. */
export function checkRent(
  question: RentQuestion,
  normSet: TabletNormSet,
  parameters: Parameters = DEFAULT_PARAMETERS,
): RentCheck | RentRefusal {
  const refusal = refusalOf(question);
  if (refusal !== null) return refusal;
  if (!isInForce(normSet, normDay(question.on, parameters))) return "no_norm_in_force";
  const effects = INCLUSIONS.flatMap((inclusion) =>
    effectOf(inclusion, question, normSet, parameters),
  );
  const comparable = comparableRent(question, effects, parameters);
  const against = (household: Household): Outcome =>
    outcomeOf(comparable, household, { question, normSet, parameters });
  const outcome = against(question.household);
  const monthlyOre = monthlyPrice(question);
  const findings: Findings = {
    question,
    normSet,
    parameters,
    monthlyOre,
    effects,
    comparable,
    outcome,
    alternative: question.alternative === null ? null : against(question.alternative),
    unknowns: [...effects.flatMap((effect) => effect.unknowns), ...outcome.unknowns],
    flags: flagsOf(question, normSet, parameters, monthlyOre),
  };
  return { ...findings, needsIndividualAssessment: true, steps: stepsOf(findings) };
}

function refusalOf(question: RentQuestion): RentRefusal | null {
  const amounts = Object.values(question.inclusions).map((included) => included.amountOre ?? 0);
  const paid = [question.priceOre, question.lodgerPaysOre ?? 0, ...amounts];
  if (paid.some((amount) => amount < 0)) return "rent_negative";
  const { parts, of } = question.share;
  return parts > 0 && parts <= of ? null : "shares_not_whole";
}

/** What an inclusion does to the comparable rent; empty: surely nothing. */
function effectOf(
  inclusion: Inclusion,
  question: RentQuestion,
  normSet: TabletNormSet,
  parameters: Parameters,
): Effect[] {
  const { inRent, amountOre } = question.inclusions[inclusion] ?? NOT_KNOWN;
  const norm = normSet.includes[inclusion] ?? "unknown";
  const takes = inRent !== "no" && norm !== "yes";
  const adds = inRent !== "yes" && norm !== "no";
  const bound = amountOre ?? parameters.maximaOre[inclusion];
  if (!(takes || adds) || bound === 0) return [];
  if (amountOre !== null && inRent !== "unknown" && norm !== "unknown") {
    const exact = adds ? amountOre : -amountOre;
    return [{ inclusion, low: exact, high: exact, unknowns: [] }];
  }
  const unknowns = lacking(inclusion, inRent, norm);
  if (bound === null) {
    return [{ inclusion, low: takes ? null : 0, high: adds ? null : 0, unknowns }];
  }
  return [{ inclusion, low: takes ? -bound : 0, high: adds ? bound : 0, unknowns }];
}

/** What is not known of an inclusion; its amount matters only when the rest is known. */
function lacking(inclusion: Inclusion, inRent: Says, norm: Says): string[] {
  const words = [];
  if (inRent === "unknown") words.push(`${inclusion}.in_rent`);
  if (norm === "unknown") words.push(`${inclusion}.norm`);
  return words.length > 0 ? words : [`${inclusion}.amount`];
}

/** A quotient of whole numbers that are not negative, rounded half up, exactly. */
function rounded(numerator: number, denominator: number): number {
  const rest = numerator % denominator;
  return (numerator - rest) / denominator + (rest * 2 >= denominator ? 1 : 0);
}

/** The contract's price for a month, for all who share it, rounded once. */
function monthlyPrice({ priceOre, unit }: RentQuestion): number {
  const [times, per] = UNITS_A_MONTH[unit];
  return rounded(priceOre * times, per);
}

/** A household's comparable rent for a month, rounded once, never below zero. */
function comparableRent(
  question: RentQuestion,
  effects: readonly Effect[],
  parameters: Parameters,
): Interval {
  const [times, per] = UNITS_A_MONTH[question.unit];
  const { parts, of } = question.share;
  const lodger = parameters.lodger === "lowers_rent" ? (question.lodgerPaysOre ?? 0) : 0;
  const after = (change: number): number => {
    const own = Math.max(question.priceOre * times + change * per, 0) * parts;
    return rounded(Math.max(own - lodger * per * of, 0), per * of);
  };
  const low = sum(effects.map((effect) => effect.low));
  const high = sum(effects.map((effect) => effect.high));
  return { low: low === null ? 0 : after(low), high: high === null ? null : after(high) };
}

/** The sum; null when something in it is without bound. */
function sum(amounts: readonly (number | null)[]): number | null {
  return amounts.reduce<number | null>(
    (total, amount) => (total === null || amount === null ? null : total + amount),
    0,
  );
}

/** What a check is made from. */
type Ground = Pick<Findings, "question" | "normSet" | "parameters">;

/** A comparable rent against the norm for one household. */
function outcomeOf(comparable: Interval, household: Household, ground: Ground): Outcome {
  const { rows, unknowns, mayLackRow } = candidates(
    ground.normSet,
    household,
    ground.question.rooms,
  );
  if (rows.length === 0) {
    return { household, rows, norm: null, excess: null, verdict: "undecided", unknowns };
  }
  const amounts = rows.map((row) => amountFor(row, household.children));
  const norm = { low: Math.min(...amounts), high: Math.max(...amounts) };
  const excess = excessOf(comparable, norm);
  const verdict = mayLackRow ? "undecided" : verdictOf(excess, ground.parameters.toleranceOre);
  return { household, rows, norm, excess, verdict, unknowns };
}

/** Over or within only when it is so however what is not known turns out. */
function verdictOf(excess: Excess, tolerance: number): Verdict {
  if (excess.low > tolerance) return "over";
  return excess.high !== null && excess.high <= tolerance ? "within" : "undecided";
}

function excessOf(comparable: Interval, norm: { low: number; high: number }): Excess {
  const low = Math.max(comparable.low - norm.high, 0);
  const high = comparable.high === null ? null : Math.max(comparable.high - norm.low, 0);
  return {
    low,
    high,
    percentLow: rounded(low * 100, norm.high),
    percentHigh: high === null ? null : rounded(high * 100, norm.low),
  };
}

/** Whether two numbers are known and lie further apart than this. */
function differ(one: number | null, other: number | null, by: number): boolean {
  return one !== null && other !== null && Math.abs(one - other) > by;
}

function flagsOf(
  question: RentQuestion,
  normSet: TabletNormSet,
  parameters: Parameters,
  monthlyOre: number,
): Flag[] {
  const isUsual =
    parameters.confirmBelowOre <= monthlyOre && monthlyOre <= parameters.confirmAboveOre;
  const raised: readonly (readonly [Flag, boolean])[] = [
    ["area_missing", question.areaM2 === null],
    ["contract_not_seen", !question.isContractSeen],
    ["rent_needs_confirmation", !isUsual && !question.isConfirmed],
    ["price_converted", question.unit !== "month"],
    ["sublessor_rent_not_shown", question.isSublet && question.sublessorRentOre === null],
    ["norm_undated", normSet.starts_on === null],
    ["rooms_differ", differ(question.rooms, question.contractRooms, 0)],
    ["area_differs", differ(question.areaM2, question.contractAreaM2, AREA_MAY_DIFFER_M2)],
  ];
  return raised.filter(([, isRaised]) => isRaised).map(([flag]) => flag);
}
