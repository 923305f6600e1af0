"""
T10, T14, T15, T17: whatever breaks between tablets and the office, what was promised is kept.

The long run of the same schedules is `sync.faults_…` of the figures.
"""

from datetime import timedelta
from uuid import UUID

import pytest

from faults import mutants, mutants_tablet
from faults.campaign import Mutant, an_office, play
from faults.oracle import Oracle
from faults.places import Ground
from faults.schedule import DAY, Schedule
from faults.sender import Sender

SCHEDULES = 16
#: One of each kind, found soon; all of them are planted for the figures.
SOON = (
    "acknowledged without commit",
    "rival written over",
    "a restore that keeps the epoch",
    "ForgetsWhatItSent",
)


def test_what_was_promised_is_kept_whatever_breaks(ground: Ground) -> None:
    result = play(ground, schedules=SCHEDULES)

    assert result.first is None
    assert result.counts["acknowledged new"] > SCHEDULES
    assert result.counts["crashed"] > 0


@pytest.mark.parametrize("name", SOON)
def test_a_planted_bug_is_found(ground: Ground, name: str) -> None:
    mutant = next(each for each in mutants.MUTANTS if each.name == name)

    assert play(ground, schedules=60, mutant=mutant, until_broken=True).first is not None


def test_there_are_more_planted_bugs_than_were_asked_for() -> None:
    assert len({mutant.name for mutant in mutants.MUTANTS}) == len(mutants.MUTANTS) >= 12


def restored_after(
    ground: Ground, program: type[Sender], *, by_tablets: timedelta, by_office: timedelta
) -> tuple[set[str], set[UUID]]:
    """
    All is delivered, so much time passes by each clock, and a restore takes all of it back.

    Gives which promises were broken, and what the tablets had let go as its time was over.
    """
    with an_office(ground, 1) as (office, twin, plans):
        schedule = Schedule(office, plans[0], 1, program)
        schedule.back_up()
        for _ in range(3):
            schedule.write()
        schedule.calm()
        for running in schedule.tablets:
            running.glass.now += by_tablets
        office.time.pass_on(by_office)
        schedule.calm()
        schedule.restore()
        broken = {each.kind for each in schedule.end(twin)}
        stores = [store for running in schedule.tablets for store in running.glass.stores]
        return broken, {each for store in stores for each in store.timed_out}


@pytest.mark.parametrize("years", [-10, 10])
def test_a_tablet_whose_clock_jumps_still_has_what_a_restore_took_back(
    ground: Ground, years: int
) -> None:
    jump = {"by_tablets": years * 365 * DAY, "by_office": DAY}

    assert restored_after(ground, Sender, **jump) == (set(), set())


def test_a_month_counted_by_the_tablets_own_clock_is_found(ground: Ground) -> None:
    jump = {"by_tablets": 31 * DAY, "by_office": DAY}

    broken, _ = restored_after(ground, mutants_tablet.CountsByItsOwnClock, **jump)
    assert "lost" in broken


def test_after_a_month_by_the_offices_clock_a_tablet_has_let_it_go(ground: Ground) -> None:
    months = {"by_tablets": DAY, "by_office": 30 * DAY}

    broken, timed_out = restored_after(ground, Sender, **months)
    assert broken == set()
    assert timed_out


def test_a_harness_that_breaks_is_not_taken_for_one_that_found_nothing(ground: Ground) -> None:
    with pytest.raises(ZeroDivisionError):
        play(ground, schedules=1, mutant=Mutant("breaks", program=mutants_tablet.Breaks))


def test_a_harness_that_does_nothing_is_noticed(ground: Ground) -> None:
    idle = Mutant("does nothing", program=mutants_tablet.DoesNothing)
    result = play(ground, schedules=2, mutant=idle)

    assert result.broken["undelivered"] > 0
    assert "acknowledged new" in result.too_rare()


def test_the_same_seed_is_the_same_schedule(ground: Ground) -> None:
    traces = []
    for _ in range(2):
        with an_office(ground, 1) as (office, twin, plans):
            schedule = Schedule(office, plans[0], 8)
            schedule.play(twin)
            traces.append(schedule.history.trace)

    assert traces[0] == traces[1]
    assert len(traces[0]) > 10


def test_an_oracle_that_was_told_of_nothing_finds_all_of_it_strange(ground: Ground) -> None:
    with an_office(ground, 1) as (office, twin, plans):
        schedule = Schedule(office, plans[0], 7)
        assert schedule.play(twin) == []
        glasses = [running.glass for running in schedule.tablets]
        schedule.history.sent.clear()
        found = Oracle(schedule.history, schedule.plan, glasses).judge(office, twin)

    assert {each.kind for each in found} == {"phantom"}
