"""Invented persons whom nobody has a reason to read: whoever goes for one sounds the alarm."""

import click

from landlord_watch.audit.queries.traces import list_traces_of
from landlord_watch.cli.installation import installation_session
from landlord_watch.cli.users import named
from landlord_watch.infra import clock
from landlord_watch.reach.queries import list_canaries
from landlord_watch.reach.services import CANARY_TOUCHED, plant_canary

MOST = 20


@click.group()
def canary() -> None:
    """Invented persons who sound the alarm when somebody goes for them."""


@canary.command("add")
@click.option("--by", "username", required=True, help="Who has decided it: a user's name.")
@click.option("--count", default=1, type=click.IntRange(1, MOST), help="How many.")
def add(username: str, count: int) -> None:
    """Make an invented protected person, of whom nobody is told but who runs this."""
    with installation_session() as session:
        who = named(session, username)
        for _ in range(count):
            plant_canary(session, actor_id=who.id, at=clock.utc_now())
        numbers = [each.case_number for each in list_canaries(session)[-count:]]
    click.echo(f"Made, and to be told to nobody: {', '.join(numbers)}")


@canary.command("list")
def list_() -> None:
    """The invented persons, and how often somebody went for them."""
    with installation_session() as session:
        for each in list_canaries(session):
            traces = list_traces_of(
                session,
                subject_ids=[each.household_id, each.person_id],
                until=clock.utc_now(),
            )
            alarms = [trace for trace in traces if trace.action == CANARY_TOUCHED]
            last = f", last {alarms[0].last_at:%Y-%m-%d %H:%M} UTC" if alarms else ""
            times = sum(alarm.times for alarm in alarms)
            click.echo(
                f"{each.case_number}  since {each.started_at:%Y-%m-%d}  alarms: {times}{last}"
            )
