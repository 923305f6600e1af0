"""Editions of landlords in a database, as if they had been made of a register."""

from uuid import UUID

from sqlalchemy.orm import Session

from factories.people import NOW
from factories.told_editions import BY
from landlord_watch.oversight.models import EditionWithdrawal, LandlordEdition
from landlord_watch.oversight.rules.edition_basis import parameters_kept
from landlord_watch.oversight.rules.frozen import Basis, FrozenEdition
from landlord_watch.oversight.shapes import EditionTold


def keep(
    session: Session,
    told: EditionTold,
    *,
    made_by_id: UUID,
    withdrawn: str = "",
    norm_version: str = "2026",
) -> UUID:
    """An edition kept as if it had been made of a register; `withdrawn`: why it was taken back."""
    basis = Basis(
        told.starts_on,
        told.ends_on,
        definitions=told.definitions,
        inputs={},
        norm_version=norm_version,
        link_version="1",
        parameters=parameters_kept(BY),
    )
    frozen = FrozenEdition(basis, told.model_dump(mode="json"), told.ends_on, made_by_id)
    row = LandlordEdition(
        starts_on=told.starts_on,
        ends_on=told.ends_on,
        basis=basis.as_document(),
        document=dict(frozen.document),
        inputs={},
        digest=frozen.digest,
        seal=frozen.seal,
        made_on=told.ends_on,
        made_by_id=made_by_id,
        recorded_at=NOW,
    )
    session.add(row)
    session.flush()
    if withdrawn:
        session.add(_withdrawal(row, withdrawn))
    return row.id


def _withdrawal(row: LandlordEdition, reason: str) -> EditionWithdrawal:
    return EditionWithdrawal(
        edition_id=row.id,
        reason=reason,
        withdrawn_on=row.made_on,
        withdrawn_by_id=row.made_by_id,
        recorded_at=NOW,
    )
