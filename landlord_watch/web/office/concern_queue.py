"""The duty officer's page: worries for children that nobody has acknowledged, as they come."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from landlord_watch.alarms.models import Alarm
from landlord_watch.alarms.queries import (
    AlarmRow,
    count_left_alone,
    list_standing,
    list_taken,
    standing_alarms,
)
from landlord_watch.alarms.rules import AlarmKind
from landlord_watch.alarms.services.raising import end_alarm
from landlord_watch.audit import services as audit
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.infra.database import Within
from landlord_watch.reach import queries as reach
from landlord_watch.reach.queries import Viewer
from landlord_watch.sync.queries.parked import is_parked_within
from landlord_watch.sync.queries.unread import Bringer, bringers_of
from landlord_watch.sync.services.announcing import ChangeFeed
from landlord_watch.visits import queries
from landlord_watch.visits.errors import ConcernAcknowledged
from landlord_watch.visits.services import following_up
from landlord_watch.visits.shapes import ConcernContent
from landlord_watch.web import about, duty_words
from landlord_watch.web.db import db
from landlord_watch.web.duty_watch import HEADER, find_watcher, watch_word
from landlord_watch.web.format import lately, with_link
from landlord_watch.web.guard import (
    actor_id,
    is_allowed,
    public,
    requires,
    settings,
    showed,
    visitor,
    within,
)

bp = Blueprint("concern_queue", __name__, url_prefix="/office/concern-queue")

MOST_SHOWN = 100
#: So many signs of what was seen stand on a card.
MOST_WORDS = 600
#: For so long it is seen here who took what.
TAKEN_SHOWN_FOR = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A concern that nobody has acknowledged, with its words and who has been called for it."""

    row: queries.ConcernRow
    content: ConcernContent
    alarm: AlarmRow | None


@bp.get("/")
@requires(Permission.CONCERNS_READ, about=about.LIST)
def queue() -> ResponseReturnValue:
    """What waits, danger first and then the oldest, and who took what of late."""
    now = clock.utc_now()
    seen, placed = within(Permission.CONCERNS_READ), within(Permission.CONCERNS_PLACE)
    taken = queries.list_acknowledged_concerns(
        db(), since=now - TAKEN_SHOWN_FOR, within=seen, placed_within=placed, limit=MOST_SHOWN
    )
    waiting = _waiting(seen, placed)
    unread = list_standing(db(), kind=AlarmKind.UNREAD_CONCERN)
    unread_ids = [each.subject_id for each in unread]
    unread_taken = list_taken(db(), kind=AlarmKind.UNREAD_CONCERN, since=now - TAKEN_SHOWN_FOR)
    known_ids = [*unread_ids, *(each.subject_id for each in unread_taken)]
    showed([each.row.concern.id for each in waiting] + [row.concern.id for row in taken])
    return render_template(
        "office/concern_queue/queue.html",
        waiting=waiting,
        unread=unread,
        unread_alarms=standing_alarms(db(), subject_ids=unread_ids),
        bringers=bringers_of(db(), revision_ids=known_ids),
        words=duty_words,
        most_words=MOST_WORDS,
        taken=taken,
        unread_taken=unread_taken,
        state=_state(db(), seen).digest,
        now=now,
        is_left_alone=count_left_alone(db()) > 0,
        patience=settings().notices,
        watch=watch_word(visitor().session_id),
        header=HEADER,
    )


def _waiting(seen: Within, placed: Within) -> list[Waiting]:
    rows = queries.list_waiting_concerns(db(), within=seen, placed_within=placed, limit=MOST_SHOWN)
    alarms = standing_alarms(db(), subject_ids=[row.concern.id for row in rows])
    return [
        Waiting(row, ConcernContent.model_validate(row.concern.content), alarms.get(row.concern.id))
        for row in rows
    ]


@bp.post("/<uuid:concern_id>/acknowledge")
@requires(Permission.CONCERNS_ACKNOWLEDGE, about=about.CONCERN)
def acknowledge(concern_id: UUID) -> ResponseReturnValue:
    """Say that one has read it and takes it; who was first is told to who comes second."""
    now = clock.utc_now()
    try:
        following_up.acknowledge_concern(
            db(),
            concern_id=concern_id,
            announcer=ChangeFeed(),
            actor_id=actor_id(),
            at=now,
        )
    except ConcernAcknowledged:
        first = queries.get_concern(
            db(), concern_id=concern_id, placed_within=within(Permission.CONCERNS_PLACE)
        )
        said = gettext(
            "%(who)s hann före och kvitterade %(when)s.",
            who=first.acknowledged_by or gettext("Någon annan"),
            when=lately(first.concern.acknowledged_at, now),
        )
    else:
        said = gettext("Kvitterat av dig. Den som anmälde ser det på plattan vid nästa kontakt.")
    concern_page = url_for("concerns.concern", concern_id=concern_id)
    flash(with_link(said, to=concern_page, words=gettext("Öppna oron och gå vidare")))
    return redirect(url_for(".queue"), code=303)


@bp.post("/unread/<uuid:revision_id>/take")
@requires(Permission.CONCERNS_ACKNOWLEDGE, about=about.ALARM)
def take_unread(revision_id: UUID) -> ResponseReturnValue:
    """
    Say that one takes care of a concern that cannot be read; nobody more is called for it.

    Everybody who may acknowledge concerns is shown it, and may take it, whoever it is about: that
    it came, when, from whom and from which tablet. It is not known to be about any household
    before it has been read, nobody of one is named, and what lies in it stays where reach is
    asked for. Who is called must see why, and a child does not wait for somebody's assignment.
    Source: SoL (2025:400) 19:1, a duty to report at once. A; who is shown what of it: own.
    """
    now = clock.utc_now()
    was_standing = end_alarm(
        db(),
        kind=AlarmKind.UNREAD_CONCERN,
        subject_id=revision_id,
        actor_id=actor_id(),
        at=now,
    )
    if was_standing:
        audit.record(
            db(),
            actor_id=actor_id(),
            action="concern.unread_seen",
            subject_id=revision_id,
            at=now,
        )
        bringer = bringers_of(db(), revision_ids=[revision_id]).get(revision_id)
        flash(_what_now(bringer, is_within_reach=_is_within_reach(revision_id)))
    else:
        flash(gettext("Någon annan hann före."))
    return redirect(url_for(".queue"), code=303)


def _is_within_reach(revision_id: UUID) -> bool:
    """Whether who is signed in finds the parcel among what is to be sorted out."""
    if not is_allowed(Permission.PARKED_READ):
        return False
    seen = within(Permission.PARKED_READ)
    return is_parked_within(db(), revision_id=revision_id, within=seen)


def _what_now(bringer: Bringer | None, *, is_within_reach: bool) -> str:
    """What who took it does next: whom to call, and where it lies for who may look there."""
    if bringer is None or bringer.author is None:
        said = gettext("Du har tagit den. Fråga dem som bär plattor vem den kommer från.")
    else:
        said = gettext(
            "Du har tagit den. Ring %(who)s nu och fråga vad den gäller.", who=bringer.author
        )
    where = gettext("Den ligger under Att reda ut.") if is_within_reach else ""
    return f"{said} {where}".rstrip()


@dataclass(frozen=True, slots=True)
class QueueState:
    """How many wait, and a mark of which and how far they have come; it says nothing of them."""

    waiting: int
    urgent: int
    digest: str


def _state(session: Session, seen: Within) -> QueueState:
    concerns = queries.waiting_concern_ids(session, within=seen)
    unread = list_standing(session, kind=AlarmKind.UNREAD_CONCERN)
    alarms = [row.alarm for row in standing_alarms(session, subject_ids=concerns).values()]
    return QueueState(
        waiting=len(concerns) + len(unread),
        urgent=sum(concerns.values()) + len(unread),
        digest=_digest(sorted(concerns), [*alarms, *unread]),
    )


def _digest(concern_ids: Sequence[UUID], alarms: Sequence[Alarm]) -> str:
    said = [str(id_) for id_ in concern_ids] + sorted(
        f"{alarm.id} {alarm.round_number} {_written(alarm.next_call_at)}" for alarm in alarms
    )
    return sha256("\n".join(said).encode()).hexdigest()[:32]


def _written(at: datetime | None) -> str:
    return "" if at is None else at.isoformat()


@bp.get("/state")
@public
def state() -> ResponseReturnValue:
    """How many wait: asked by a page that keeps watch, with its own word and no session."""
    now = clock.utc_now()
    watcher = find_watcher(db(), request.headers.get(HEADER, ""), at=now)
    if watcher is None:
        return _as_json({}, status=401)
    seen = reach.within(Viewer(watcher.id, watcher.roles, now), Permission.CONCERNS_READ)
    found = _state(db(), seen)
    return _as_json({"waiting": found.waiting, "urgent": found.urgent, "state": found.digest})


def _as_json(said: dict[str, object], *, status: int = 200) -> Response:
    return Response(json.dumps(said), status=status, mimetype="application/json")
