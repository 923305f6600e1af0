"""Cases against municipalities that households came from, as far as each has come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from landlord_watch.cases import services
from landlord_watch.cases.models import (
    Case,
    CaseOrigin,
    Confirmation,
    ContactConsent,
    SecrecyGround,
    Signature,
)
from landlord_watch.cases.rules.findings import (
    ClearOwnWish,
    CounterIndicator,
    Evidence,
    OngoingMatter,
    Outcome,
    TargetGroup,
)
from landlord_watch.cases.rules.tracks import Step, TrackKind
from landlord_watch.cases.services import (
    AccountAsTold,
    CaseFacts,
    FindingFacts,
    JudgedAs,
    ReadBack,
    StepFacts,
)
from landlord_watch.cli.demo.setting import Setting, at
from landlord_watch.cli.demo.users import Staff
from landlord_watch.households.models import (
    Arrival,
    Household,
    HouseholdMember,
    MemberRole,
    OwnWish,
)
from landlord_watch.households.rules import ArrivalForm
from landlord_watch.identity.rules import Role
from landlord_watch.reach.models import Protection
from landlord_watch.visits.models import Visit


@dataclass(frozen=True, slots=True)
class Affair:
    """A case as it is to be: how long ago each thing was done, in days."""

    opened: int
    own_wish: OwnWish = OwnWish.NO
    groups: tuple[TargetGroup, ...] = ()
    matters: tuple[OngoingMatter, ...] = ()
    coercion: str = ""
    #: None: nobody has judged it.
    outcome: Outcome | None = None
    reasons: str = ""
    evidence: Evidence = Evidence.ACCOUNT
    against: tuple[CounterIndicator, ...] = ()
    kind: TrackKind | None = None
    steps: tuple[tuple[Step, int], ...] = ()
    #: None: it is open.
    closed: int | None = None


UNCONFIRMED = Affair(
    opened=2,
    groups=(TargetGroup.NEWCOMERS,),
    matters=(OngoingMatter.CHILD,),
    coercion="Vi trodde att barnen skulle tas ifrån oss om vi stannade utan bostad.",
)
ASKED = Affair(
    opened=40,
    groups=(TargetGroup.STRUCTURAL_HOMELESSNESS,),
    coercion="Det lät som att hjälpen skulle ta slut annars.",
    outcome=Outcome.SUSPECTED,
    reasons="Personen berättar samma sak varje gång, och inget talar emot.",
    kind=TrackKind.TRANSFER,
    steps=((Step.SENT, 28), (Step.RECEIVED, 26)),
)
UNANSWERED = replace(
    ASKED,
    opened=70,
    outcome=Outcome.ESTABLISHED,
    reasons="Kommunens eget brev visar att kontraktet avslutades för att de skulle flytta.",
    evidence=Evidence.DOCUMENT,
    steps=((Step.SENT, 52), (Step.RECEIVED, 50), (Step.REMINDED, 30)),
)
AT_IVO = replace(
    UNANSWERED,
    opened=160,
    steps=(
        *((Step.SENT, 140), (Step.RECEIVED, 138), (Step.REFUSED, 112)),
        *((Step.APPLIED, 80), (Step.RECEIVED_BY_IVO, 77)),
    ),
)
PROTESTED = replace(ASKED, opened=30, kind=TrackKind.PROTEST, steps=((Step.SENT, 20),))
OWN_MOVE = Affair(
    opened=120,
    own_wish=OwnWish.YES,
    outcome=Outcome.MOTIVATED_MOVE,
    reasons="Hushållet ville flytta till anhöriga. Flyttbidraget var vanligt bistånd.",
    against=(CounterIndicator.OWN_WISH, CounterIndicator.FAMILY),
    closed=95,
)
#: How a letter left that was written before the program was there.
HOW: Mapping[Step, str] = {
    Step.SENT: "Skickat med rekommenderad post, finns i diariet.",
    Step.REMINDED: "Påminnelse per e-post, finns i diariet.",
    Step.APPLIED: "Skickat med rekommenderad post, finns i diariet.",
}
AFFAIRS: Sequence[Affair] = (UNCONFIRMED, ASKED, UNANSWERED, AT_IVO, PROTESTED, OWN_MOVE)


@dataclass(frozen=True, slots=True)
class CaseBook:
    """Where the cases are written, and by whom."""

    session: Session
    setting: Setting
    staff: Staff
    taken: set[UUID] = field(default_factory=set)

    def day(self, days_ago: int) -> date:
        return self.setting.days_ago(days_ago)


def run_cases(session: Session, *, staff: Staff, setting: Setting) -> None:
    """Open the cases and take each as far as it has come."""
    book = CaseBook(session, setting, staff)
    for affair in AFFAIRS:
        move = session.scalars(_moves(affair, book)).first()
        if move is not None:
            book.taken.add(move.household_id)
            _run(book, affair, move)


def _moves(affair: Affair, book: CaseBook) -> Select[Arrival]:
    """Moves that such a case may be about; of nobody who is protected, or was visited."""
    protected = select(HouseholdMember.household_id).join(
        Protection, Protection.person_id == HouseholdMember.person_id
    )
    return (
        select(Arrival)
        .join(Household, Household.id == Arrival.household_id)
        .where(
            Arrival.withdrawn_at.is_(None),
            Arrival.own_wish == affair.own_wish,
            Arrival.arrived_on <= book.day(affair.opened),
            Arrival.household_id.not_in(book.taken),
            Arrival.household_id.not_in(protected),
            Arrival.household_id.not_in(select(Visit.household_id)),
        )
        .order_by(Arrival.arrived_on.desc(), Household.case_number)
    )


def _run(book: CaseBook, affair: Affair, move: Arrival) -> None:
    opened_on = book.day(affair.opened)
    case = services.open_case(
        book.session,
        household_id=move.household_id,
        facts=CaseFacts(
            CaseOrigin.ARRIVAL,
            opened_on=opened_on,
            arrival_id=move.id,
            target_groups=affair.groups,
            ongoing_matters=affair.matters,
            record_number="" if affair.outcome is None else f"KS {opened_on.year}/{affair.opened}",
        ),
        today=opened_on,
        actor_id=book.staff[Role.CASEWORKER],
        at=at(opened_on),
    )
    _hear(book, affair, case, move)
    _find(book, affair, case, move)
    if affair.outcome is not None:
        _judge(book, affair, case)
    if affair.kind is not None:
        _ask(book, affair, case)
    if affair.closed is not None:
        closed_on = book.day(affair.closed)
        services.close_case(
            book.session,
            case_id=case.id,
            closed_on=closed_on,
            today=closed_on,
            actor_id=book.staff[Role.CASE_MANAGER],
            at=at(closed_on),
        )


def _hear(book: CaseBook, affair: Affair, case: Case, move: Arrival) -> None:
    wishes = {OwnWish.YES: ClearOwnWish.YES, OwnWish.NO: ClearOwnWish.NO}
    wanted = affair.own_wish is OwnWish.YES
    done: dict[str, Any] = {"actor_id": book.staff[Role.CASEWORKER], "at": at(case.opened_on)}
    account = services.record_account(
        book.session,
        case_id=case.id,
        told=AccountAsTold(
            person_id=_teller(book.session, case.household_id),
            told_on=case.opened_on,
            words=move.account or "Vi fick veta att det fanns en lägenhet här.",
            own_wish=wishes.get(affair.own_wish, ClearOwnWish.UNCLEAR),
            contact_consent=ContactConsent.NO if wanted else ContactConsent.YES,
            coercion=affair.coercion,
            language="sv",
        ),
        today=case.opened_on,
        **done,
    )
    if affair.outcome is not None:
        services.confirm_account(
            book.session,
            case_id=case.id,
            account_id=account.id,
            read_back=ReadBack(case.opened_on, Confirmation.CONFIRMED, Signature.SIGNED),
            today=case.opened_on,
            **done,
        )


def _teller(session: Session, household_id: UUID) -> UUID:
    return session.scalars(
        select(HouseholdMember.person_id)
        .where(
            HouseholdMember.household_id == household_id,
            HouseholdMember.role == MemberRole.ADULT,
        )
        .order_by(HouseholdMember.id)
        .limit(1)
    ).one()


def _find(book: CaseBook, affair: Affair, case: Case, move: Arrival) -> None:
    """Forms that the move was told with, and what speaks against."""
    found = [
        *(FindingFacts(ArrivalForm(each), affair.evidence) for each in move.forms),
        *(FindingFacts(each, Evidence.ACCOUNT) for each in affair.against),
    ]
    for finding in found:
        services.record_finding(
            book.session,
            case_id=case.id,
            finding=finding,
            actor_id=book.staff[Role.CASEWORKER],
            at=at(case.opened_on),
        )


def _judge(book: CaseBook, affair: Affair, case: Case) -> None:
    on = case.opened_on + timedelta(days=5)
    wanted = affair.own_wish is OwnWish.YES
    if affair.outcome is None:
        return
    services.assess_case(
        book.session,
        case_id=case.id,
        judged=JudgedAs(
            affair.outcome, ClearOwnWish.YES if wanted else ClearOwnWish.NO, affair.reasons, on
        ),
        today=on,
        actor_id=book.staff[Role.CASE_MANAGER],
        at=at(on),
    )


def _ask(book: CaseBook, affair: Affair, case: Case) -> None:
    on = case.opened_on + timedelta(days=6)
    done: dict[str, Any] = {"actor_id": book.staff[Role.CASEWORKER], "at": at(on)}
    services.record_outward_check(
        book.session,
        case_id=case.id,
        ground=SecrecyGround.CONSENT,
        reasons="",
        checked_on=on,
        today=on,
        **done,
    )
    if affair.kind is None:
        return
    track = services.start_track(
        book.session, case_id=case.id, kind=affair.kind, started_on=on, today=on, **done
    )
    for step, days_ago in affair.steps:
        happened_on = book.day(days_ago)
        services.take_step(
            book.session,
            case_id=case.id,
            track_id=track.id,
            facts=StepFacts(step, happened_on, note=HOW.get(step, "")),
            today=happened_on,
            actor_id=book.staff[Role.CASEWORKER],
            at=at(happened_on),
        )
