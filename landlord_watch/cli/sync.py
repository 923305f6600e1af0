"""What tablets sent, from the shell: understanding it and calling who is on duty for it."""

import threading
from pathlib import Path

import click
from sqlalchemy import Engine

from landlord_watch.alarms.services.ways_out import WaysOut
from landlord_watch.cli.installation import installation_engine
from landlord_watch.infra import clock
from landlord_watch.infra.database import own_transactions
from landlord_watch.infra.sealing import KeyFolder
from landlord_watch.infra.storage import FolderStore
from landlord_watch.settings import Settings
from landlord_watch.sync.errors import RescueFileMalformed, RescueFileTooLarge
from landlord_watch.sync.services.catching_up import CatchingUp
from landlord_watch.sync.services.rescuing import RescueReport, Rescuing

#: How often to look when nothing waited the last time.
LOOK_EVERY_SECONDS = 2.0
TROUBLES = {
    RescueFileMalformed: "This is no rescue file, or it was cut short. Save it again.",
    RescueFileTooLarge: "The file says it holds more than a tablet can. Nothing of it was taken.",
}


@click.group()
def sync() -> None:
    """What tablets sent."""


@sync.command("interpret")
@click.option("--keep-on", is_flag=True, help="Look again every other second, until stopped.")
def interpret(keep_on: bool) -> None:
    """Look into what was received, and call who is on duty. Safe to run beside the server."""
    with installation_engine() as (settings, engine):
        catching_up = _catching_up(settings, engine)
        carrying = WaysOut(settings, clock.utc_now).carrying(own_transactions(engine))
        click.echo(f"Looked into {catching_up.finish()}.")
        if done := carrying.finish():
            click.echo(f"Calls made and notices tried: {done}.")
        while keep_on:
            threading.Event().wait(LOOK_EVERY_SECONDS)
            catching_up.finish()
            carrying.finish()


@sync.command("rescue")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def rescue(file: Path) -> None:
    """Take in what a tablet could not send, from the file it wrote. Safe to repeat."""
    with installation_engine() as (settings, engine), file.open("rb") as opened:
        rescuing = Rescuing(
            own_transactions(engine), FolderStore(settings.blobs), clock.utc_now, actor_id=None
        )
        try:
            report = rescuing.read(opened)
        except (RescueFileMalformed, RescueFileTooLarge) as refusal:
            raise click.ClickException(TROUBLES[type(refusal)]) from refusal
    _tell(report)


def _tell(report: RescueReport) -> None:
    click.echo(f"New here: {len(report.received)}. Here already: {len(report.known)}.")
    if report.differing:
        click.echo(f"Other bytes than those here, both kept: {len(report.differing)}.")
    if report.unlisted:
        click.echo(f"Not in the file's own list, and passed over: {report.unlisted}.")
    for each in report.refused:
        click.echo(f"{each.parcel.kind} {each.parcel.sha256}: {each.refusal.code}", err=True)
    if report.refused:
        raise click.ClickException(f"Could not be taken in: {len(report.refused)}.")
    click.echo("Next: landlord-watch sync interpret, unless the server runs.")


def _catching_up(settings: Settings, engine: Engine) -> CatchingUp:
    return CatchingUp(
        transaction=own_transactions(engine),
        store=FolderStore(settings.blobs),
        keys=KeyFolder(settings.keys),
        now=clock.utc_now,
    )
