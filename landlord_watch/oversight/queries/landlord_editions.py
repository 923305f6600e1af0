"""
Editions of landlords, as pages, files and PDFs read them: what was told, and nothing else.

What an edition was made from lies sealed and is not read here; `replaying` alone opens it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from landlord_watch.kernel.errors import NotFound
from landlord_watch.oversight.models import EditionWithdrawal, LandlordEdition
from landlord_watch.oversight.rules.frozen import canonical
from landlord_watch.oversight.shapes import EditionTold


@dataclass(frozen=True, slots=True)
class WithdrawnAs:
    """That an edition was taken back, why and when."""

    reason: str
    on: date


@dataclass(frozen=True, slots=True)
class EditionKept:
    """An edition as it was given out; `withdrawn` None: it stands."""

    id: UUID
    told: EditionTold
    basis: dict[str, Any]
    digest: str
    seal: str
    made_on: date
    made_by_id: UUID
    recorded_at: datetime
    withdrawn: WithdrawnAs | None

    @property
    def stands(self) -> bool:
        return self.withdrawn is None


def list_editions(session: Session) -> Sequence[EditionKept]:
    """Every edition, those taken back too: the latest period first, and of one the latest made."""
    rows = session.execute(
        _columns().order_by(
            LandlordEdition.ends_on.desc(),
            LandlordEdition.recorded_at.desc(),
            LandlordEdition.id.desc(),
        )
    ).all()
    withdrawn = _withdrawn(session)
    return [_kept(row, withdrawn) for row in rows]


def newest_edition(session: Session) -> EditionKept | None:
    """The edition that stands of the latest period; None: none does."""
    return next((each for each in list_editions(session) if each.stands), None)


def get_edition(session: Session, edition_id: UUID) -> EditionKept:
    """
    An edition, also one that was taken back, with why.

    Raises: `NotFound`.
    """
    row = session.execute(_columns().where(LandlordEdition.id == edition_id)).one_or_none()
    if row is None:
        raise NotFound(edition_id=edition_id)
    return _kept(row, _withdrawn(session))


def edition_json(edition: EditionKept) -> bytes:
    """An edition as a file: what it rests on, all it tells, and the hash of both; canonical."""
    return canonical(
        {
            "basis": edition.basis,
            "document": edition.told.model_dump(mode="json"),
            "digest": edition.digest,
            "made_on": edition.made_on.isoformat(),
            "withdrawn_on": edition.withdrawn.on.isoformat() if edition.withdrawn else None,
        }
    )


def _columns() -> Select[Any]:
    """All but what it was made from."""
    found: Select[Any] = select(
        LandlordEdition.id,
        LandlordEdition.document,
        LandlordEdition.basis,
        LandlordEdition.digest,
        LandlordEdition.seal,
        LandlordEdition.made_on,
        LandlordEdition.made_by_id,
        LandlordEdition.recorded_at,
    )
    return found


def _withdrawn(session: Session) -> dict[UUID, WithdrawnAs]:
    return {
        each.edition_id: WithdrawnAs(each.reason, each.withdrawn_on)
        for each in session.scalars(select(EditionWithdrawal))
    }


def _kept(row: Any, withdrawn: dict[UUID, WithdrawnAs]) -> EditionKept:
    return EditionKept(
        id=row.id,
        told=EditionTold.model_validate(row.document),
        basis=row.basis,
        digest=row.digest,
        seal=row.seal,
        made_on=row.made_on,
        made_by_id=row.made_by_id,
        recorded_at=row.recorded_at,
        withdrawn=withdrawn.get(row.id),
    )
