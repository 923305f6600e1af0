"""The start page: for each role, what is to be done now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from landlord_watch.adjustment_periods.queries import EndingAdjustment, list_ending
from landlord_watch.alarms.queries import count_left_alone, line_at, list_standing
from landlord_watch.alarms.rules import AlarmKind
from landlord_watch.identity.models import StaffRequest
from landlord_watch.identity.queries.requests import count_requests, list_answers
from landlord_watch.identity.rules import Permission, Role
from landlord_watch.infra import clock
from landlord_watch.landlords.models import LandlordMeasure, PartyKind
from landlord_watch.landlords.queries import list_overdue_measures
from landlord_watch.measures.queries import Due, MeasureDue, list_due_measures
from landlord_watch.oversight.models import FactFile, LandlordMeeting
from landlord_watch.oversight.queries.fact_files import list_due_files
from landlord_watch.oversight.queries.meetings import list_unnoted_meetings
from landlord_watch.oversight.rules.replies import next_step_of
from landlord_watch.reach.queries import OpeningCounts, count_to_review
from landlord_watch.sync.queries.silence import SilentTablet, list_silent
from landlord_watch.sync.rules import Silence
from landlord_watch.visits import queries
from landlord_watch.visits.models import VisitState
from landlord_watch.web import (
    adjustment_words,
    case_against_words,
    fact_file_words,
    measure_words,
    tablet_words,
    visit_words,
)
from landlord_watch.web.case_times import TimeRow, list_times, near
from landlord_watch.web.db import db
from landlord_watch.web.edition_shelf import shelf
from landlord_watch.web.edition_story import EditionInShort, in_short
from landlord_watch.web.guard import is_allowed, requires, showed, visitor, within
from landlord_watch.web.languages import language
from landlord_watch.web.staff_words import ROLES
from landlord_watch.web.visit_reading import questions

bp = Blueprint("start", __name__)

MOST_SHOWN = 10
#: Of the times that run in cases; the rest are a page of their own.
MOST_TIMES = 5
#: For so long one is told what came of what one asked for.
ANSWERS_SHOWN_FOR = timedelta(days=7)


@bp.get("/")
@requires(Permission.ACCOUNT_USE)
def root() -> ResponseReturnValue:
    """Lead each role to its start page: field staff to the tablet, duty officers to what waits."""
    if visitor().roles == {Role.FIELD_OFFICER}:
        return redirect("/tablet/", code=303)
    if visitor().roles == {Role.DUTY_OFFICER}:
        return redirect(url_for("concern_queue.queue"), code=303)
    return redirect(url_for(".start"), code=303)


@bp.get("/office/")
@requires(Permission.ACCOUNT_USE)
def start() -> ResponseReturnValue:
    """What there is to do now, and ways to begin something."""
    return render_template(
        "office/start/start.html",
        concerns=_concerns(),
        unread_concerns=_unread_concerns(),
        duty=_duty(),
        to_review=_to_review(),
        due=_due(),
        ending=_ending(),
        case_times=_case_times(),
        case_words=case_against_words,
        adjustment_words=adjustment_words,
        measures=_measures(),
        fact_files=_fact_files(),
        fact_file_words=fact_file_words,
        next_step_of=next_step_of,
        unnoted=_unnoted(),
        household_measures=_household_measures(),
        measure_words=measure_words,
        actions=measure_words.action_words(language()),
        silent_tablets=_silent_tablets(),
        silence_words=tablet_words.SILENCES,
        of_concern=Silence.CONCERN,
        openings=_openings(),
        to_approve=_to_approve(),
        answers=_answers(),
        roles=ROLES,
        edition=_edition(),
        questions=questions(language()),
        words=visit_words,
        today=clock.today(),
    )


def _edition() -> EditionInShort | None:
    """The newest edition of landlords in three sentences; None: there is none, or not for them."""
    return in_short(shelf()) if is_allowed(Permission.OVERVIEW_READ) else None


def _concerns() -> list[queries.ConcernRow]:
    if not is_allowed(Permission.CONCERNS_READ):
        return []
    rows = queries.list_waiting_concerns(
        db(),
        within=within(Permission.CONCERNS_READ),
        placed_within=within(Permission.CONCERNS_PLACE),
        limit=MOST_SHOWN,
    )
    showed(row.concern.id for row in rows)
    return rows


def _unread_concerns() -> int:
    """Worries that came and cannot be read, and that nobody has taken."""
    if not is_allowed(Permission.CONCERNS_READ):
        return 0
    return len(list_standing(db(), kind=AlarmKind.UNREAD_CONCERN))


@dataclass(frozen=True, slots=True)
class DutyTrouble:
    """What is wrong with who is called: nobody is on the list, or nobody on it has answered."""

    is_nobody_on_duty: bool
    left_alone: int


def _duty() -> DutyTrouble | None:
    """None: somebody is on duty and answers, or it is not for who is signed in."""
    if not is_allowed(Permission.DUTY_WRITE):
        return None
    is_empty = not line_at(db(), at=clock.utc_now())
    left_alone = count_left_alone(db())
    return DutyTrouble(is_empty, left_alone) if is_empty or left_alone else None


def _to_review() -> list[queries.VisitRow]:
    if not is_allowed(Permission.VISITS_READ):
        return []
    page = queries.list_visits(
        db(),
        state=VisitState.RECEIVED,
        assigned_to_id=None,
        within=within(Permission.VISITS_READ),
        number=1,
    )
    rows = list(page.rows)[:MOST_SHOWN]
    showed(row.visit.id for row in rows)
    return rows


def _due() -> list[queries.DueDeficiency]:
    if not is_allowed(Permission.DEFICIENCIES_READ):
        return []
    rows = queries.list_due_deficiencies(
        db(),
        on=clock.today(),
        within=within(Permission.DEFICIENCIES_READ),
        limit=MOST_SHOWN,
    )
    showed(row.deficiency.id for row in rows)
    return rows


def _ending() -> list[EndingAdjustment]:
    if not is_allowed(Permission.RENTS_READ):
        return []
    rows = list_ending(
        db(), on=clock.today(), within=within(Permission.RENTS_READ), limit=MOST_SHOWN
    )
    showed(row.period.id for row in rows)
    return rows


def _case_times() -> list[TimeRow]:
    """What must not wait in cases, has run out, or does so within days."""
    if not is_allowed(Permission.CASE_READ):
        return []
    first = list_times(db(), within=within(Permission.CASE_READ), limit=MOST_TIMES)
    rows = near(first, on=clock.today())
    showed(row.subject_id for row in rows)
    return rows


def _measures() -> Sequence[LandlordMeasure]:
    """What landlords were to have done by now."""
    if not is_allowed(Permission.REGISTER_WRITE):
        return []
    return list_overdue_measures(db(), on=clock.today(), limit=MOST_SHOWN)


def _fact_files() -> Sequence[FactFile]:
    """What landlords were given to answer, and somebody of ours has to do something about."""
    if not is_allowed(Permission.FACT_FILES_WRITE):
        return []
    rows = list_due_files(db(), on=clock.today(), limit=MOST_SHOWN)
    showed(row.party_id for row in rows if row.party.kind is PartyKind.NATURAL)
    return rows


def _unnoted() -> Sequence[LandlordMeeting]:
    """Meetings with landlords whose day has passed, and nobody has noted."""
    if not is_allowed(Permission.REGISTER_WRITE):
        return []
    return list_unnoted_meetings(db(), on=clock.today(), limit=MOST_SHOWN)


def _household_measures() -> list[MeasureDue]:
    """What who is signed in was to have done for households by today."""
    if not is_allowed(Permission.MEASURES_READ):
        return []
    page = list_due_measures(
        db(),
        due=Due.OVERDUE,
        responsible_id=visitor().staff_id,
        on=clock.today() + timedelta(days=1),
        within=within(Permission.MEASURES_READ),
        number=1,
    )
    rows = list(page.rows)[:MOST_SHOWN]
    showed(row.measure.id for row in rows)
    return rows


def _openings() -> OpeningCounts | None:
    """How many cases were opened outside an assignment and wait to be looked into; None: none."""
    if not is_allowed(Permission.BREAK_GLASS_REVIEW):
        return None
    counted = count_to_review(db(), at=clock.utc_now())
    return counted if counted.to_review else None


def _to_approve() -> int:
    """How many requests wait for a second person, who could be the one signed in."""
    if not is_allowed(Permission.STAFF_APPROVE):
        return 0
    return count_requests(db(), but_of=visitor().staff_id, at=clock.utc_now())


def _answers() -> Sequence[StaffRequest]:
    """What others have said of late to what who is signed in asked for."""
    if not is_allowed(Permission.STAFF_WRITE):
        return []
    since = clock.utc_now() - ANSWERS_SHOWN_FOR
    return list_answers(db(), asked_by_id=visitor().staff_id, since=since)


def _silent_tablets() -> list[SilentTablet]:
    """Tablets somebody is to ask after: all, for who leads; else one's own."""
    silent = list_silent(db(), at=clock.utc_now())
    if is_allowed(Permission.DEVICES_READ):
        return list(silent)
    return [each for each in silent if each.device.staff_id == visitor().staff_id]
