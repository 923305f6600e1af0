"""What a demo does not have and a page needs, to have something to show."""

from datetime import time

from sqlalchemy import select
from sqlalchemy.orm import Session

from e2e.pages.examples import HOUSEHOLD
from factories import cases, fact_files, kept_editions, outward_moves, told_editions, versions
from factories.best_interests import best_interest
from factories.case_costs import claim, cost, paid
from factories.devices import parcel
from factories.letters import visit_letter
from factories.measures import TODAY, measure, noted
from landlord_watch.cases.rules.findings import OngoingMatter
from landlord_watch.cases.rules.tracks import Step
from landlord_watch.households.models import Arrival, Household
from landlord_watch.identity.models import Device, StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.identity.services import ask_factor_reset, ask_roles
from landlord_watch.infra import clock
from landlord_watch.measures.rules import EMERGENCY_HOUSING, Channel, MeasureStep
from landlord_watch.sync.models import ParcelState
from landlord_watch.visits.models import Visit, VisitState

#: Of a parcel more than the demo's tablets have sent, which is all read.
LAST_SEQ = 9_000


def add_more(session: Session) -> None:
    """
    A case against a municipality, measures for a household, something that could not be read, a
    lost second factor, and a role that is asked for.
    """
    _case_against(session)
    _measures(session)
    _counts_that_leave(session)
    fact_files.with_landlords(session)
    seen = session.scalars(select(Visit).where(Visit.state == VisitState.RECEIVED)).first()
    if seen is not None:
        visit_letter(session, seen, author_id=seen.planned_by_id)
    _two_versions_merged(session)
    device = session.scalars(select(Device)).first()
    sent = parcel(session, device, LAST_SEQ, state=ParcelState.PARKED)
    sent.seq, sent.parked_because = LAST_SEQ, "schema_unknown"
    staff = {each.username: each.id for each in session.scalars(select(StaffMember))}
    asked = {"staff_id": staff["handlaggare"], "actor_id": staff["admin"], "at": clock.utc_now()}
    ask_factor_reset(session, reason="Vi möttes i receptionen.", **asked)
    ask_roles(session, roles=[Role.ANALYST], reason="Ska följa upp hyrorna.", **asked)


def _two_versions_merged(session: Session) -> None:
    """A visit that stood in two versions until somebody held them together."""
    manager = session.scalars(select(StaffMember).where(StaffMember.username == "chef")).one()
    reviewed = select(Visit).where(Visit.state == VisitState.REVIEWED)
    seen = session.scalars(reviewed.order_by(Visit.planned_at)).first()
    if seen is not None:
        versions.branched(session, seen)
        versions.merge(session, manager, seen.id)


def _counts_that_leave(session: Session) -> None:
    """An own outward move, the answer of its year, statistics, and what an authority asks."""
    home = session.scalars(select(Household).where(Household.id == HOUSEHOLD)).one()
    move = outward_moves.outward_move(session, home)
    outward_moves.spoke_against(session, move)
    outward_moves.paid(session, move)
    outward_moves.move_judged(session, move)
    outward_moves.own_year(session)
    outward_moves.asked(session, outward_moves.case_statistics(session).id)
    _landlords_told(session)


def _landlords_told(session: Session) -> None:
    """An edition of landlords that was taken back, beside those of the demo."""
    maker = session.scalars(
        select(StaffMember.id).where(StaffMember.username == "analytiker")
    ).one()
    wrong = "Fel normhyra låg till grund."
    kept_editions.keep(session, told_editions.edition(1), made_by_id=maker, withdrawn=wrong)


def _case_against(session: Session) -> None:
    """A case on the household that has most to show."""
    home = session.scalars(select(Household).where(Household.id == HOUSEHOLD)).one()
    standing = select(Arrival).where(
        Arrival.household_id == home.id, Arrival.withdrawn_at.is_(None)
    )
    move = session.scalars(standing.limit(1)).one()
    case = cases.opened(session, home, move=move)
    case.ongoing_matters = [OngoingMatter.CHILD.value]
    cases.form_found(session, case)
    cases.confirmed_account(session, case)
    cases.may_go_out(session, case)
    cases.judged(session, case)
    asked = (Step.SENT, cases.OPENED), (Step.RECEIVED, cases.OPENED)
    track = cases.track(session, case, *asked)
    cases.basis(session, track)
    cases.annex(session, track)
    cases.first_letter(session, case)
    cases.own_time(session, case)
    cost(session, case)
    paid(session, claim(session, case))
    best_interest(session, home, case_id=case.id)


def _measures(session: Session) -> None:
    """What is done for the household that has most to show: another home, and one for the night."""
    home = session.scalars(select(Household).where(Household.id == HOUSEHOLD)).one()
    urged = measure(session, home)
    said = {"channel": Channel.MEETING, "language": "sv", "is_free_told": True}
    noted(session, urged, MeasureStep.URGED, TODAY, note="De vill bo nära skolan.", **said)
    noted(session, urged, MeasureStep.QUEUE_JOINED, TODAY, note="Kommunens bostadsbolag.")
    housed = measure(session, home, action=EMERGENCY_HOUSING)
    noted(session, housed, MeasureStep.OFFERED, TODAY, happened_clock=time(16, 30))
    noted(session, housed, MeasureStep.ACCEPTED, TODAY)
    noted(session, housed, MeasureStep.HOUSED, TODAY, place="Pensionatet i Ed")
