"""
The rent check: a comparable rent held against a norm, with every step of the way.

It states how a rent lies against a norm and never what follows; that is judged by a
person. The tablet has the same rule (`static/pwa/src/domain/rentCheck.ts`), and
`tests/vectors/rent_check.json` holds them together.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from pydantic import TypeAdapter

from landlord_watch.kernel.money import ZERO, Money
from landlord_watch.rents.errors import NoNormInForce, TraceOfOtherRules
from landlord_watch.rents.rules.comparable import (
    MONTH,
    Interval,
    RentFacts,
    comparable_rent,
    effects_of,
    monthly_price,
)
from landlord_watch.rents.rules.findings import (
    CheckInputs,
    Excess,
    Findings,
    Flag,
    Outcome,
    Verdict,
)
from landlord_watch.rents.rules.household import Household, HouseholdCount
from landlord_watch.rents.rules.inclusions import Inclusions
from landlord_watch.rents.rules.norms import NormSet, candidates, norm_day
from landlord_watch.rents.rules.parameters import DEFAULT_PARAMETERS, LodgerRule, Parameters
from landlord_watch.rents.rules.steps import RULE_VERSION, Step, steps_of

#: A square metre is how areas are rounded, and no contradiction. Own.
AREA_MAY_DIFFER_M2 = 1

# Looking a member up on its class is slow, and the check is to be made many times a second.
OVER, WITHIN, UNDECIDED = Verdict.OVER, Verdict.WITHIN, Verdict.UNDECIDED


@dataclass(frozen=True, slots=True)
class RentCheck(Findings):
    """
    A rent check and its trace.

    `recorded_steps` are the steps as they were recorded; None: it was made just now, and
    its steps follow from the findings.
    """

    rule_version: str = RULE_VERSION
    recorded_steps: tuple[Step, ...] | None = field(default=None, compare=False)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The trace: rule, source, in, out and sentence, in the order they are read."""
        return tuple(steps_of(self)) if self.recorded_steps is None else self.recorded_steps


def check_rent(
    facts: RentFacts,
    inclusions: Inclusions,
    household: HouseholdCount,
    norm_set: NormSet,
    on: date,
    parameters: Parameters = DEFAULT_PARAMETERS,
) -> RentCheck:
    """
    How a rent lies against a norm on a day.

    Over: more than the norm and the tolerance, however what is not known turns out;
    within: not so, however it turns out; else undecided.

    Raises: `NoNormInForce` when the norm does not hold on the day it is read for.
    Source: the comparable rent and the interval, own; the norm's decision in its own
    step; that each case is assessed by a person, RÅ 1996 ref. 99, RÅ 2008 ref. 21, B.
    """
    held_on = norm_day(on, rule=parameters.norm_day)
    if not norm_set.is_in_force(held_on):
        raise NoNormInForce(on=held_on)
    inputs = CheckInputs(facts, inclusions, household, norm_set, on, parameters)
    effects = effects_of(inclusions, norm_set.includes, parameters.maxima)
    comparable = comparable_rent(weighed(facts, parameters), effects)
    rooms, other = facts.rooms, household.alternative
    outcome = against_norm(
        comparable, household.household, norm_set, rooms=rooms, parameters=parameters
    )
    alternative = None
    if other is not None:
        alternative = against_norm(comparable, other, norm_set, rooms=rooms, parameters=parameters)
    return RentCheck(
        inputs,
        comparable,
        outcome,
        alternative,
        tuple([word for effect in effects for word in effect.unknowns]) + outcome.unknowns,
        (*_flags(inputs), *_contradictions(inputs)),
    )


def weighed(facts: RentFacts, parameters: Parameters) -> RentFacts:
    """The facts that weigh: a lodger's payment is left out where it is counted as income."""
    if facts.lodger_pays is None or parameters.lodger is LodgerRule.LOWERS_RENT:
        return facts
    return replace(facts, lodger_pays=None)


def against_norm(
    comparable: Interval,
    household: Household,
    norm_set: NormSet,
    *,
    rooms: int | None,
    parameters: Parameters,
) -> Outcome:
    """A comparable rent against the norm for one household, in a home of so many rooms."""
    found = candidates(norm_set, household, rooms=rooms)
    rows, unknowns = found.rows, tuple(map(str, found.unknowns))
    if not rows:
        return Outcome(household, (), None, None, UNDECIDED, unknowns)
    least = most = rows[0].amount_for(household.children)
    if len(rows) > 1:
        amounts = [row.amount_for(household.children) for row in rows]
        least, most = min(amounts), max(amounts)
    norm, excess = Interval(least, most), _excess(comparable, least, most)
    verdict = UNDECIDED if found.may_lack_row else _verdict(excess, parameters.tolerance)
    return Outcome(household, rows, norm, excess, verdict, unknowns)


def _verdict(excess: Excess, tolerance: Money) -> Verdict:
    """Over or within only when it is so however what is not known turns out."""
    if excess.low.ore > tolerance.ore:
        return OVER
    is_within = excess.high is not None and excess.high.ore <= tolerance.ore
    return WITHIN if is_within else UNDECIDED


def _excess(comparable: Interval, least: Money, most: Money) -> Excess:
    """What lies over a norm that is from `least` to `most`."""
    low = _over(comparable.low, most)
    if comparable.high is None:
        return Excess(low, None, _percent(low, most), None)
    if comparable.high is comparable.low and least is most:
        percent = _percent(low, most)
        return Excess(low, low, percent, percent)
    high = _over(comparable.high, least)
    return Excess(low, high, _percent(low, most), _percent(high, least))


def _over(rent: Money, norm: Money) -> Money:
    """How much of a rent lies over a norm; zero if none of it does."""
    return Money(rent.ore - norm.ore) if rent.ore > norm.ore else ZERO


def _percent(part: Money, whole: Money) -> int:
    """Whole percent, half up."""
    return (part.ore * 200 + whole.ore) // (2 * whole.ore)


def _flags(inputs: CheckInputs) -> Iterator[Flag]:
    """What about the data a person should see to."""
    facts, parameters = inputs.facts, inputs.parameters
    least, most = parameters.confirm_below.ore, parameters.confirm_above.ore
    if facts.area_m2 is None:
        yield Flag.AREA_MISSING
    if not facts.is_contract_seen:
        yield Flag.CONTRACT_NOT_SEEN
    if not (facts.is_confirmed or least <= monthly_price(facts).ore <= most):
        yield Flag.RENT_NEEDS_CONFIRMATION
    if facts.unit is not MONTH:
        yield Flag.PRICE_CONVERTED
    if facts.is_sublet and facts.sublessor_rent is None:
        yield Flag.SUBLESSOR_RENT_NOT_SHOWN
    if inputs.norm_set.starts_on is None:
        yield Flag.NORM_UNDATED


def _contradictions(inputs: CheckInputs) -> Iterator[Flag]:
    """What the contract says otherwise than the register."""
    facts = inputs.facts
    if _differ(facts.rooms, facts.contract_rooms, by=0):
        yield Flag.ROOMS_DIFFER
    if _differ(facts.area_m2, facts.contract_area_m2, by=AREA_MAY_DIFFER_M2):
        yield Flag.AREA_DIFFERS


def _differ(one: float | None, other: float | None, *, by: float) -> bool:
    """Whether two numbers are known and lie further apart than this."""
    return one is not None and other is not None and abs(one - other) > by


def replay(check: RentCheck) -> RentCheck:
    """
    The same check made anew from what went into it.

    Raises: `TraceOfOtherRules` when it was made by rules of another version.
    """
    if check.rule_version != RULE_VERSION:
        raise TraceOfOtherRules(rule_version=check.rule_version)
    went_in = check.inputs
    return check_rent(
        went_in.facts,
        went_in.inclusions,
        went_in.household,
        went_in.norm_set,
        went_in.on,
        went_in.parameters,
    )


@cache
def _form() -> TypeAdapter[RentCheck]:
    """How a check is written as JSON."""
    return TypeAdapter(RentCheck)


def to_json(check: RentCheck) -> str:
    """A check with its steps as JSON, the same text every time."""
    whole = replace(check, recorded_steps=check.steps)
    return json.dumps(
        _form().dump_python(whole, mode="json"),
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def from_json(text: str) -> RentCheck:
    """A check as it was recorded, steps and all; nothing is computed anew."""
    return _form().validate_json(text)
