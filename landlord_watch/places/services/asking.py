"""Taking turns at the service, and keeping what it answers."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.infra.once import insert_once, table_of
from landlord_watch.kernel.ids import new_id
from landlord_watch.places.errors import GeocoderBusy, GeocoderDayFull
from landlord_watch.places.models import GeocodingAnswer, GeocodingTurn
from landlord_watch.places.rules.answers import Doubt, Heard
from landlord_watch.settings import GeocoderSettings

ONE: Final = "geocoder"
#: Who would have to wait longer is told to come back.
LONGEST_WAIT: Final = timedelta(seconds=10)


def take_turn(session: Session, *, limits: GeocoderSettings, on: date, at: datetime) -> float:
    """
    The next turn to ask, of all processes' on this database; how many seconds to wait for it.

    Raises: `GeocoderDayFull`, `GeocoderBusy`.
    """
    insert_once(
        session,
        table_of(GeocodingTurn),
        {"name": ONE, "next_at": at, "asked_on": on, "asked": 0},
    )
    turn = session.get_one(GeocodingTurn, ONE, with_for_update=True, populate_existing=True)
    if turn.asked_on != on:
        turn.asked_on, turn.asked = on, 0
    if turn.asked >= limits.most_a_day:
        raise GeocoderDayFull
    mine = max(at, turn.next_at)
    if mine - at > LONGEST_WAIT:
        raise GeocoderBusy
    turn.asked += 1
    turn.next_at = mine + timedelta(seconds=limits.interval_seconds)
    return (mine - at).total_seconds()


def keep_answer(
    session: Session,
    *,
    digest: str,
    source: str,
    heard: Heard | None,
    doubts: Sequence[Doubt],
    on: date,
) -> GeocodingAnswer:
    """Keep an answer in place of an older one to the same question; `heard` None: nothing."""
    insert_once(
        session,
        table_of(GeocodingAnswer),
        _empty(digest) | {"source": source, "answered_on": on},
    )
    query = select(GeocodingAnswer).where(GeocodingAnswer.digest == digest)
    kept = session.scalars(query.with_for_update()).one()
    kept.source, kept.answered_on = source, on
    if heard is not None:
        kept.latitude, kept.longitude = heard.point.latitude, heard.point.longitude
        kept.precision, kept.label = heard.precision, heard.label
        kept.doubts = [doubt.value for doubt in doubts]
    return kept


def _empty(digest: str) -> dict[str, object]:
    return {
        "id": new_id(),
        "digest": digest,
        "latitude": None,
        "longitude": None,
        "precision": None,
        "label": "",
        "doubts": [],
        "dismissed_at": None,
    }
