"""
The steps of a rent check: the rule, its source, what went in and what came out.

A step has no sentence of its own. `text_key` and `values` name one in each language
(`data/rent_check_sentences.json`), which the page, the journal text and the tablet share.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from landlord_watch.kernel.money import Money
from landlord_watch.rents.rules.comparable import Effect, PriceUnit, effects_of, monthly_price
from landlord_watch.rents.rules.findings import Findings, Outcome, Verdict
from landlord_watch.rents.rules.household import PersonCount, Why
from landlord_watch.rents.rules.inclusions import Inclusion, Says
from landlord_watch.rents.rules.norms import NormKind

RULE_VERSION = "rent-check-1"

Scalar = str | int | None
Values = Mapping[str, Scalar]

COUNTING = ("Socialstyrelsens allmänna råd om ekonomiskt bistånd (SOSFS 2013:1)", "B")
COUNTING_SOURCES = {
    Why.GROWN: ("HFD 2020 ref. 40", "B"),
    Why.SHARE_BELOW: ("own", "own"),
    Why.BIRTH_NOT_KNOWN: ("own", "own"),
}
NORM_CERTAINTY = {
    NormKind.MUNICIPAL_DECISION: "A",
    NormKind.PUBLISHED_PAGE: "B",
    NormKind.LANDLORD_STATEMENT: "C",
}
#: Source: SoL (2025:400) 12:1 and 12:7, in force 2025-07-01, before it SoL (2001:453) 4:1
#: and 4:3; that the actual cost is tried in each case, RÅ 1996 ref. 99, RÅ 2008 ref. 21. B.
NEW_ACT_FROM = date(2025, 7, 1)
OLD_ASSESSMENT = "SoL (2001:453) 4 kap. 1 och 3 §§; RÅ 1996 ref. 99; RÅ 2008 ref. 21"
NEW_ASSESSMENT = "SoL (2025:400) 12 kap. 1 och 7 §§; RÅ 1996 ref. 99; RÅ 2008 ref. 21"
OLD_ELECTRICITY = "SoL (2001:453) 4 kap. 3 §"
NEW_ELECTRICITY = "SoL (2025:400) 12 kap. 7 §"


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `certainty` is A, B, C, or own."""

    id: str
    rule_version: str
    source: str
    certainty: str
    inputs: Values
    output: Values
    text_key: str

    @property
    def values(self) -> dict[str, Scalar]:
        """What the sentence may name."""
        return {**self.inputs, **self.output}


def steps_of(findings: Findings) -> Iterator[Step]:
    """The steps that lead to the findings, in the order they are read."""
    for person in findings.inputs.household.persons:
        yield _person(person)
    yield _household(findings)
    yield _contract_rent(findings)
    inputs = findings.inputs
    includes, maxima = inputs.norm_set.includes, inputs.parameters.maxima
    for effect in effects_of(inputs.inclusions, includes, maxima):
        yield _inclusion(effect, findings)
    if inputs.facts.contract_share != 1:
        share = str(inputs.facts.contract_share)
        yield _own("share", {"share": share}, {}, "rent_check.share")
    if inputs.facts.lodger_pays is not None:
        paid = {"lodger_ore": inputs.facts.lodger_pays.ore}
        yield _own("lodger", paid, {}, f"rent_check.lodger.{inputs.parameters.lodger.value}")
    yield _comparable(findings)
    yield _norm(findings)
    yield _verdict(findings)
    if findings.alternative is not None:
        yield _alternative(findings.alternative)
    yield _assessment(findings)


def _own(step_id: str, inputs: Values, output: Values, key: str) -> Step:
    """A step that is our own arithmetic or choice."""
    return Step(step_id, RULE_VERSION, "own", "own", inputs, output, key)


def _ore(amount: Money | None) -> int | None:
    """Öre, or None where there is no bound."""
    return None if amount is None else amount.ore


def _person(person: PersonCount) -> Step:
    """How one person was counted."""
    source, certainty = COUNTING_SOURCES.get(person.why, COUNTING)
    inputs = {"label": person.label, "share": str(person.share)}
    output = {"counted_as": person.counted_as.value}
    key = f"rent_check.person.{person.why.value}"
    return Step("person", RULE_VERSION, source, certainty, inputs, output, key)


def _household(findings: Findings) -> Step:
    """The household that was counted, and the day."""
    household = findings.outcome.household
    inputs = {"assessed_on": findings.inputs.on.isoformat()}
    output = {"adults": household.adults, "children": household.children}
    return Step("household", RULE_VERSION, *COUNTING, inputs, output, "rent_check.household")


def _contract_rent(findings: Findings) -> Step:
    """The contract's rent for a month, converted if it was for something else."""
    facts = findings.inputs.facts
    key = "rent_check.contract_rent"
    if facts.unit is not PriceUnit.MONTH:
        key = f"{key}.{facts.unit.value}"
    output = {"monthly_ore": monthly_price(facts).ore}
    return _own("contract_rent", {"price_ore": facts.price.ore}, output, key)


def _inclusion(effect: Effect, findings: Findings) -> Step:
    """What one inclusion did, or may do."""
    inclusion, norm_set = effect.inclusion, findings.inputs.norm_set
    norm = norm_set.includes.get(inclusion, Says.UNKNOWN)
    in_rent = findings.inputs.inclusions.of(inclusion).in_rent
    inputs = {"inclusion": inclusion.value, "in_rent": in_rent.value, "norm": norm.value}
    source, certainty = _inclusion_source(inclusion, findings)
    key, output = _inclusion_words(effect)
    return Step("inclusion", RULE_VERSION, source, certainty, inputs, output, key)


def _inclusion_source(inclusion: Inclusion, findings: Findings) -> tuple[str, str]:
    """Where it is said whether the norm includes it; household electricity has it in law."""
    if inclusion is Inclusion.HOUSEHOLD_ELECTRICITY:
        is_new = findings.inputs.on >= NEW_ACT_FROM
        return (NEW_ELECTRICITY, "A") if is_new else (OLD_ELECTRICITY, "B")
    norm_set = findings.inputs.norm_set
    return norm_set.decision_reference or norm_set.source, NORM_CERTAINTY[norm_set.kind]


def _inclusion_words(effect: Effect) -> tuple[str, Values]:
    """The sentence of an effect, and its amounts."""
    if effect.low is None or effect.high is None:
        values = {"low_ore": effect.low, "high_ore": effect.high}
        return "rent_check.inclusion.unbounded", values
    if effect.unknowns:
        values = {"low_ore": effect.low, "high_ore": effect.high}
        return "rent_check.inclusion.open", values
    key = "rent_check.inclusion.added" if effect.low > 0 else "rent_check.inclusion.taken"
    return key, {"amount_ore": abs(effect.low)}


def _comparable(findings: Findings) -> Step:
    """The comparable rent."""
    found = findings.comparable
    if found.high is None:
        output, key = {"low_ore": found.low.ore}, "rent_check.comparable.unbounded"
    elif found.is_point:
        output, key = {"comparable_ore": found.low.ore}, "rent_check.comparable"
    else:
        output = {"low_ore": found.low.ore, "high_ore": found.high.ore}
        key = "rent_check.comparable.open"
    return _own("comparable_rent", {}, output, key)


def _norm(findings: Findings) -> Step:
    """The norm's row for the household, or the rows it may be."""
    norm_set, outcome = findings.inputs.norm_set, findings.outcome
    inputs: dict[str, Scalar] = {"publisher": norm_set.publisher, "norm_name": norm_set.name}
    if outcome.norm is None:
        key, output = "rent_check.norm.missing", _people(outcome)
    elif outcome.unknowns:
        key, output = "rent_check.norm.open", {**_norm_bounds(outcome), **_why(outcome)}
    else:
        key, output = _norm_row(outcome)
    source = norm_set.decision_reference or norm_set.source
    certainty = NORM_CERTAINTY[norm_set.kind]
    return Step("norm", RULE_VERSION, source, certainty, inputs, output, key)


def _norm_row(outcome: Outcome) -> tuple[str, dict[str, Scalar]]:
    """The one row and its amount, with the increment if there is one."""
    row = outcome.rows[0]
    amount = row.amount_for(outcome.household.children)
    extra = outcome.household.children - row.children_min
    if row.per_extra_child is None or extra == 0:
        return "rent_check.norm", {"row": row.label, "norm_ore": amount.ore}
    output: dict[str, Scalar] = {
        "row": row.label,
        "base_ore": row.amount.ore,
        "extra_children": extra,
        "per_extra_child_ore": row.per_extra_child.ore,
        "norm_ore": amount.ore,
    }
    return "rent_check.norm.extended", output


def _people(outcome: Outcome) -> dict[str, Scalar]:
    """The household's size."""
    return {"adults": outcome.household.adults, "children": outcome.household.children}


def _norm_bounds(outcome: Outcome) -> dict[str, Scalar]:
    """The least and the most the norm may be; nothing when it has no row."""
    if outcome.norm is None:
        return {}
    return {"norm_low_ore": outcome.norm.low.ore, "norm_high_ore": _ore(outcome.norm.high)}


def _why(outcome: Outcome) -> dict[str, Scalar]:
    """What is not known, as words with a space between."""
    return {"unknowns": " ".join(outcome.unknowns)}


def _excess(outcome: Outcome) -> dict[str, Scalar]:
    """The excess and its percent; nothing when the norm has no row."""
    excess = outcome.excess
    if excess is None:
        return {}
    return {
        "excess_low_ore": excess.low.ore,
        "excess_high_ore": _ore(excess.high),
        "percent_low": excess.percent_low,
        "percent_high": excess.percent_high,
    }


def _verdict(findings: Findings) -> Step:
    """How the comparable rent lies against the norm."""
    outcome = findings.outcome
    inputs: dict[str, Scalar] = {
        "low_ore": findings.comparable.low.ore,
        "high_ore": _ore(findings.comparable.high),
        **_norm_bounds(outcome),
        "tolerance_ore": findings.inputs.parameters.tolerance.ore,
    }
    output = _excess(outcome)
    if outcome.verdict is Verdict.UNDECIDED:
        output["unknowns"] = " ".join(findings.unknowns)
    return _own("verdict", inputs, output, f"rent_check.{_verdict_word(findings)}")


def _verdict_word(findings: Findings) -> str:
    """The verdict, told apart by how exactly it is known."""
    outcome, excess = findings.outcome, findings.excess
    if excess is None:
        return "undecided.no_row"
    if outcome.verdict is Verdict.WITHIN:
        return "within.tolerated" if excess.high else "within"
    if excess.high is None:
        return f"{outcome.verdict.value}.unbounded"
    if outcome.verdict is Verdict.OVER:
        return "over" if excess.low == excess.high else "over.open"
    return _undecided_word(findings)


def _undecided_word(findings: Findings) -> str:
    """Undecided, told apart by whether rent, norm or both are intervals."""
    if not findings.outcome.unknowns:
        return "undecided"
    return "undecided.norm_open" if findings.comparable.is_point else "undecided.both_open"


def _alternative(outcome: Outcome) -> Step:
    """How it would be with the children who stay part of the time counted."""
    output = {**_norm_bounds(outcome), **_excess(outcome)}
    word = "no_row" if outcome.excess is None else outcome.verdict.value
    return _own("alternative", _people(outcome), output, f"rent_check.alternative.{word}")


def _assessment(findings: Findings) -> Step:
    """That a person assesses it, whatever the verdict."""
    source = NEW_ASSESSMENT if findings.inputs.on >= NEW_ACT_FROM else OLD_ASSESSMENT
    key = "rent_check.individual_assessment"
    return Step("individual_assessment", RULE_VERSION, source, "B", {}, {}, key)
