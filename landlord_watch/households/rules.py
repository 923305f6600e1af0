"""How another municipality may have taken part in a move, and how numbers are written."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from landlord_watch.households.errors import (
    ArrangementUnknown,
    EndedAlready,
    EndsBeforeStart,
    LandlordArrangedNothing,
)
from landlord_watch.kernel.period import Period

CASE_NUMBER_FORM = re.compile(r"EB-[0-9]{4}-[0-9]{5,}")


class ArrivalForm(StrEnum):
    """
    How another municipality took part; several may be true of one move.

    Source: the forms named in Bengtsfors's guideline and in reports on the practice
    (Statskontoret 2020; JO 1126-2017 on the search condition), B; the list is own.
    """

    CONTRACT_TERMINATED = "contract_terminated"
    AID_REFUSED_OR_THREATENED = "aid_refused_or_threatened"
    NATIONWIDE_SEARCH_CONDITION = "nationwide_search_condition"
    REFERRED_TO_LANDLORD = "referred_to_landlord"
    ECONOMIC_INCENTIVE = "economic_incentive"
    ESTABLISHMENT_PERIOD_END = "establishment_period_end"
    REGISTER_WITH_ACQUAINTANCE = "register_with_acquaintance"
    PLACEMENT_BECAME_RESIDENCE = "placement_became_residence"
    LANDLORD_MARKETING = "landlord_marketing"
    OTHER = "other"
    UNKNOWN = "unknown"


#: Forms in which somebody was made to leave rather than invited (mellantvång).
#: Source: the word is that of Bengtsfors's guideline, B; which forms it means is own.
INDIRECT_COERCION = frozenset(
    {
        ArrivalForm.CONTRACT_TERMINATED,
        ArrivalForm.AID_REFUSED_OR_THREATENED,
        ArrivalForm.NATIONWIDE_SEARCH_CONDITION,
        ArrivalForm.ESTABLISHMENT_PERIOD_END,
    }
)


class Arranger(StrEnum):
    """Who arranged a move, or a part of it, as far as is known."""

    OTHER_MUNICIPALITY = "other_municipality"
    LANDLORD = "landlord"
    PRIVATE_PERSON = "private_person"
    ONESELF = "oneself"
    NOT_KNOWN = "not_known"


class MovePart(StrEnum):
    """
    What has to be done for a move, each of which somebody may have arranged.

    Source: the forms named in Bengtsfors's guideline and in reports on the practice
    (Statskontoret 2020), B; the list is own.
    """

    CONTACT = "contact"
    CONTRACT = "contract"
    TRANSPORT = "transport"
    MONEY = "money"


def arranged_parts(told: Mapping[str, str]) -> dict[str, str]:
    """
    Who arranged which part, in the order of the list; what nobody said anything of is left out.

    Raises: `ArrangementUnknown`.
    """
    said = {part: who for part, who in told.items() if who}
    if set(said) - set(MovePart) or set(said.values()) - set(Arranger):
        raise ArrangementUnknown
    return {part.value: said[part] for part in MovePart if part in said}


def check_landlord_named(arranged_by: Arranger, parts: Mapping[str, str]) -> None:
    """
    Refuse a landlord's name where no landlord is said to have arranged anything.

    Raises: `LandlordArrangedNothing`.
    """
    if Arranger.LANDLORD not in {arranged_by, *parts.values()}:
        raise LandlordArrangedNothing


def case_number(year: int, number: int) -> str:
    """`EB-2026-00001`."""
    return f"EB-{year}-{number:05d}"


def temporary_number(year: int, number: int) -> str:
    """`T2026-00001`: ours, for somebody who has no other number yet."""
    return f"T{year}-{number:05d}"


def find_case_number(typed: str) -> str | None:
    """The case number somebody typed, in its normal form; None: it is none."""
    compact = typed.strip().upper().replace(" ", "").replace("–", "-")
    return compact if CASE_NUMBER_FORM.fullmatch(compact) else None


def name_key(name: str) -> str:
    """
    A name as it is searched for: ` eva lena öberg`, each part after a space.

    Databases fold the case of å, ä and ö in different ways, or not at all.
    """
    return "".join(f" {part}" for part in name.casefold().replace("-", " ").split())


def is_same_name(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two given and family names are the same, letter case and spaces aside."""

    def plain(name: tuple[str, str]) -> list[str]:
        return " ".join(name).casefold().split()

    return plain(one) == plain(other)


def is_to_end(period: Period, *, ends_on: date) -> bool:
    """
    Whether a period is to be ended on a day; False: it ends that day already.

    Raises: `EndsBeforeStart`, `EndedAlready`.
    """
    if ends_on <= period.starts_on:
        raise EndsBeforeStart(starts_on=period.starts_on)
    if period.ends_on is not None and period.ends_on != ends_on:
        raise EndedAlready(ends_on=period.ends_on)
    return period.ends_on is None
