"""Own outward moves and editions of counts, with as little as they need."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from factories.cases import worker
from factories.households import household
from factories.people import NOW
from landlord_watch.cases.rules.findings import (
    ClearOwnWish,
    CounterIndicator,
    Evidence,
    OngoingMatter,
)
from landlord_watch.cases.services import FindingFacts
from landlord_watch.households.models import Household
from landlord_watch.households.rules import ArrivalForm
from landlord_watch.kernel.money import Money
from landlord_watch.outward_moves import services
from landlord_watch.outward_moves.models import (
    OutwardAssessment,
    OutwardFinding,
    OutwardMove,
    OutwardPayment,
)
from landlord_watch.outward_moves.rules import (
    Handover,
    OutwardOutcome,
    PaidKind,
    ReceivingContact,
)
from landlord_watch.outward_moves.services import MoveFacts, OutwardJudged, PaidFacts
from landlord_watch.oversight.models import StatisticsEdition, StatisticsRequest
from landlord_watch.oversight.services import (
    AnswerFacts,
    EditionFacts,
    RequestFacts,
    add_answer,
    make_case_statistics,
    make_own_moves_year,
    make_reply,
    record_request,
)

TODAY = date(2026, 3, 12)
MOVED = date(2025, 11, 3)
TROLLHATTAN = "1488"
OWN = "1460"


def outward_move(
    session: Session,
    home: Household | None = None,
    *,
    moved_on: date = MOVED,
    municipality_code: str | None = TROLLHATTAN,
    own_wish: ClearOwnWish = ClearOwnWish.UNCLEAR,
    contact: ReceivingContact = ReceivingContact.NOT_CONTACTED,
    matters: dict[OngoingMatter, Handover] | None = None,
) -> OutwardMove:
    """That a household moved to Trollhättan, of which nobody there was told."""
    return services.record_move(
        session,
        household_id=(home or household(session)).id,
        facts=MoveFacts(
            moved_on,
            municipality_code,
            own_wish,
            account="Vi fick hjälp med flyttbilen.",
            contact=contact,
            matters=matters or {},
        ),
        today=TODAY,
        actor_id=worker(session),
        at=NOW,
    )


def spoke_for(session: Session, move: OutwardMove) -> OutwardFinding:
    """That their contract was ended."""
    return _found(session, move, ArrivalForm.CONTRACT_TERMINATED)


def spoke_against(session: Session, move: OutwardMove) -> OutwardFinding:
    """That they have family there."""
    return _found(session, move, CounterIndicator.FAMILY)


def _found(
    session: Session, move: OutwardMove, what: ArrivalForm | CounterIndicator
) -> OutwardFinding:
    return services.record_finding(
        session,
        move_id=move.id,
        finding=FindingFacts(what, Evidence.DOCUMENT),
        actor_id=worker(session),
        at=NOW,
    )


def paid(
    session: Session,
    move: OutwardMove,
    kind: PaidKind = PaidKind.REMOVAL_AID,
    *,
    is_assessed: bool = True,
) -> OutwardPayment:
    """Removal aid after an assessment of what they needed."""
    return services.record_payment(
        session,
        move_id=move.id,
        paid=PaidFacts(kind, Money.kronor(4_500), MOVED, is_assessed),
        today=TODAY,
        actor_id=worker(session),
        at=NOW,
    )


def move_judged(
    session: Session,
    move: OutwardMove,
    outcome: OutwardOutcome = OutwardOutcome.NO_PARTICIPATION,
) -> OutwardAssessment:
    """What a move was judged to be."""
    return services.assess_move(
        session,
        move_id=move.id,
        judged=OutwardJudged(outcome, "De hade själva sökt bostaden.", TODAY),
        today=TODAY,
        actor_id=worker(session),
        at=NOW,
    )


def period(starts_on: date = date(2025, 1, 1), ends_on: date = date(2026, 1, 1)) -> EditionFacts:
    """A year, for the board."""
    return EditionFacts(starts_on, ends_on, "Uppföljning till nämnden", OWN)


def own_year(session: Session, facts: EditionFacts | None = None) -> StatisticsEdition:
    """The yearly answer of 2025."""
    return make_own_moves_year(
        session, facts=facts or period(), today=TODAY, actor_id=worker(session), at=NOW
    )


def case_statistics(
    session: Session, facts: EditionFacts | None = None, *, today: date = TODAY
) -> StatisticsEdition:
    """The statistics of the cases of February 2026, unless another period is said."""
    facts = facts or period(date(2026, 2, 1), date(2026, 3, 1))
    return make_case_statistics(session, facts=facts, today=today, actor_id=worker(session), at=NOW)


def asked(session: Session, edition_id: UUID | None = None) -> StatisticsRequest:
    """What the county board asks, with one question answered, and a version of the answer."""
    actor_id = worker(session)
    request = record_request(
        session,
        facts=RequestFacts("Länsstyrelsen i Västra Götaland", "Kartläggning", date(2026, 3, 2)),
        today=TODAY,
        actor_id=actor_id,
        at=NOW,
    )
    add_answer(
        session,
        request_id=request.id,
        facts=AnswerFacts("Hur många ärenden har ni haft?", "Se tabellen.", edition_id, "outcome"),
        actor_id=actor_id,
        at=NOW,
    )
    session.expire(request)
    make_reply(session, request_id=request.id, today=TODAY, actor_id=actor_id, at=NOW)
    return request
