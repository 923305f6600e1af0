"""
T10, T14, T15: the same faults as a state machine, so that what breaks is told in few steps.

Hypothesis chooses what happens and what becomes of every question; what it chooses is shrunk.
"""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, reject, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from faults.campaign import HEALTHY, Mutant, an_office
from faults.line import Fate
from faults.mutants import MUTANTS
from faults.office import Office
from faults.oracle import Twin
from faults.places import Ground
from faults.plan import Plan
from faults.schedule import Schedule

#: More than there are examples, for what is found is tried again and again to make it smaller.
PLANS = 30
PROFILE = settings(
    max_examples=3,
    stateful_step_count=12,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


class Field(RuleBasedStateMachine):
    """A day in the field; `office`, `twin` and `plans` are those of the test."""

    office: Office
    twin: Twin
    plans: Iterator[Plan]

    def __init__(self) -> None:
        super().__init__()
        self.schedule: Schedule | None = None

    @property
    def day(self) -> Schedule:
        assert self.schedule is not None
        return self.schedule

    @initialize(seed=st.integers(0, 2**32))
    def begin(self, seed: int) -> None:
        plan = next(self.plans, None)
        if plan is None:
            reject()
        self.schedule = Schedule(self.office, plan, seed)
        self.schedule.write()

    @rule()
    def somebody_writes(self) -> None:
        self.day.write()

    @rule(fates=st.lists(st.sampled_from(Fate), min_size=1, max_size=8))
    def tablets_go_on(self, fates: list[Fate]) -> None:
        for fate in fates:
            self.day.step(fate)

    @precondition(lambda self: self.schedule is not None and self.schedule.line.held_back)
    @rule()
    def something_comes_late(self) -> None:
        self.day.line.bring_what_was_held_back()

    @rule()
    def the_office_looks(self) -> None:
        self.day.understand()

    @rule()
    def a_battery_falls_out(self) -> None:
        self.day.switch_off()

    @rule()
    def a_clock_is_turned(self) -> None:
        self.day.turn_a_clock()

    @rule()
    def other_bytes_come(self) -> None:
        self.day.send_other_bytes()

    @rule()
    def the_office_is_backed_up(self) -> None:
        self.day.back_up()

    @precondition(lambda self: self.schedule is not None and self.schedule.put_back is not None)
    @rule()
    def the_office_is_restored(self) -> None:
        self.day.restore()

    @rule()
    def a_visit_is_erased(self) -> None:
        self.day.erase()

    @rule()
    def a_tablet_is_revoked(self) -> None:
        self.day.revoke()

    @invariant()
    def no_answer_was_untrue(self) -> None:
        assert self.schedule is None or self.schedule.history.broken == []

    def teardown(self) -> None:
        if self.schedule is not None:
            assert self.schedule.end(self.twin) == []


def live_days(ground: Ground, mutant: Mutant = HEALTHY, profile: settings = PROFILE) -> None:
    """Days in one office, each with tablets and visits of its own."""
    with an_office(ground, PLANS, mutant) as (office, twin, plans):
        own = {"office": office, "twin": twin, "plans": iter(plans)}
        run_state_machine_as_test(type("Days", (Field,), own), settings=profile)


def test_fm_04_what_was_promised_is_kept_in_whichever_steps_it_breaks(ground: Ground) -> None:
    live_days(ground)

    assert not list(ground.folder.iterdir())  # every office of it was lived in and taken down


def test_the_machine_finds_an_office_that_commits_nothing(ground: Ground) -> None:
    mutant = next(each for each in MUTANTS if each.name == "acknowledged without commit")

    with pytest.raises(Exception, match="Broken"):
        live_days(ground, mutant, settings(PROFILE, phases=(Phase.generate,)))
