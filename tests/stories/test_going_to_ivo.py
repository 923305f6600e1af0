"""Stories in which the municipalities do not agree, and IVO and a court decide."""

from datetime import date

from landlord_watch.cases.rules.findings import Evidence, Outcome
from landlord_watch.cases.rules.tracks import Step, TrackKind
from landlord_watch.households.rules import ArrivalForm
from stories.casework import Casework
from stories.grounds import REQUEST


def asked_and_refused(desk: Casework, on: date) -> None:
    """A family's case, in which a transfer is asked for and refused the same day."""
    desk.on(on)
    desk.household(on, adults=2, children=1)
    desk.came(on)
    desk.opens()
    desk.told("Vi fick veta att biståndet upphör om vi inte flyttar.")
    desk.speaks_for(ArrivalForm.AID_REFUSED_OR_THREATENED, Evidence.DOCUMENT)
    desk.looks_at_secrecy("duty_by_law", "En begäran om överflyttning ska göras.")
    desk.judges(Outcome.ESTABLISHED, reasons="Det står i deras beslut.")
    desk.asks_for(TrackKind.TRANSFER)
    desk.sends("transfer_request", REQUEST)
    desk.happened(Step.RECEIVED)


def test_no_answer_comes_and_ivo_is_asked_the_day_after_the_month(desk: Casework) -> None:
    asked_and_refused(desk, date(2026, 1, 30))
    desk.on(date(2026, 2, 20))
    reminder = desk.sends("transfer_reminder")
    desk.on(date(2026, 3, 2))
    too_early = desk.cannot_happen(Step.APPLIED)
    last_day = desk.due()
    desk.on(date(2026, 3, 3))
    overdue = desk.due()
    application = desk.sends("ivo_application", REQUEST)

    assert "senast den 2 mars 2026" in reminder
    assert "2 mars 2026" in too_early
    assert desk.case.number in last_day
    assert "1 dag över tiden" in overdue
    assert "Inget svar har kommit." in application
    assert "29 kap. 11 § socialtjänstlagen (2025:400)" in application


def test_ivo_says_yes_and_the_case_is_handed_over_when_it_is_final(desk: Casework) -> None:
    asked_and_refused(desk, date(2026, 4, 1))
    desk.happened(Step.REFUSED)
    desk.sends("ivo_application", REQUEST)
    desk.on(date(2026, 4, 7))
    desk.happened(Step.RECEIVED_BY_IVO, reference="8.2-12345/2026")
    waiting = desk.due()
    desk.on(date(2026, 6, 30))
    desk.happened(Step.GRANTED, reference="8.2-12345/2026")
    desk.on(date(2026, 7, 22))
    desk.happened(Step.FINAL)
    desk.happened(Step.HANDED_OVER)
    closed = desk.closes()

    assert "7 juli 2026" in waiting
    assert "Avslutat 22 juli 2026" in closed.words


def test_ivo_says_no_and_a_court_says_otherwise(desk: Casework) -> None:
    asked_and_refused(desk, date(2026, 2, 2))
    desk.happened(Step.REFUSED)
    desk.sends("ivo_application", REQUEST)
    desk.happened(Step.RECEIVED_BY_IVO, reference="8.2-1/2026")
    desk.on(date(2026, 4, 30))
    desk.happened(Step.REJECTED, reference="8.2-1/2026")
    waiting = desk.due()
    desk.on(date(2026, 5, 21))
    appeal = desk.sends("ivo_appeal", REQUEST)
    desk.on(date(2026, 9, 1))
    desk.happened(Step.COURT_FOR_US, reference="1234-26")
    desk.on(date(2026, 10, 1))
    desk.happened(Step.FINAL)
    desk.happened(Step.HANDED_OVER)
    desk.closes()

    assert "21 maj 2026" in waiting
    assert "beslut den 30 april 2026, nummer 8.2-1/2026" in appeal
    assert "35 kap. 2 § 5 socialtjänstlagen (2025:400)" in appeal


def test_before_the_change_of_act_letters_name_the_old_act(desk: Casework) -> None:
    asked_and_refused(desk, date(2025, 3, 3))
    desk.happened(Step.REFUSED)
    application = desk.sends("ivo_application", REQUEST)

    assert "2 a kap. 11 § socialtjänstlagen (2001:453)" in application
    assert "2025:400" not in application


def test_a_request_by_the_old_act_is_taken_to_ivo_by_the_new(desk: Casework) -> None:
    asked_and_refused(desk, date(2025, 6, 16))
    desk.on(date(2025, 7, 17))
    application = desk.sends("ivo_application", REQUEST)

    assert "enligt 29 kap. 11 § socialtjänstlagen (2025:400)" in application
    assert "16 juni 2025 enligt 2 a kap. 10 § socialtjänstlagen (2001:453)" in application
