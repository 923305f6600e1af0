"""Reads `tests/vectors/rent_check.json`, which the tablet's suite reads too."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from landlord_watch.kernel.money import Money
from landlord_watch.kernel.period import Period
from landlord_watch.rents.rules.comparable import PriceUnit, RentFacts
from landlord_watch.rents.rules.findings import Outcome
from landlord_watch.rents.rules.household import (
    CountedPerson,
    Household,
    HouseholdCount,
    Role,
)
from landlord_watch.rents.rules.inclusions import Included, Inclusion, Inclusions, Says
from landlord_watch.rents.rules.month_rent import RentSegment
from landlord_watch.rents.rules.norms import (
    NormDay,
    NormKind,
    NormRow,
    NormSet,
    norm_day,
    norm_in_force,
)
from landlord_watch.rents.rules.parameters import DEFAULT_PARAMETERS, LodgerRule, Parameters
from landlord_watch.rents.rules.rent_check import RentCheck, check_rent

#: Any: this is JSON as it was written.
Json = Mapping[str, Any]


@cache
def vectors() -> Json:
    """The whole table of cases."""
    path = Path(__file__).parents[1] / "vectors" / "rent_check.json"
    return json.loads(path.read_text(encoding="utf-8"))


def money(ore: int | None) -> Money | None:
    return None if ore is None else Money(ore)


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def norm_row_of(written: Json) -> NormRow:
    """A row as it travels to the tablet."""
    rest = {key: value for key, value in written.items() if not key.endswith("_ore")}
    return NormRow(
        **rest,
        amount=Money(written["amount_ore"]),
        per_extra_child=money(written["per_extra_child_ore"]),
    )


def norm_set_of(written: Json) -> NormSet:
    """A set as it travels to the tablet, which is not told its kind."""
    return NormSet(
        id=UUID(written["id"]),
        municipality_code=written["municipality_code"],
        publisher=written["publisher"],
        name=written["name"],
        kind=NormKind.PUBLISHED_PAGE,
        starts_on=day(written["starts_on"]),
        ends_on=day(written["ends_on"]),
        decision_reference=written["decision_reference"],
        source=written["source"],
        includes=includes_of(written["includes"]),
        rows=tuple(norm_row_of(row) for row in written["rows"]),
    )


def includes_of(written: Json) -> dict[Inclusion, Says]:
    return {Inclusion(name): Says(said) for name, said in written.items()}


def inclusions_of(written: Json, table: Json) -> Inclusions:
    """The table's usual inclusions, but for those that a case states."""
    return Inclusions(
        {
            Inclusion(name): Included(Says(said["in_rent"]), money(said["amount_ore"]))
            for name, said in {**table["usual_inclusions"], **written}.items()
        }
    )


def parameters_of(written: Json) -> Parameters:
    maxima = {Inclusion(name): money(ore) for name, ore in (written["maxima_ore"] or {}).items()}
    return replace(
        DEFAULT_PARAMETERS,
        tolerance=Money(written["tolerance_ore"]),
        norm_day=NormDay(written["norm_day"]),
        lodger=LodgerRule(written.get("lodger", DEFAULT_PARAMETERS.lodger)),
        maxima={**DEFAULT_PARAMETERS.maxima, **maxima},
    )


def facts_of(given: Json) -> RentFacts:
    return RentFacts(
        price=Money(given["price_ore"]),
        unit=PriceUnit(given["unit"]),
        contract_share=Fraction(given["share"]),
        rooms=given["rooms"],
        area_m2=given["area_m2"],
        is_contract_seen=given["is_contract_seen"],
        is_confirmed=given["is_confirmed"],
        is_sublet=given["is_sublet"],
        sublessor_rent=money(given["sublessor_rent_ore"]),
        lodger_pays=money(given.get("lodger_pays_ore")),
        contract_rooms=given.get("contract_rooms"),
        contract_area_m2=given.get("contract_area_m2"),
    )


def household_of(given: Json) -> HouseholdCount:
    ages, other = tuple(given["adult_ages"]), given["alternative_children"]
    return HouseholdCount(
        Household(given["adults"], given["children"], ages),
        None if other is None else Household(given["adults"], other, ages),
    )


def check_of(given: Json, table: Json) -> RentCheck:
    """
    The check that a case describes, by the norm that holds on its day.

    Its norm includes what was published, the complete profile of the table, or nothing.
    """
    parameters = parameters_of(given["parameters"])
    on = date.fromisoformat(given["on"])
    norm_sets = [norm_set_of(written) for written in table["norm_sets"][given["norm"]]]
    norm_set = norm_in_force(norm_sets, on=norm_day(on, rule=parameters.norm_day))
    if given["includes"] != "published":
        said = table["complete_includes"] if given["includes"] == "complete" else {}
        norm_set = replace(norm_set, includes=includes_of(said))
    inclusions = inclusions_of(given["inclusions"], table)
    return check_rent(facts_of(given), inclusions, household_of(given), norm_set, on, parameters)


def outcome_numbers(outcome: Outcome) -> dict[str, object]:
    """The numbers of an outcome, as a case states them."""
    norm, excess = outcome.norm, outcome.excess
    return {
        "verdict": outcome.verdict.value,
        "norm_low_ore": norm and norm.low.ore,
        "norm_high_ore": norm and norm.high and norm.high.ore,
        "excess_low_ore": excess and excess.low.ore,
        "excess_high_ore": None if excess is None or excess.high is None else excess.high.ore,
        "percent_low": excess and excess.percent_low,
        "percent_high": excess and excess.percent_high,
    }


def findings_of(check: RentCheck) -> dict[str, object]:
    """What a check came to, as a case states it."""
    high = check.comparable.high
    return {
        **outcome_numbers(check.outcome),
        "low_ore": check.comparable.low.ore,
        "high_ore": None if high is None else high.ore,
        "unknowns": list(check.unknowns),
        "flags": [flag.value for flag in check.flags],
        "alternative": check.alternative and outcome_numbers(check.alternative),
        "steps": [
            {"id": step.id, "text_key": step.text_key, "values": step.values}
            for step in check.steps
        ],
    }


def person_of(written: Json) -> CountedPerson:
    return CountedPerson(
        label=written["label"],
        role=Role(written["role"]),
        birth_on=day(written["birth_on"]),
        share=Fraction(written["share"]),
        in_school=written["in_school"],
    )


def segment_of(written: Json, table: Json) -> RentSegment:
    return RentSegment(
        Period(date.fromisoformat(written["starts_on"]), day(written["ends_on"])),
        RentFacts(Money(written["price_ore"]), contract_share=Fraction(written["share"])),
        inclusions_of(written["inclusions"], table),
    )
