"""
What a request for transfer rests on: the facts that IVO asks for, and which of them are missing.

Source: IVO's pages "Överflyttning av ärenden mellan kommuner" and "Ansökan till IVO", read
second-hand, B; they go by SoL (2025:400) 29 kap. 10 and 11 §§, A. That short- and long-term
effects are asked for as soon as a child lives in the household, and what is asked of whom, is own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, Final, Self


class Stance(StrEnum):
    """What the person says of the other municipality taking over."""

    WANTS = "wants"
    OPPOSES = "opposes"
    NO_VIEW = "no_view"


class Representative(StrEnum):
    """Who speaks for the person, besides guardians of a child."""

    NONE = "none"
    #: God man.
    TRUSTEE = "trustee"
    #: Förvaltare.
    ADMINISTRATOR = "administrator"
    #: Särskilt förordnad vårdnadshavare.
    APPOINTED_GUARDIAN = "appointed_guardian"


#: What may be under way here, as `kernel.statutes` has it; anything else is cited by hand.
ONGOING_SUBJECTS: Final = (
    "financial_assistance",
    "other_support",
    "investigation",
    "child_investigation",
)
#: An ongoing matter by another law, that who writes names: LVU, LVM.
OTHER_LAW: Final = "other"


@dataclass(frozen=True, slots=True)
class Basis:
    """
    The facts of a request for transfer, as somebody has written them; empty: not yet.

    `ongoing_subject`: of `ONGOING_SUBJECTS`, or `OTHER_LAW` with `ongoing_law` in words.
    `lasts_until`: the day to which the need is known to last, as the decision runs.
    """

    ties: str = ""
    stance: Stance | None = None
    wishes: str = ""
    override: str = ""
    view_of_child_over_15: str = ""
    view_of_child: str = ""
    representative: Representative | None = None
    view_of_representative: str = ""
    ongoing: str = ""
    ongoing_subject: str = ""
    ongoing_law: str = ""
    lasts_until: date | None = None
    duration: str = ""
    circumstances: str = ""
    child_short_term: str = ""
    child_long_term: str = ""

    def written(self) -> dict[str, Any]:
        """As it is kept."""
        rows = asdict(self)
        return {**rows, "lasts_until": self.lasts_until and self.lasts_until.isoformat()}

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        """As it was kept; what it did not have then is empty."""
        known = {each.name: kept[each.name] for each in fields(cls) if kept.get(each.name)}
        if "stance" in known:
            known["stance"] = Stance(known["stance"])
        if "representative" in known:
            known["representative"] = Representative(known["representative"])
        if "lasts_until" in known:
            known["lasts_until"] = date.fromisoformat(known["lasts_until"])
        return cls(**known)


@dataclass(frozen=True, slots=True)
class Concerned:
    """Which children the household has, since more is asked where there are some."""

    has_child: bool = False
    has_child_over_15: bool = False


def lacking(basis: Basis, *, concerned: Concerned) -> tuple[str, ...]:
    """
    Which facts are missing, by the names of `Basis`, in the order they are asked for.

    Source: of this module.
    """
    asked = {*_always(), *_by_stance(basis), *_by_child(concerned), *_by_words(basis)}
    return tuple(
        each.name for each in fields(Basis) if each.name in asked and not _has(basis, each.name)
    )


def _has(basis: Basis, name: str) -> bool:
    value = getattr(basis, name)
    return bool(value.strip()) if isinstance(value, str) else value is not None


def _always() -> Iterator[str]:
    yield from ("ties", "stance", "wishes", "representative", "ongoing", "ongoing_subject")
    yield from ("lasts_until", "duration", "circumstances")


def _by_stance(basis: Basis) -> Iterator[str]:
    if basis.stance is Stance.OPPOSES:
        yield "override"


def _by_child(concerned: Concerned) -> Iterator[str]:
    if concerned.has_child:
        yield from ("child_short_term", "child_long_term")
    if concerned.has_child and not concerned.has_child_over_15:
        yield "view_of_child"
    if concerned.has_child_over_15:
        yield "view_of_child_over_15"


def _by_words(basis: Basis) -> Iterator[str]:
    if basis.representative not in {None, Representative.NONE}:
        yield "view_of_representative"
    if basis.ongoing_subject == OTHER_LAW:
        yield "ongoing_law"
