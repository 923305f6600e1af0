"""Opening a case, what it stands on, what it is judged to be, and closing it."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from factories import cases as made
from factories.cases import OPENED, TODAY, UDDEVALLA
from factories.households import arrival, household, person
from factories.people import NOW
from factories.reach import everything, protected
from landlord_watch.cases import queries, services
from landlord_watch.cases.errors import (
    AccountDayOutside,
    AccountEmpty,
    AccountNotHeard,
    AccountSettled,
    AppliedTooEarly,
    AssessmentWithoutReasons,
    CaseClosed,
    CaseDayOutside,
    CaseOpenAlready,
    CaseUnderWay,
    CaseUnjudged,
    MunicipalityNotKnown,
    NobodyConsented,
    OutcomeWithoutAccount,
    OutcomeWithoutGround,
    OutwardUnchecked,
    SecrecyWithoutReasons,
    StepOutOfTurn,
)
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
from landlord_watch.kernel.errors import NotFound
from landlord_watch.kernel.municipalities import MunicipalityUnknown
from landlord_watch.reach.errors import OutwardContactBlocked

FACTS = CaseFacts(CaseOrigin.HOUSEHOLD, opened_on=OPENED, municipality_code=UDDEVALLA)
ESTABLISHED = JudgedAs(Outcome.ESTABLISHED, ClearOwnWish.NO, "Brevet säger det.", OPENED)
NOTHING = JudgedAs(Outcome.NO_PARTICIPATION, ClearOwnWish.YES, "Ville hit.", OPENED)


def by(session: Session) -> dict[str, object]:
    return {"actor_id": made.worker(session), "at": NOW}


def open_case(session: Session, home, facts: CaseFacts = FACTS) -> Case:
    return services.open_case(
        session, household_id=home.id, facts=facts, today=TODAY, **by(session)
    )


def assess(session: Session, case: Case, judged: JudgedAs):
    return services.assess_case(session, case_id=case.id, judged=judged, today=TODAY, **by(session))


def close(session: Session, case: Case, on: date = TODAY) -> Case:
    return services.close_case(session, case_id=case.id, closed_on=on, today=TODAY, **by(session))


def check_outward(session: Session, case: Case, ground: SecrecyGround, reasons: str = ""):
    return services.record_outward_check(
        session,
        case_id=case.id,
        ground=ground,
        reasons=reasons,
        checked_on=OPENED,
        today=TODAY,
        **by(session),
    )


def test_a_case_has_its_number_and_the_municipality_of_its_move(session: Session) -> None:
    home = household(session)
    move = arrival(session, home, from_municipality_code=UDDEVALLA)
    facts = replace(FACTS, arrival_id=move.id, municipality_code="1480")
    case = open_case(session, home, facts)
    other = open_case(session, household(session), replace(FACTS, municipality_code=None))

    assert (case.number, case.municipality_code) == ("AM-2026-00001", UDDEVALLA)
    assert (other.number, other.municipality_code) == ("AM-2026-00002", None)


def test_codes_are_kept_once_in_their_order(session: Session) -> None:
    matters = [OngoingMatter.ADDICTION, OngoingMatter.CHILD, OngoingMatter.CHILD]
    case = open_case(session, household(session), replace(FACTS, ongoing_matters=matters))
    services.mark_matters(
        session,
        case_id=case.id,
        target_groups=[TargetGroup.OTHER, TargetGroup.NEWCOMERS],
        ongoing_matters=[],
        **by(session),
    )

    assert (case.target_groups, case.ongoing_matters) == (["newcomers", "other"], [])


def test_another_households_move_is_no_move_here(session: Session) -> None:
    move = arrival(session, household(session))
    with pytest.raises(NotFound):
        open_case(session, household(session), replace(FACTS, arrival_id=move.id))


def test_a_household_has_one_open_case_at_a_time(session: Session) -> None:
    home = household(session)
    case = open_case(session, home)
    with pytest.raises(CaseOpenAlready):
        open_case(session, home)
    assess(session, case, NOTHING)
    close(session, case)

    assert open_case(session, home).number == "AM-2026-00002"


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        (replace(FACTS, opened_on=TODAY + timedelta(1)), CaseDayOutside),
        (replace(FACTS, municipality_code="9999"), MunicipalityUnknown),
    ],
)
def test_what_cannot_be_is_refused(session: Session, facts: CaseFacts, error: type) -> None:
    with pytest.raises(error):
        open_case(session, household(session), facts)


def test_an_account_is_read_back_once_and_corrected_after_a_no(session: Session) -> None:
    case = made.opened(session)
    told = made.account(session, case)
    no = ReadBack(OPENED, Confirmation.NOT_CONFIRMED, Signature.NOT_ASKED)

    def read_back(account, said: ReadBack):
        return services.confirm_account(
            session,
            case_id=case.id,
            account_id=account.id,
            read_back=said,
            today=TODAY,
            **by(session),
        )

    with pytest.raises(AccountNotHeard):
        read_back(told, replace(no, signature=Signature.SIGNED))
    read_back(told, no)
    with pytest.raises(AccountSettled):
        read_back(told, no)
    better = services.correct_account(
        session,
        case_id=case.id,
        account_id=told.id,
        told=AccountAsTold(told.person_id, OPENED, "Bättre.", ClearOwnWish.NO, ContactConsent.YES),
        today=TODAY,
        **by(session),
    )
    with pytest.raises(AccountDayOutside):
        read_back(better, replace(no, on=OPENED - timedelta(1)))
    read_back(better, replace(no, confirmation=Confirmation.CONFIRMED))

    assert (better.corrects_id, told.withdrawn_at) == (told.id, NOW)
    assert queries.list_accounts(session, case.id)[0].id == better.id
    with pytest.raises(AccountSettled):
        read_back(told, no)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"words": "  "}, AccountEmpty),
        ({"told_on": TODAY + timedelta(1)}, AccountDayOutside),
        ({"person_id": uuid4()}, NotFound),
    ],
)
def test_an_account_says_something_of_somebody_here(
    session: Session, change: dict, error: type
) -> None:
    case = made.opened(session)
    told = AccountAsTold(
        made.teller(session, case), OPENED, "Ord.", ClearOwnWish.NO, ContactConsent.YES
    )
    with pytest.raises(error):
        services.record_account(
            session, case_id=case.id, told=replace(told, **change), today=TODAY, **by(session)
        )


def test_who_is_of_another_household_tells_nothing_here(session: Session) -> None:
    case = made.opened(session)
    stranger = person(session)
    told = AccountAsTold(stranger.id, OPENED, "Ord.", ClearOwnWish.NO, ContactConsent.YES)
    with pytest.raises(NotFound):
        services.record_account(session, case_id=case.id, told=told, today=TODAY, **by(session))


def test_what_is_taken_back_carries_no_outcome(session: Session) -> None:
    case = made.opened(session)
    made.confirmed_account(session, case)
    made.form_found(session, case)
    first = assess(session, case, ESTABLISHED)
    finding = queries.list_findings(session, case.id)[0]
    for _ in range(2):
        services.withdraw_finding(session, case_id=case.id, finding_id=finding.id, **by(session))
    with pytest.raises(OutcomeWithoutGround):
        assess(session, case, ESTABLISHED)
    services.withdraw_assessment(session, case_id=case.id, assessment_id=first.id, **by(session))

    assert [each.withdrawn_at for each in queries.list_assessments(session, case.id)] == [NOW]


def test_nothing_is_established_without_a_confirmed_account(session: Session) -> None:
    case = made.opened(session)
    made.account(session, case)
    made.form_found(session, case)
    with pytest.raises(OutcomeWithoutAccount):
        assess(session, case, ESTABLISHED)


def test_a_move_somebody_wanted_is_an_outcome_like_another(session: Session) -> None:
    case = made.opened(session)
    services.record_finding(
        session,
        case_id=case.id,
        finding=FindingFacts(CounterIndicator.FAMILY, Evidence.ACCOUNT),
        **by(session),
    )
    judged = JudgedAs(Outcome.MOTIVATED_MOVE, ClearOwnWish.YES, "Till sin syster.", OPENED)

    assert assess(session, case, judged).outcome is Outcome.MOTIVATED_MOVE


@pytest.mark.parametrize(
    ("judged", "error"),
    [
        (replace(NOTHING, reasons=" "), AssessmentWithoutReasons),
        (replace(NOTHING, decided_on=OPENED - timedelta(1)), CaseDayOutside),
        (replace(NOTHING, decided_on=TODAY + timedelta(1)), CaseDayOutside),
    ],
)
def test_an_outcome_has_its_reasons_and_its_day(
    session: Session, judged: JudgedAs, error: type
) -> None:
    with pytest.raises(error):
        assess(session, made.opened(session), judged)


def test_nothing_goes_out_before_somebody_has_looked(session: Session) -> None:
    case = made.opened(session)
    asked = made.track(session, case)
    with pytest.raises(OutwardUnchecked):
        made.take(session, asked, Step.SENT, OPENED)
    made.may_go_out(session, case)
    made.take(session, asked, Step.SENT, OPENED)

    assert [each.step for each in asked.steps] == [Step.STARTED, Step.SENT]


def test_a_no_of_one_stops_it_whatever_was_said_before(session: Session) -> None:
    case = made.opened(session)
    made.may_go_out(session, case)
    made.account(session, case, consent=ContactConsent.NO)
    with pytest.raises(NobodyConsented):
        made.track(session, case, (Step.SENT, OPENED))


def test_somebody_protected_stops_it_whatever_was_said_before(session: Session) -> None:
    home = household(session)
    case = made.opened(session, home)
    made.may_go_out(session, case)
    protected(session, home, named=[])
    asked = made.track(session, case)
    with pytest.raises(OutwardContactBlocked):
        made.take(session, asked, Step.SENT, OPENED)
    with pytest.raises(OutwardContactBlocked):
        check_outward(session, case, SecrecyGround.DUTY_BY_LAW, "29 kap. 10 §")


def test_what_lets_us_tell_is_said(session: Session) -> None:
    case = made.opened(session)
    with pytest.raises(NobodyConsented):
        check_outward(session, case, SecrecyGround.CONSENT)
    with pytest.raises(SecrecyWithoutReasons):
        check_outward(session, case, SecrecyGround.DUTY_BY_LAW, " ")
    made_check = check_outward(session, case, SecrecyGround.DUTY_BY_LAW, "29 kap. 10 §")
    services.withdraw_outward_check(session, case_id=case.id, check_id=made_check.id, **by(session))

    assert queries.find_outward_check(session, case.id) is None


def test_the_month_runs_from_receipt_and_ivo_is_asked_after_it(session: Session) -> None:
    case = made.opened(session)
    made.may_go_out(session, case)
    received = date(2026, 2, 9)
    asked = made.track(session, case, (Step.SENT, OPENED), (Step.RECEIVED, received))
    due = queries.list_due(session, within=everything, limit=9)
    with pytest.raises(AppliedTooEarly):
        made.take(session, asked, Step.APPLIED, date(2026, 3, 9))
    made.take(session, asked, Step.APPLIED, date(2026, 3, 10))

    assert [(each.deadline.last_on, each.case.id) for each in due] == [(date(2026, 3, 9), case.id)]
    assert queries.list_due(session, within=everything, limit=9) == []


def test_a_second_click_takes_no_second_step(session: Session) -> None:
    case = made.opened(session)
    made.may_go_out(session, case)
    asked = made.track(session, case, (Step.SENT, OPENED))
    with pytest.raises(StepOutOfTurn):
        made.take(session, asked, Step.SENT, OPENED)


def test_nothing_is_asked_of_nobody_knows_which_municipality(session: Session) -> None:
    case = open_case(session, household(session), replace(FACTS, municipality_code=None))
    with pytest.raises(MunicipalityNotKnown):
        made.track(session, case)


def test_another_cases_rows_do_not_exist_here(session: Session) -> None:
    case, other = made.opened(session), made.opened(session)
    track = made.track(session, other)
    told = made.account(session, other)
    with pytest.raises(NotFound):
        services.take_step(
            session,
            case_id=case.id,
            track_id=track.id,
            facts=StepFacts(Step.ENDED, TODAY),
            today=TODAY,
            **by(session),
        )
    with pytest.raises(NotFound):
        services.withdraw_account(session, case_id=case.id, account_id=told.id, **by(session))


def test_a_case_is_closed_when_it_is_judged_and_nothing_is_waited_for(session: Session) -> None:
    case = made.opened(session)
    track = made.track(session, case, kind=TrackKind.PROTEST)
    with pytest.raises(CaseUnjudged):
        close(session, case)
    assess(session, case, NOTHING)
    with pytest.raises(CaseUnderWay):
        close(session, case)
    made.take(session, track, Step.ENDED, TODAY)
    with pytest.raises(CaseDayOutside):
        close(session, case, OPENED - timedelta(1))
    close(session, case)
    with pytest.raises(CaseClosed):
        assess(session, case, NOTHING)
