"""Making editions anew from what was kept with them, to see that they come to the same hash."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.oversight.models import LandlordEdition
from landlord_watch.oversight.rules.edition_basis import parameters_in
from landlord_watch.oversight.rules.edition_calendar import Earlier
from landlord_watch.oversight.rules.edition_inputs import EditionInputs
from landlord_watch.oversight.rules.edition_making import told_edition
from landlord_watch.oversight.rules.frozen import digest_of, seal_of
from landlord_watch.oversight.shapes import EditionTold


class Amiss(StrEnum):
    """What does not hold of an edition."""

    #: What it tells, or what it says it rests on, is not what was hashed.
    DOCUMENT = "document"
    #: Day or maker are not those it was sealed with.
    SEAL = "seal"
    #: What it was made from is not what was hashed.
    INPUTS = "inputs"
    #: Made anew it tells something else.
    REPLAY = "replay"


@dataclass(frozen=True, slots=True)
class Replayed:
    """An edition made anew; nothing amiss: it came to the same hash."""

    edition_id: UUID
    ends_on: date
    amiss: tuple[Amiss, ...]


def replay_all(session: Session) -> Iterator[Replayed]:
    """Every edition, the oldest first, each made anew."""
    rows = session.scalars(
        select(LandlordEdition).order_by(LandlordEdition.recorded_at, LandlordEdition.id)
    ).all()
    by_digest = {row.digest: EditionTold.model_validate(row.document) for row in rows}
    for row in rows:
        yield Replayed(row.id, row.ends_on, tuple(_amiss(row, by_digest)))


def earlier_in(basis: Mapping[str, Any], by_digest: Mapping[str, EditionTold]) -> Sequence[Earlier]:
    """The editions that one was held against, as they stood then."""
    return [
        Earlier(by_digest[each["digest"]], each["stands"])
        for each in basis["earlier"]
        if each["digest"] in by_digest
    ]


def _amiss(row: LandlordEdition, by_digest: Mapping[str, EditionTold]) -> Iterator[Amiss]:
    if digest_of({"basis": row.basis, "document": row.document}) != row.digest:
        yield Amiss.DOCUMENT
    if seal_of(row.digest, made_on=row.made_on, made_by_id=row.made_by_id) != row.seal:
        yield Amiss.SEAL
    inputs = EditionInputs.model_validate(row.inputs)
    if inputs.digests() != row.basis["inputs"]:
        yield Amiss.INPUTS
    made = told_edition(
        inputs,
        ends_on=row.ends_on,
        by=parameters_in(row.basis["parameters"]),
        earlier=earlier_in(row.basis, by_digest),
    )
    if digest_of({"basis": row.basis, "document": made.model_dump(mode="json")}) != row.digest:
        yield Amiss.REPLAY
