"""
Editions made anew from what was kept with them: that each comes to the same hash.

Quarter after quarter of a year is made by the service the desk and the shell call. What was kept
is then changed in each of three places, and that has to be found.
"""

import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from figures.figure import Figure, must_be_short
from figures.oversight_edition import filled
from landlord_watch.identity.models import StaffMember
from landlord_watch.oversight.models import LandlordEdition
from landlord_watch.oversight.queries.replaying import replay_all
from landlord_watch.oversight.services.landlord_editions import (
    EditionAsked,
    make_landlord_edition,
)

TENANCIES = 5_000
ENDS = [date(2025, 10, 1), *(date(2026, month, 1) for month in (1, 4, 7, 10))]


def figures() -> Iterator[Figure]:
    """Of a municipality's size."""
    with tempfile.TemporaryDirectory(prefix="lw-replay-") as folder:
        engine = filled(Path(folder), TENANCIES)
        with Session(engine) as session:
            _make(session)
            newest = select(LandlordEdition).where(LandlordEdition.ends_on == ENDS[-1])
            for fault in (_told_more, _made_another_day, _counted_more):
                with session.begin_nested() as spoilt:
                    fault(session.scalars(newest).one())
                    must_be_short(otherwise(session))
                    spoilt.rollback()
                session.expire_all()
            yield otherwise(session)
        engine.dispose()


def otherwise(session: Session) -> Figure:
    """How many do not come to what was kept."""
    found = list(replay_all(session))
    note = f"of {len(found)} editions of {TENANCIES:,} tenancies, each made anew from its inputs"
    wrong = sum(bool(each.amiss) for each in found) if len(found) == len(ENDS) else len(ENDS)
    name = "oversight.editions_replayed_otherwise"
    return Figure(name, wrong, "editions", 0, note, is_ceiling=True)


def _make(session: Session) -> None:
    maker = session.scalars(select(StaffMember.id)).one()
    for ends_on in ENDS:
        made_on = ends_on.replace(day=9)
        make_landlord_edition(
            session,
            asked=EditionAsked(ends_on=ends_on),
            today=made_on,
            actor_id=maker,
            at=datetime(made_on.year, made_on.month, made_on.day, 8, 0, tzinfo=UTC),
        )
    session.commit()


Fault = Callable[[LandlordEdition], None]


def _told_more(edition: LandlordEdition) -> None:
    """Planted: another count stands in what was told."""
    told = dict(edition.document)
    told["numbers"] = {**told["numbers"], "I1": {**told["numbers"]["I1"], "count": 7}}
    edition.document = told


def _made_another_day(edition: LandlordEdition) -> None:
    """Planted: it is said to be of another day."""
    edition.made_on = edition.made_on.replace(day=10)


def _counted_more(edition: LandlordEdition) -> None:
    """Planted: what it was made from has lost a row."""
    edition.inputs = {**edition.inputs, "rents": edition.inputs["rents"][1:]}
