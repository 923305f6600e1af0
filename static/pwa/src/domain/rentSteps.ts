/**
 * The steps of a rent check, as keys of sentences and the values they name.
 *
 * The office writes the same (`landlord_watch/rents/rules/steps.py`). A value whose name
 * ends in `_ore` is money, in `_on` a day; `unknowns` is words with a space between.
 */

import type { Effect, Findings, Outcome, Scalar, Step } from "./rentFindings";

/** The steps that lead to the findings, in the order they are read. */
export function stepsOf(findings: Findings): Step[] {
  const { alternative } = findings;
  return [
    household(findings),
    contractRent(findings),
    ...findings.effects.map((effect) => inclusion(effect, findings)),
    ...share(findings),
    ...lodger(findings),
    comparable(findings),
    norm(findings),
    verdict(findings),
    ...(alternative === null ? [] : [alternativeStep(alternative)]),
    step("individual_assessment", "individual_assessment", {}),
  ];
}

function step(id: string, key: string, values: Readonly<Record<string, Scalar>>): Step {
  return { id, textKey: `rent_check.${key}`, values };
}

function household({ question }: Findings): Step {
  const { adults, children } = question.household;
  return step("household", "household", { assessed_on: question.on, adults, children });
}

function contractRent({ question, monthlyOre }: Findings): Step {
  const key = question.unit === "month" ? "contract_rent" : `contract_rent.${question.unit}`;
  return step("contract_rent", key, { price_ore: question.priceOre, monthly_ore: monthlyOre });
}

function inclusion(effect: Effect, { question, normSet }: Findings): Step {
  const about = {
    inclusion: effect.inclusion,
    in_rent: question.inclusions[effect.inclusion]?.inRent ?? "unknown",
    norm: normSet.includes[effect.inclusion] ?? "unknown",
  };
  const { low, high } = effect;
  if (low === null || high === null || effect.unknowns.length > 0) {
    const key = low === null || high === null ? "inclusion.unbounded" : "inclusion.open";
    return step("inclusion", key, { ...about, low_ore: low, high_ore: high });
  }
  const key = low > 0 ? "inclusion.added" : "inclusion.taken";
  return step("inclusion", key, { ...about, amount_ore: Math.abs(low) });
}

function share({ question }: Findings): Step[] {
  const { parts, of } = question.share;
  if (parts === of) return [];
  const divisor = greatestDivisor(parts, of);
  return [step("share", "share", { share: `${parts / divisor}/${of / divisor}` })];
}

function lodger({ question, parameters }: Findings): Step[] {
  if (question.lodgerPaysOre === null) return [];
  return [step("lodger", `lodger.${parameters.lodger}`, { lodger_ore: question.lodgerPaysOre })];
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

function comparable(findings: Findings): Step {
  const { low, high } = findings.comparable;
  if (high === null) return step("comparable_rent", "comparable.unbounded", { low_ore: low });
  if (low === high) return step("comparable_rent", "comparable", { comparable_ore: low });
  return step("comparable_rent", "comparable.open", { low_ore: low, high_ore: high });
}

function norm({ normSet, outcome }: Findings): Step {
  const about = { publisher: normSet.publisher, norm_name: normSet.name };
  const [row] = outcome.rows;
  if (outcome.norm === null || row === undefined) {
    return step("norm", "norm.missing", { ...about, ...people(outcome) });
  }
  if (outcome.unknowns.length > 0) {
    const unknowns = outcome.unknowns.join(" ");
    return step("norm", "norm.open", { ...about, ...normBounds(outcome), unknowns });
  }
  const values = { ...about, row: row.label, norm_ore: outcome.norm.low };
  const extra = outcome.household.children - row.children_min;
  if (row.per_extra_child_ore === null || extra === 0) return step("norm", "norm", values);
  return step("norm", "norm.extended", {
    ...values,
    base_ore: row.amount_ore,
    extra_children: extra,
    per_extra_child_ore: row.per_extra_child_ore,
  });
}

function people({ household: { adults, children } }: Outcome): Record<string, Scalar> {
  return { adults, children };
}

function normBounds({ norm: found }: Outcome): Record<string, Scalar> {
  return found === null ? {} : { norm_low_ore: found.low, norm_high_ore: found.high };
}

function excessOf({ excess }: Outcome): Record<string, Scalar> {
  if (excess === null) return {};
  return {
    excess_low_ore: excess.low,
    excess_high_ore: excess.high,
    percent_low: excess.percentLow,
    percent_high: excess.percentHigh,
  };
}

function verdict(findings: Findings): Step {
  const { outcome, comparable: rent, parameters } = findings;
  const values = {
    low_ore: rent.low,
    high_ore: rent.high,
    ...normBounds(outcome),
    tolerance_ore: parameters.toleranceOre,
    ...excessOf(outcome),
    ...(outcome.verdict === "undecided" ? { unknowns: findings.unknowns.join(" ") } : {}),
  };
  return step("verdict", verdictWord(findings), values);
}

/** The verdict, told apart by how exactly it is known. */
function verdictWord({ outcome, comparable: rent }: Findings): string {
  const { excess, verdict: found } = outcome;
  if (excess === null) return "undecided.no_row";
  if (found === "within") return excess.high === 0 ? "within" : "within.tolerated";
  if (excess.high === null) return `${found}.unbounded`;
  if (found === "over") return excess.low === excess.high ? "over" : "over.open";
  if (outcome.unknowns.length === 0) return "undecided";
  return rent.low === rent.high ? "undecided.norm_open" : "undecided.both_open";
}

function alternativeStep(outcome: Outcome): Step {
  const word = outcome.excess === null ? "no_row" : outcome.verdict;
  const values = { ...people(outcome), ...normBounds(outcome), ...excessOf(outcome) };
  return step("alternative", `alternative.${word}`, values);
}
