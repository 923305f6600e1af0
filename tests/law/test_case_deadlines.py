"""Every deadline of a case, by table: month ends, leap years, holidays, the change of Act."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.law import law
from landlord_watch.cases.rules.deadlines import (
    Standing,
    deadline,
    deadline_rule,
    deadline_rules,
)
from landlord_watch.cases.rules.times import TimeEvent, TimeKind, begun_by
from landlord_watch.cases.rules.tracks import BEGINS
from landlord_watch.kernel.working_days import is_working_day

MONTH = law("SoL (2025:400) 29 kap. 11 §; from receipt, Bengtsfors's guideline", "A")
HOLIDAY = law("lag (1930:173) om beräkning av lagstadgad tid 2 §", "B")
CALENDAR = law("lag (1930:173) om beräkning av lagstadgad tid 1 §", "B")
IVO = law("SoL (2025:400) 29 kap. 11 §: three months", "A")
APPEAL = law("IVO's page on appeal; FL 44 §: three weeks from the day of the decision", "B")
CHILD = law("SoL (2025:400) 20 kap. 1–3 §§", "A")
FEEDBACK = law("SoL (2025:400) 19 kap. 6 §", "A")
SLOW = law("FL 12 §", "A")
COURT = law("FPL 6 a §: a public party always has three weeks from the day of the decision", "A")
REPORTED = law("SoL (2025:400) 34 kap. 1 §, (2001:453) 16 kap. 6 f §: three months", "A")
AT_ONCE = law("own: what must not wait is begun the same day; SoL 29 kap. 9 §", "own")
OWN = law("own order of work", "own")

ROWS = [
    # key, began on, last day, source
    ("transfer_reply", "2026-09-15", "2026-10-15", MONTH),
    ("transfer_reply", "2025-06-02", "2025-07-02", MONTH),
    ("transfer_reply", "2025-07-01", "2025-08-01", MONTH),
    ("transfer_reply", "2027-01-31", "2027-03-01", HOLIDAY),  # 28 February is a Sunday
    ("transfer_reply", "2028-01-31", "2028-02-29", CALENDAR),  # a leap year
    ("transfer_reply", "2028-01-29", "2028-02-29", CALENDAR),
    ("transfer_reply", "2026-01-30", "2026-03-02", HOLIDAY),  # 28 February is a Saturday
    ("transfer_reply", "2026-03-31", "2026-04-30", CALENDAR),
    ("transfer_reply", "2026-03-03", "2026-04-07", HOLIDAY),  # långfredagen to annandag påsk
    ("transfer_reply", "2026-04-01", "2026-05-04", HOLIDAY),  # första maj, a Friday
    ("transfer_reply", "2026-05-19", "2026-06-22", HOLIDAY),  # midsommarafton
    ("transfer_reply", "2026-11-24", "2026-12-28", HOLIDAY),  # julafton to a Sunday
    ("transfer_reply", "2026-12-01", "2027-01-04", HOLIDAY),  # nyårsdagen, a Friday
    ("transfer_reply", "2026-12-06", "2027-01-07", HOLIDAY),  # trettondedag jul
    ("transfer_reply", "2026-12-31", "2027-02-01", HOLIDAY),  # 31 January is a Sunday
    ("ivo_decision", "2026-11-30", "2027-02-28", CALENDAR),
    ("ivo_decision", "2027-11-30", "2028-02-29", CALENDAR),
    ("ivo_decision", "2026-09-26", "2026-12-26", IVO),  # a Saturday: it is not ours to move
    ("ivo_decision", "2025-05-15", "2025-08-15", IVO),  # begun under the old Act
    ("ivo_decision", "2026-10-01", "2027-01-01", IVO),
    ("ivo_appeal", "2026-10-01", "2026-10-22", APPEAL),
    ("ivo_appeal", "2026-12-04", "2026-12-28", HOLIDAY),  # juldagen
    ("ivo_appeal", "2026-05-29", "2026-06-22", HOLIDAY),  # midsommarafton
    ("ivo_appeal", "2028-02-08", "2028-02-29", APPEAL),
    ("ivo_appeal", "2026-12-31", "2027-01-21", APPEAL),
    ("court_appeal", "2026-10-01", "2026-10-22", COURT),
    ("court_appeal", "2026-12-04", "2026-12-28", HOLIDAY),  # juldagen, a Friday
    ("court_appeal", "2026-05-29", "2026-06-22", HOLIDAY),  # midsommarafton
    ("court_appeal", "2026-12-10", "2027-01-04", HOLIDAY),  # 31 December, then nyårsdagen
    ("court_appeal", "2028-02-08", "2028-02-29", COURT),
    ("court_appeal", "2025-06-16", "2025-07-07", COURT),  # over the change of Act
    ("protection_assessment", "2026-12-24", "2026-12-24", CHILD),
    ("protection_assessment", "2026-11-21", "2026-11-21", CHILD),
    ("preliminary_assessment", "2026-12-18", "2027-01-01", CHILD),
    ("preliminary_assessment", "2028-02-20", "2028-03-05", CHILD),
    ("preliminary_assessment", "2025-06-20", "2025-07-04", CHILD),
    ("child_investigation", "2026-10-31", "2027-02-28", CALENDAR),
    ("child_investigation", "2027-10-31", "2028-02-29", CALENDAR),
    ("child_investigation", "2026-08-31", "2026-12-31", CALENDAR),
    ("child_investigation", "2026-06-26", "2026-10-26", CHILD),
    ("notifier_feedback", "2026-12-25", "2027-01-01", FEEDBACK),
    ("notifier_feedback", "2025-07-01", "2025-07-08", FEEDBACK),
    ("notifier_feedback", "2028-02-22", "2028-02-29", FEEDBACK),
    ("notifier_feedback", "2026-04-27", "2026-05-04", FEEDBACK),
    ("protection_assessment", "2028-02-29", "2028-02-29", CHILD),
    ("protection_assessment", "2025-06-30", "2025-06-30", CHILD),  # under the old Act
    ("preliminary_assessment", "2026-12-12", "2026-12-26", CHILD),  # annandag jul: it is kept
    ("preliminary_assessment", "2027-02-14", "2027-02-28", CHILD),
    ("child_investigation", "2025-05-15", "2025-09-15", CHILD),  # begun under the old Act
    ("slow_decision", "2025-08-29", "2026-02-28", CALENDAR),
    ("slow_decision", "2027-08-29", "2028-02-29", CALENDAR),
    ("slow_decision_answer", "2026-11-27", "2026-12-25", SLOW),  # juldagen: it is kept
    ("slow_decision_answer", "2025-06-10", "2025-07-08", SLOW),
    ("unexecuted_decision", "2026-11-30", "2027-02-28", CALENDAR),
    ("unexecuted_decision", "2027-11-30", "2028-02-29", CALENDAR),
    ("unexecuted_decision", "2026-09-25", "2026-12-25", REPORTED),  # juldagen: it is kept
    ("unexecuted_decision", "2025-05-15", "2025-08-15", REPORTED),  # decided under the old Act
    ("first_contact", "2026-12-24", "2026-12-24", AT_ONCE),
    ("first_contact", "2028-02-29", "2028-02-29", AT_ONCE),
    ("start_track", "2026-11-21", "2026-11-21", AT_ONCE),
    ("start_track", "2025-06-30", "2025-06-30", AT_ONCE),
    ("best_interest_follow_up", "2028-02-29", "2028-02-29", OWN),
    ("best_interest_follow_up", "2026-12-25", "2026-12-25", OWN),
    ("slow_decision", "2026-08-31", "2027-02-28", CALENDAR),
    ("slow_decision", "2026-01-15", "2026-07-15", SLOW),
    ("slow_decision_answer", "2026-12-01", "2026-12-29", SLOW),
    ("slow_decision_answer", "2028-02-01", "2028-02-29", SLOW),
    ("official_letter_reply", "2026-08-31", "2026-09-30", OWN),
    ("official_letter_reply", "2026-01-31", "2026-02-28", OWN),
    ("reconsider_reply", "2026-12-18", "2027-01-01", OWN),
    ("reconsider_reply", "2028-02-15", "2028-02-29", OWN),
]


@pytest.mark.parametrize(
    ("key", "began_on", "last_on"),
    [
        pytest.param(key, began, last, id=f"{key} {began}", marks=source)
        for key, began, last, source in ROWS
    ],
)
def test_the_last_day_of_a_deadline(key, began_on, last_on):
    found = deadline(key, began_on=date.fromisoformat(began_on))

    assert found.last_on == date.fromisoformat(last_on)


@OWN
def test_every_deadline_has_its_worked_examples():
    assert {row[0] for row in ROWS} == set(deadline_rules())


@FEEDBACK
def test_a_rule_that_had_not_begun_to_apply_decides_nothing():
    with pytest.raises(KeyError):
        deadline_rule("notifier_feedback", on=date(2025, 6, 30))


@pytest.mark.parametrize(
    ("key", "on", "cited"),
    [
        pytest.param(
            "transfer_reply", date(2025, 6, 30), "2 a kap. 11 § SoL (2001:453)", marks=MONTH
        ),
        pytest.param(
            "transfer_reply", date(2025, 7, 1), "29 kap. 11 § SoL (2025:400)", marks=MONTH
        ),
        pytest.param("ivo_appeal", date(2026, 1, 1), "44 § FL", marks=APPEAL),
        pytest.param("ivo_appeal", date(2025, 6, 30), "44 § FL", marks=APPEAL),
        pytest.param("ivo_decision", date(2025, 6, 30), "2 a kap. 11 § SoL (2001:453)", marks=IVO),
        pytest.param("ivo_decision", date(2025, 7, 1), "29 kap. 11 § SoL (2025:400)", marks=IVO),
        pytest.param("court_appeal", date(2026, 1, 1), "6 a § FPL", marks=COURT),
        pytest.param("slow_decision", date(2026, 1, 1), "12 § FL", marks=SLOW),
        pytest.param("slow_decision_answer", date(2026, 1, 1), "12 § FL", marks=SLOW),
        pytest.param(
            "notifier_feedback", date(2025, 7, 1), "19 kap. 6 § SoL (2025:400)", marks=FEEDBACK
        ),
        pytest.param(
            "protection_assessment",
            date(2025, 6, 30),
            "11 kap. 1 a § första stycket SoL (2001:453)",
            marks=CHILD,
        ),
        pytest.param(
            "protection_assessment", date(2025, 7, 1), "20 kap. 1 § SoL (2025:400)", marks=CHILD
        ),
        pytest.param(
            "preliminary_assessment",
            date(2025, 6, 30),
            "11 kap. 1 a § andra stycket SoL (2001:453)",
            marks=CHILD,
        ),
        pytest.param(
            "preliminary_assessment", date(2025, 7, 1), "20 kap. 2 § SoL (2025:400)", marks=CHILD
        ),
        pytest.param(
            "unexecuted_decision",
            date(2025, 6, 30),
            "16 kap. 6 f § SoL (2001:453)",
            marks=REPORTED,
        ),
        pytest.param(
            "unexecuted_decision", date(2025, 7, 1), "34 kap. 1 § SoL (2025:400)", marks=REPORTED
        ),
        pytest.param("start_track", date(2025, 6, 30), "11 kap. 4 § SoL (2001:453)", marks=AT_ONCE),
        pytest.param("start_track", date(2025, 7, 1), "29 kap. 9 § SoL (2025:400)", marks=AT_ONCE),
        pytest.param(
            "best_interest_follow_up", date(2026, 1, 1), "3 kap. 1 § SoL (2025:400)", marks=OWN
        ),
        pytest.param(
            "child_investigation", date(2025, 6, 30), "11 kap. 2 § SoL (2001:453)", marks=CHILD
        ),
        pytest.param(
            "child_investigation", date(2026, 1, 1), "20 kap. 3 § SoL (2025:400)", marks=CHILD
        ),
    ],
)
def test_a_deadline_names_the_paragraph_of_the_day(key, on, cited):
    found = deadline_rule(key, on=on).statute(on=on)

    assert found is not None
    assert found.short == cited


@OWN
def test_a_deadline_of_our_own_names_no_paragraph():
    assert deadline_rule("reconsider_reply", on=date(2026, 1, 1)).statute(on=date.max) is None


@OWN
@pytest.mark.parametrize(
    ("on", "standing", "left"),
    [
        ("2026-10-07", Standing.LATER, 8),
        ("2026-10-08", Standing.SOON, 7),
        ("2026-10-14", Standing.SOON, 1),
        ("2026-10-15", Standing.TODAY, 0),
        ("2026-10-16", Standing.OVERDUE, -1),
    ],
)
def test_how_far_off_it_is(on, standing, left):
    found = deadline("transfer_reply", began_on=date(2026, 9, 15))

    assert found.standing(on=date.fromisoformat(on)) is standing
    assert found.days_left(on=date.fromisoformat(on)) == left


@AT_ONCE
def test_what_must_not_wait_stands_apart_whatever_its_day():
    found = deadline("protection_assessment", began_on=date(2026, 9, 15))

    assert {found.standing(on=on) for on in (date(2026, 9, 15), date(2026, 9, 20))} == {
        Standing.AT_ONCE
    }


@OWN
def test_every_time_of_our_own_has_its_rule_and_what_begins_it():
    begun = {kind for event in TimeEvent for kind in begun_by(event)}

    assert begun == set(TimeKind)
    assert {kind.value for kind in TimeKind} <= set(deadline_rules())


@OWN
def test_every_deadline_begins_with_a_step_an_event_or_a_chosen_day():
    by_steps = {key for of_track in BEGINS.values() for key in of_track.values()}
    by_events = {kind.value for kind in TimeKind}

    assert set(deadline_rules()) == by_steps | by_events | {"best_interest_follow_up"}


@HOLIDAY
@given(st.dates(date(2025, 7, 1), date(2045, 1, 1)))
def test_what_is_moved_never_ends_on_a_free_day(began_on):
    assert is_working_day(deadline("transfer_reply", began_on=began_on).last_on)
    assert is_working_day(deadline("ivo_appeal", began_on=began_on).last_on)
    assert is_working_day(deadline("court_appeal", began_on=began_on).last_on)
