"""What an edition goes by: the values decided, the norms, and the dwellings landlords have."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.oversight.models import IndicatorParameter, LandlordDwellingTotal
from landlord_watch.oversight.rules.edition_basis import parameters_with
from landlord_watch.oversight.rules.frozen import digest_of_rows
from landlord_watch.oversight.rules.parameters import Parameter, Parameters
from landlord_watch.rents.models import NormSet

#: What the municipality itself has decided.
OWN_DECISION = "the municipality's own decision"


def list_parameters(session: Session) -> Sequence[IndicatorParameter]:
    """Every value the municipality has decided, the latest day first."""
    return session.scalars(
        select(IndicatorParameter).order_by(
            IndicatorParameter.key,
            IndicatorParameter.starts_on.desc(),
            IndicatorParameter.recorded_at.desc(),
        )
    ).all()


def parameters_on(session: Session, *, on: date) -> Parameters:
    """The values in force on a day; of two decided for one day, the one recorded last."""
    rows = reversed(list_parameters(session))
    return parameters_with((_parameter(row) for row in rows), on=on)


def norm_version(session: Session) -> str:
    """What the municipality's own norms are known by: another decision, another version."""
    rows = session.execute(
        select(NormSet.id, NormSet.starts_on, NormSet.ends_on, NormSet.replaced_by_id).where(
            NormSet.is_own
        )
    )
    return digest_of_rows([str(each) for each in row] for row in rows)


def list_dwelling_totals(session: Session, *, party_id: UUID) -> Sequence[LandlordDwellingTotal]:
    """How many dwellings a landlord was said to have, the latest day first; taken back too."""
    return session.scalars(
        select(LandlordDwellingTotal)
        .where(LandlordDwellingTotal.party_id == party_id)
        .order_by(LandlordDwellingTotal.as_of_on.desc(), LandlordDwellingTotal.recorded_at.desc())
    ).all()


def _parameter(row: IndicatorParameter) -> Parameter:
    return Parameter(
        key=row.key,
        value=row.value,
        starts_on=row.starts_on,
        decision=row.decision,
        certainty="A",
        source=OWN_DECISION,
    )
