"""
A norm that is being written: what it says so far, and what is left before it may be adopted.

A draft may have gaps and overlaps; an adopted norm has neither, and is never edited.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from landlord_watch.rents.rules.inclusions import Inclusion, Says
from landlord_watch.rents.rules.norm_check import Apart
from landlord_watch.rents.rules.norm_report import Households, norm_report
from landlord_watch.rents.rules.norms import NormKind, NormRow, NormSet


@dataclass(frozen=True, slots=True)
class DraftedNorm:
    """
    What a draft says. Days that are None and words that are empty have not been written yet.

    `ends_on` is the first day it is not to hold; None: until the next one.
    """

    name: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    decision_reference: str = ""
    decided_on: date | None = None
    source: str = ""
    includes: Mapping[Inclusion, Says] = field(default_factory=dict)
    rows: tuple[NormRow, ...] = ()
    apart: tuple[Apart, ...] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """Other rows of a draft that are for the same households; positions count from 0."""

    with_rows: tuple[int, ...]
    is_apart: bool
    rooms: tuple[int | None, ...]
    households: tuple[Households, ...]


@dataclass(frozen=True, slots=True)
class DraftFaults:
    """Where a draft lacks an answer, and which of its rows are for the same households."""

    lacking: tuple[Households, ...]
    clashes: Mapping[int, tuple[Clash, ...]]

    @property
    def is_whole(self) -> bool:
        return not self.lacking and not self.clashes


def as_norm_set(draft: DraftedNorm, *, norm_id: UUID, publisher: str) -> NormSet:
    """A draft as the rules read a norm, in force on any day."""
    return NormSet(
        id=norm_id,
        municipality_code=None,
        publisher=publisher,
        name=draft.name,
        kind=NormKind.MUNICIPAL_DECISION,
        starts_on=None,
        ends_on=None,
        decision_reference=draft.decision_reference,
        source=draft.source,
        includes=draft.includes,
        rows=draft.rows,
    )


def faults_of(norm_set: NormSet, apart: tuple[Apart, ...]) -> DraftFaults:
    """What is wrong with the rows of a draft, each fault at the rows it is about."""
    numbered = [replace(row, label=str(place)) for place, row in enumerate(norm_set.rows)]
    report = norm_report(replace(norm_set, rows=tuple(numbered)), apart)
    clashes: dict[int, tuple[Clash, ...]] = {}
    for doubled in report.doubled:
        places = tuple(int(label) for label in doubled.rows)
        for place in places:
            others = tuple(other for other in places if other != place)
            clash = Clash(others, doubled.is_apart, doubled.rooms, doubled.households)
            clashes[place] = (*clashes.get(place, ()), clash)
    return DraftFaults(report.lacking, clashes)


def missing_for_adoption(draft: DraftedNorm) -> tuple[str, ...]:
    """What has to be written before a draft may be adopted, by the names of its fields."""
    needed = (
        ("starts_on", draft.starts_on is not None),
        ("decision_reference", bool(draft.decision_reference)),
        ("decided_on", draft.decided_on is not None),
        ("rows", bool(draft.rows)),
    )
    return tuple(name for name, is_there in needed if not is_there)


def is_retroactive(*, decided_on: date | None, starts_on: date | None) -> bool:
    """
    Whether a norm was decided after the first day it holds for.

    What was decided by the one before stands; who is affected is to be looked at anew.
    Source: own; a favourable decision is not changed to somebody's harm without a ground in
    förvaltningslagen (2017:900) 37 §. B.
    """
    return decided_on is not None and starts_on is not None and decided_on > starts_on


@cache
def _form() -> TypeAdapter[DraftedNorm]:
    """How a draft is written as JSON."""
    return TypeAdapter(DraftedNorm)


def as_document(draft: DraftedNorm) -> dict[str, Any]:
    """A draft as it is kept."""
    document: dict[str, Any] = _form().dump_python(draft, mode="json")
    return document


def from_document(document: Mapping[str, Any]) -> DraftedNorm:
    """A draft as it was kept."""
    return _form().validate_python(document)
