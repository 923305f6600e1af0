"""The tracks of a case: what may follow what, and when IVO may be asked."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.law import law
from landlord_watch.cases.errors import (
    AnotherTransferOpen,
    AppliedTooEarly,
    StepBeforeTheLast,
    StepInTheFuture,
    StepOutOfTurn,
)
from landlord_watch.cases.rules.tracks import (
    FOLLOWS,
    Step,
    Taken,
    TrackKind,
    check_no_other_transfer,
    check_step,
    has_ended,
    next_steps,
    running,
)

TRANSFER = law("SoL (2025:400) 29 kap. 10–12 §§", "A")
COURT = law("SoL (2025:400) 35 kap. 2 § 5; IVO's page on appeal", "B")
OTHERS = law("SoL (2025:400) 29 kap. 1–4 and 9 §§: no application to IVO is known for these", "A")
OWN = law("own order of work", "own")
TODAY = date(2026, 11, 20)


def taken(*steps):
    """Steps with their days: `("sent", "2026-09-01")`."""
    return [Taken(Step(step), date.fromisoformat(on)) for step, on in steps]


ASKED = taken(("started", "2026-08-30"), ("sent", "2026-09-01"), ("received", "2026-09-15"))


def check(kind, before, step, on):
    check_step(kind, before, step=step, on=date.fromisoformat(on), today=TODAY)


@TRANSFER
def test_a_transfer_goes_from_request_to_ivo_and_court_and_back():
    before = taken(("started", "2026-01-02"))
    for step, on in [
        ("sent", "2026-01-02"),
        ("received", "2026-01-07"),
        ("reminded", "2026-01-20"),
        ("refused", "2026-02-02"),
        ("applied", "2026-02-03"),
        ("received_by_ivo", "2026-02-05"),
        ("rejected", "2026-05-04"),
        ("appealed", "2026-05-20"),
        ("court_for_us", "2026-09-01"),
        ("final", "2026-09-22"),
        ("handed_over", "2026-10-01"),
        ("ended", "2026-10-01"),
    ]:
        check(TrackKind.TRANSFER, before, Step(step), on)
        before = [*before, *taken((step, on))]

    assert has_ended(before)
    assert next_steps(TrackKind.TRANSFER, before) == frozenset()


@TRANSFER
@pytest.mark.parametrize("on", ["2026-09-16", "2026-10-14", "2026-10-15"])
def test_within_the_month_ivo_is_not_asked_without_a_no(on):
    with pytest.raises(AppliedTooEarly) as refused:
        check(TrackKind.TRANSFER, ASKED, Step.APPLIED, on)

    assert refused.value.context == {"last_on": date(2026, 10, 15)}


@TRANSFER
def test_the_day_after_the_month_ivo_may_be_asked():
    check_step(TrackKind.TRANSFER, ASKED, step=Step.APPLIED, on=date(2026, 10, 16), today=TODAY)


@TRANSFER
def test_after_a_no_ivo_may_be_asked_at_once():
    before = [*ASKED, *taken(("refused", "2026-09-17"))]

    check_step(TrackKind.TRANSFER, before, step=Step.APPLIED, on=date(2026, 9, 17), today=TODAY)


@TRANSFER
def test_a_reminder_gives_nobody_more_time():
    before = [*ASKED, *taken(("reminded", "2026-10-01"))]

    assert running(TrackKind.TRANSFER, before) == running(TrackKind.TRANSFER, ASKED)


@TRANSFER
def test_before_it_is_received_no_month_runs_and_ivo_is_not_asked():
    before = taken(("started", "2026-01-01"), ("sent", "2026-01-02"), ("reminded", "2026-03-01"))

    assert running(TrackKind.TRANSFER, before) is None
    with pytest.raises(StepOutOfTurn):
        check(TrackKind.TRANSFER, before, Step.APPLIED, "2026-06-01")


@TRANSFER
@pytest.mark.parametrize("step", [Step.AGREED, Step.REFUSED, Step.RECEIVED, Step.APPLIED])
@pytest.mark.parametrize("kind", TrackKind)
def test_a_reply_before_the_request_is_refused(kind, step):
    with pytest.raises(StepOutOfTurn):
        check(kind, taken(("started", "2026-01-02")), step, "2026-01-03")


@OWN
@pytest.mark.parametrize(
    ("on", "error"), [("2026-09-14", StepBeforeTheLast), ("2026-11-21", StepInTheFuture)]
)
def test_days_out_of_order_are_refused(on, error):
    with pytest.raises(error):
        check(TrackKind.TRANSFER, ASKED, Step.AGREED, on)


@OWN
def test_a_track_begins_by_being_started_and_once():
    assert next_steps(TrackKind.PROTEST, []) == {Step.STARTED}
    with pytest.raises(StepOutOfTurn):
        check(TrackKind.PROTEST, ASKED, Step.STARTED, "2026-11-01")


@COURT
@pytest.mark.parametrize("decided", [Step.GRANTED, Step.REJECTED])
def test_a_decision_of_ivo_can_be_appealed_for_three_weeks(decided):
    before = [
        *ASKED,
        *taken(("applied", "2026-10-16"), ("received_by_ivo", "2026-10-19")),
        Taken(decided, date(2026, 11, 2)),
    ]
    time = running(TrackKind.TRANSFER, before)

    assert time is not None
    assert (time.rule.key, time.last_on) == ("ivo_appeal", date(2026, 11, 23))
    assert Step.APPEALED in next_steps(TrackKind.TRANSFER, before)


@OTHERS
@pytest.mark.parametrize(
    "kind",
    [TrackKind.RESPONSIBILITY, TrackKind.UNFINISHED_INVESTIGATION, TrackKind.PROTEST],
)
def test_only_a_transfer_goes_to_ivo(kind):
    assert Step.APPLIED not in {step for steps in FOLLOWS[kind].values() for step in steps}


@TRANSFER
def test_a_second_request_is_refused_while_one_is_open():
    with pytest.raises(AnotherTransferOpen):
        check_no_other_transfer([TrackKind.TRANSFER], kind=TrackKind.TRANSFER)
    check_no_other_transfer([TrackKind.PROTEST], kind=TrackKind.TRANSFER)
    check_no_other_transfer([TrackKind.TRANSFER], kind=TrackKind.RESPONSIBILITY)


@OWN
@pytest.mark.parametrize("kind", TrackKind)
def test_every_step_leads_on_to_an_end(kind):
    ends_at = {Step.ENDED}
    for _ in Step:
        ends_at |= {step for step, after in FOLLOWS[kind].items() if after & ends_at}

    assert set(FOLLOWS[kind]) <= ends_at


@OWN
@given(st.sampled_from(TrackKind), st.lists(st.integers(0, 9), max_size=14))
def test_whoever_goes_step_by_step_is_never_stuck_before_the_end(kind, choices):
    before = []
    for day, choice in enumerate(choices):
        may = sorted(next_steps(kind, before))
        if not may:
            break
        before.append(Taken(may[choice % len(may)], date(2026, 1, 1) + timedelta(40 * day)))

    assert next_steps(kind, before) or before[-1].step is Step.ENDED
