"""A rent check as a page shows it: the answer, four numbers, and what each rests on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from flask_babel import gettext
from flask_babel.speaklater import LazyString

from landlord_watch.kernel.money import ZERO, Money
from landlord_watch.rents.rules.comparable import Effect, Interval, effects_of, monthly_price
from landlord_watch.rents.rules.inclusions import INCLUSIONS, NOT_THERE, Inclusion, Says
from landlord_watch.rents.rules.rent_check import RentCheck
from landlord_watch.rents.rules.steps import Step
from landlord_watch.web import case_words
from landlord_watch.web import format as written
from landlord_watch.web import rent_sentences as say

#: Which steps each number is worked out by.
DERIVED = {
    "contract": {"contract_rent"},
    "comparable": {"inclusion", "share", "comparable_rent"},
    "norm": {"household", "norm"},
    "difference": {"verdict", "alternative"},
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the four numbers, and the sentences that lead to it."""

    id: str
    title: str
    amount: str
    sentences: list[str]


@dataclass(frozen=True, slots=True)
class PersonLine:
    """How one person was counted."""

    name: str
    counted_as: LazyString
    share: str
    sentence: str


@dataclass(frozen=True, slots=True)
class InclusionLine:
    """One thing that a rent or a norm may include, and what it does."""

    name: str
    in_rent: LazyString
    amount: str
    in_norm: LazyString
    effect: str


@dataclass(frozen=True, slots=True)
class FlagLine:
    """Something about the data that a person should see to."""

    id: str
    sentence: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step with its source and how sure that is."""

    sentence: str
    source: str
    certainty: LazyString


@dataclass(frozen=True, slots=True)
class CheckShown:
    """A whole check, in words."""

    verdict: str
    sentence: str
    assessment: str
    figures: list[Figure]
    people: list[PersonLine]
    inclusions: list[InclusionLine]
    unknowns: list[str]
    flags: list[FlagLine]
    steps: list[StepLine]
    norm_label: str
    journal: str
    check: RentCheck


def show_check(check: RentCheck, names: Mapping[str, str]) -> CheckShown:
    """A check in the language of who reads; `names` is label to name, and may be empty."""
    return CheckShown(
        verdict=check.verdict.value,
        sentence=say.verdict_headline(check),
        assessment=say.assessment_sentence(),
        figures=_figures(check),
        people=_people(check, names),
        inclusions=_inclusions(check),
        unknowns=say.unknown_words(check.unknowns),
        flags=[FlagLine(flag.value, say.words(f"flag.{flag.value}")) for flag in check.flags],
        steps=[_step(step, names) for step in check.steps],
        norm_label=" · ".join(row.label for row in check.outcome.rows),
        journal=say.journal_text(check, names),
        check=check,
    )


def _figures(check: RentCheck) -> list[Figure]:
    contract = monthly_price(check.inputs.facts)
    titles: list[tuple[str, str, str]] = [
        ("contract", gettext("Avtalad hyra"), written.kronor(contract)),
        ("comparable", gettext("Jämförbar hyra"), interval_words(check.comparable)),
        ("norm", gettext("Normhyra"), interval_words(check.norm)),
        ("difference", gettext("Skillnad"), _difference(check)),
    ]
    return [
        Figure(id_, title, amount, _sentences(check, DERIVED[id_])) for id_, title, amount in titles
    ]


def _sentences(check: RentCheck, steps: set[str]) -> list[str]:
    return [say.step_sentence(step, {}) for step in check.steps if step.id in steps]


def interval_words(
    interval: Interval | None, write: Callable[[Money], str] = written.kronor
) -> str:
    """`7 600 kr`, `7 550 kr till 8 000 kr`, `minst 7 550 kr`; a dash for none."""
    if interval is None:
        return written.DASH
    if interval.high is None:
        return gettext("minst %(low)s", low=write(interval.low))
    if interval.is_point:
        return write(interval.low)
    return gettext("%(low)s till %(high)s", low=write(interval.low), high=write(interval.high))


def _difference(check: RentCheck) -> str:
    """What is left when the norm is taken from the comparable rent; below zero it is under."""
    if check.norm is None:
        return written.DASH
    norm_high = check.norm.low if check.norm.high is None else check.norm.high
    high = None if check.comparable.high is None else check.comparable.high - check.norm.low
    apart = Interval(check.comparable.low - norm_high, high)
    return interval_words(apart, written.kronor_signed)


def _people(check: RentCheck, names: Mapping[str, str]) -> list[PersonLine]:
    steps = [step for step in check.steps if step.id == "person"]
    counted = zip(check.inputs.household.persons, steps, strict=True)
    return [
        PersonLine(
            say.person_label(person.label, names),
            case_words.COUNTED_AS[person.counted_as.value],
            share_words(person.share),
            say.step_sentence(step, names),
        )
        for person, step in counted
    ]


def share_words(share: Fraction) -> str:
    """`100 %`, `33,3 %`."""
    percent = float(share * 100)
    return f"{written.number(percent, 0 if percent.is_integer() else 1)}{written.THIN_SPACE}%"


def _inclusions(check: RentCheck) -> list[InclusionLine]:
    inputs = check.inputs
    found = effects_of(inputs.inclusions, inputs.norm_set.includes, inputs.parameters.maxima)
    effects = {effect.inclusion: effect for effect in found}
    return [_inclusion(one, check, effects.get(one)) for one in INCLUSIONS]


def _inclusion(inclusion: Inclusion, check: RentCheck, effect: Effect | None) -> InclusionLine:
    included = check.inputs.inclusions.of(inclusion)
    norm = check.inputs.norm_set.includes.get(inclusion, Says.UNKNOWN)
    is_there = included != NOT_THERE
    return InclusionLine(
        say.words(f"inclusion.{inclusion.value}"),
        case_words.IN_RENT[included.in_rent.value if is_there else case_words.ABSENT],
        written.kronor(included.amount) if is_there else written.DASH,
        case_words.IN_NORM[norm.value],
        _effect_words(effect),
    )


def _effect_words(effect: Effect | None) -> str:
    if effect is None:
        return written.kronor(ZERO)
    if effect.low is None or effect.high is None:
        return gettext("inte känd")
    return interval_words(Interval(Money(effect.low), Money(effect.high)), written.kronor_signed)


def _step(step: Step, names: Mapping[str, str]) -> StepLine:
    return StepLine(
        say.step_sentence(step, names),
        str(case_words.OWN_RULE) if step.source == "own" else step.source,
        case_words.CERTAINTIES[step.certainty],
    )


def says_words(includes: Mapping[str, str]) -> list[tuple[str, LazyString]]:
    """What a norm includes, every inclusion in order."""
    return [
        (
            say.words(f"inclusion.{inclusion.value}"),
            case_words.IN_NORM[includes.get(inclusion.value, Says.UNKNOWN.value)],
        )
        for inclusion in INCLUSIONS
    ]
