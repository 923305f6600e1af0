"""Understanding what tablets sent, from the shell: what waits, or all of it once more."""

import threading
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

import click
from sqlalchemy import Engine

from landlord_watch.alarms.services.ways_out import WaysOut
from landlord_watch.cli.installation import installation_engine
from landlord_watch.infra import clock
from landlord_watch.infra.clock import LOCAL
from landlord_watch.infra.database import own_transactions
from landlord_watch.infra.sealing import KeyFolder
from landlord_watch.infra.storage import FolderStore
from landlord_watch.settings import Settings
from landlord_watch.sync.rules import sequence_in
from landlord_watch.sync.services.catching_up import CatchingUp
from landlord_watch.sync.services.interpreting_again import Chosen, InterpretingAgain, Summary
from landlord_watch.sync.services.marking import HistoryMark
from landlord_watch.sync.services.silence import Listening

#: How often to look when nothing waited the last time.
LOOK_EVERY_SECONDS = 2.0
#: How often to say how far it has come.
TELL_EVERY = 500


@click.command("ingest")
@click.option("--keep-on", is_flag=True, help="Look again every other second, until stopped.")
@click.option("--again", is_flag=True, help="Interpret anew what was interpreted before, too.")
@click.option("--parked", is_flag=True, help="Only what is parked: look into it once more.")
@click.option("--visit", "visit_id", type=click.UUID, help="Again, only this visit.")
@click.option("--receipt", help="Again, only the parcel with this receipt number, and its visit.")
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), help="Again, only what came on this day or later."
)
def ingest(
    *,
    keep_on: bool,
    again: bool,
    parked: bool,
    visit_id: UUID | None,
    receipt: str | None,
    since: datetime | None,
) -> None:
    """
    Look into what was received, and call who is on duty. Safe to run beside the server.

    With --again everything is made anew of the raw parcels, after a corrected fault: what says the
    same stays as it is, with all that was done since, and what cannot be read now keeps what it
    had. Safe to repeat.
    """
    chosen = Chosen(visit_id=visit_id, seq=_number(receipt), received_since=_start_of(since))
    with installation_engine() as (settings, engine):
        mark = HistoryMark(own_transactions(engine), settings.history_mark)
        mark.keep()  # what is written afterwards would make up for what a restore took back
        if again or parked or chosen != Chosen():
            _again(settings, engine, chosen, is_only_parked=parked)
        catching_up = _catching_up(settings, engine)
        own, ways_out = own_transactions(engine), WaysOut(settings, clock.utc_now)
        carrying, listening = ways_out.carrying(own), Listening(own, ways_out)
        click.echo(f"Looked into {catching_up.finish()} that waited.")
        listening.look()
        if done := carrying.finish():
            click.echo(f"Calls made and notices tried: {done}.")
        mark.keep()
        while keep_on:
            threading.Event().wait(LOOK_EVERY_SECONDS)
            catching_up.finish()
            listening.look()
            carrying.finish()


def _again(settings: Settings, engine: Engine, chosen: Chosen, *, is_only_parked: bool) -> None:
    interpreting = InterpretingAgain(
        own_transactions(engine), KeyFolder(settings.keys), clock.utc_now
    )
    _follow(interpreting.try_parked(chosen))
    if not is_only_parked:
        _follow(interpreting.interpret(chosen))
    interpreting.try_photos(chosen)
    _tell(interpreting.summary)


def _follow(working: Iterator[Summary]) -> None:
    for number, summary in enumerate(working, start=1):
        if number % TELL_EVERY == 0:
            changed = summary.visits_changed
            click.echo(f"  {number} looked into, {changed} visits changed so far", err=True)


def _tell(summary: Summary) -> None:
    click.echo(
        f"Parked before: {summary.parked_taken} understood now, "
        f"{summary.parked.total()} still parked."
    )
    _tell_each(summary.parked, "still parked")
    click.echo(
        f"Interpreted anew: {summary.parcels} parcels of {summary.visits} visits; "
        f"{summary.visits_changed} visits differed."
    )
    _tell_each(summary.rows, "rows written")
    _tell_each(summary.kept, "could not be interpreted now, and keep what they had")


def _tell_each(counted: dict[str, int], means: str) -> None:
    for name, number in sorted(counted.items()):
        click.echo(f"  {name}: {number} {means}")


def _number(receipt: str | None) -> int | None:
    if receipt is None:
        return None
    number = sequence_in(receipt)
    if number is None:
        raise click.BadParameter("A receipt number looks like QK 000 042.")
    return number


def _start_of(day: datetime | None) -> datetime | None:
    return None if day is None else day.replace(tzinfo=LOCAL)


def _catching_up(settings: Settings, engine: Engine) -> CatchingUp:
    return CatchingUp(
        transaction=own_transactions(engine),
        store=FolderStore(settings.blobs),
        keys=KeyFolder(settings.keys),
        now=clock.utc_now,
    )
