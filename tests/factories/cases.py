"""Cases against a sending municipality, with as little as they need."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.households import arrival, household
from factories.letters import TEXT
from factories.people import NOW, staff_member
from landlord_watch.cases import services
from landlord_watch.cases.models import (
    Case,
    CaseAccount,
    CaseAnnex,
    CaseAssessment,
    CaseFinding,
    CaseOrigin,
    CaseTime,
    CaseTrack,
    Confirmation,
    ContactConsent,
    OutwardCheck,
    SecrecyGround,
    Signature,
    TransferBasis,
)
from landlord_watch.cases.rules.annexes import AnnexKind
from landlord_watch.cases.rules.basis import Basis, Representative, Stance
from landlord_watch.cases.rules.findings import ClearOwnWish, CounterIndicator, Evidence, Outcome
from landlord_watch.cases.rules.times import TimeEvent
from landlord_watch.cases.rules.tracks import Step, TrackKind
from landlord_watch.cases.services import (
    AccountAsTold,
    AnnexFacts,
    CaseFacts,
    FindingFacts,
    JudgedAs,
    ReadBack,
    StepFacts,
)
from landlord_watch.documents.models import Letter
from landlord_watch.documents.queries import get_template
from landlord_watch.documents.services import LetterFacts
from landlord_watch.files.papers import KeptPaper
from landlord_watch.households.models import Arrival, Household, HouseholdMember
from landlord_watch.households.rules import ArrivalForm
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role

OPENED, TODAY = date(2026, 2, 2), date(2026, 3, 12)
UDDEVALLA = "1485"


def worker(session: Session) -> UUID:
    """Who works the cases of a test."""
    found = session.scalar(select(StaffMember.id).where(StaffMember.username == "arenden"))
    return found or staff_member(session, Role.CASEWORKER, username="arenden").id


def opened(session: Session, home: Household | None = None, *, move: Arrival | None = None) -> Case:
    """A case on a household that came from Uddevalla."""
    home = home or household(session)
    move = move or arrival(session, home, from_municipality_code=UDDEVALLA)
    return services.open_case(
        session,
        household_id=home.id,
        facts=CaseFacts(CaseOrigin.ARRIVAL, opened_on=OPENED, arrival_id=move.id),
        today=TODAY,
        actor_id=worker(session),
        at=NOW,
    )


def teller(session: Session, case: Case) -> UUID:
    """Somebody of the household."""
    return session.scalars(
        select(HouseholdMember.person_id)
        .where(HouseholdMember.household_id == case.household_id)
        .order_by(HouseholdMember.id)
        .limit(1)
    ).one()


def account(
    session: Session,
    case: Case,
    *,
    consent: ContactConsent = ContactConsent.YES,
    words: str = "De sa att hyran bara betalades om vi flyttade hit.",
) -> CaseAccount:
    """What somebody told, not yet read back."""
    return services.record_account(
        session,
        case_id=case.id,
        told=AccountAsTold(
            person_id=teller(session, case),
            told_on=OPENED,
            words=words,
            own_wish=ClearOwnWish.NO,
            contact_consent=consent,
            coercion="Jag vågade inte säga nej.",
            language="sv",
        ),
        today=TODAY,
        actor_id=worker(session),
        at=NOW,
    )


def confirmed_account(session: Session, case: Case) -> CaseAccount:
    """What somebody told, read back to them, confirmed and signed."""
    return services.confirm_account(
        session,
        case_id=case.id,
        account_id=account(session, case).id,
        read_back=ReadBack(OPENED, Confirmation.CONFIRMED, Signature.SIGNED),
        today=TODAY,
        actor_id=worker(session),
        at=NOW,
    )


def form_found(
    session: Session, case: Case, evidence: Evidence = Evidence.DOCUMENT, note: str = ""
) -> CaseFinding:
    """That a contract was ended, by a document."""
    return services.record_finding(
        session,
        case_id=case.id,
        finding=FindingFacts(ArrivalForm.CONTRACT_TERMINATED, evidence, note),
        actor_id=worker(session),
        at=NOW,
    )


def counter_found(session: Session, case: Case, what: CounterIndicator) -> CaseFinding:
    """Something that speaks against, as somebody told."""
    return services.record_finding(
        session,
        case_id=case.id,
        finding=FindingFacts(what, Evidence.ACCOUNT),
        actor_id=worker(session),
        at=NOW,
    )


def may_go_out(session: Session, case: Case) -> OutwardCheck:
    """Protection and secrecy have been looked at, and who told agrees."""
    account(session, case)
    return services.record_outward_check(
        session,
        case_id=case.id,
        ground=SecrecyGround.CONSENT,
        reasons="",
        checked_on=OPENED,
        today=TODAY,
        actor_id=worker(session),
        at=NOW,
    )


def judged(
    session: Session, case: Case, *, reasons: str = "Avtalet avslutades mot deras vilja."
) -> CaseAssessment:
    """That the other municipality is suspected of having taken part; it needs a form found."""
    return services.assess_case(
        session,
        case_id=case.id,
        judged=JudgedAs(Outcome.SUSPECTED, ClearOwnWish.NO, reasons, TODAY),
        today=TODAY,
        actor_id=worker(session),
        at=NOW,
    )


def own_time(
    session: Session,
    case: Case,
    event: TimeEvent = TimeEvent.CONCERN_RECEIVED,
    *,
    on: date = OPENED,
    note: str = "En granne ringde.",
) -> CaseTime:
    """Something that came in, and the last of the times it begins."""
    return services.begin_times(
        session,
        case_id=case.id,
        event=event,
        happened_on=on,
        note=note,
        today=TODAY,
        actor_id=worker(session),
        at=NOW,
    )[-1]


def first_letter(session: Session, case: Case) -> Letter:
    """A first contact that has been made, and not sent."""
    return services.record_letter(
        session,
        case_id=case.id,
        track_id=None,
        facts=LetterFacts(get_template(session, "first_contact"), TEXT),
        today=TODAY,
        actor_id=worker(session),
        at=NOW,
    )


#: All that IVO asks for of a household with a child under 15.
BASIS = Basis(
    ties="Familjen bodde i Uddevalla i nio år. Mormor och moster bor kvar.",
    stance=Stance.WANTS,
    wishes="De vill flytta tillbaka när det finns en bostad.",
    view_of_child="Barnet säger att kompisarna finns i Uddevalla.",
    representative=Representative.NONE,
    ongoing="Ekonomiskt bistånd sedan februari 2026.",
    ongoing_subject="financial_assistance",
    lasts_until=date(2026, 12, 31),
    duration="Den vuxne studerar svenska till dess.",
    circumstances="Bostaden här är tillfällig.",
    child_short_term="Barnet byter skola mitt i en termin.",
    child_long_term="Barnet får vara nära sina släktingar.",
)


def basis(session: Session, made: CaseTrack, words: Basis = BASIS) -> TransferBasis:
    """What a transfer rests on, written for the first time."""
    return services.write_basis(
        session,
        case_id=made.case_id,
        track_id=made.id,
        basis=words,
        read_version=0,
        actor_id=worker(session),
        at=NOW,
    )


def annex(
    session: Session,
    made: CaseTrack,
    kind: AnnexKind = AnnexKind.MINUTES,
    *,
    paper: KeptPaper | None = None,
) -> CaseAnnex:
    """A paper that follows the letters of a track."""
    return services.add_annex(
        session,
        case_id=made.case_id,
        track_id=made.id,
        facts=AnnexFacts(kind, OPENED, "§ 12", paper=paper),
        today=TODAY,
        actor_id=worker(session),
        at=NOW,
    )


def track(
    session: Session, case: Case, *steps: tuple[Step, date], kind: TrackKind = TrackKind.TRANSFER
) -> CaseTrack:
    """A track started the day the case was opened, with these steps."""
    made = services.start_track(
        session,
        case_id=case.id,
        kind=kind,
        started_on=OPENED,
        today=TODAY,
        actor_id=worker(session),
        at=NOW,
    )
    for step, on in steps:
        take(session, made, step, on)
    return made


def take(
    session: Session,
    made: CaseTrack,
    step: Step,
    on: date,
    *,
    letter_id: UUID | None = None,
    today: date = TODAY,
) -> CaseTrack:
    """One more step of a track."""
    return services.take_step(
        session,
        case_id=made.case_id,
        track_id=made.id,
        facts=StepFacts(step, on, note="Skickat för hand.", letter_id=letter_id),
        today=today,
        actor_id=worker(session),
        at=NOW,
    )
