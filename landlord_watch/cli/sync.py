"""What a tablet could not send, from the shell."""

from pathlib import Path

import click

from landlord_watch.cli.installation import installation_engine
from landlord_watch.infra import clock
from landlord_watch.infra.database import own_transactions
from landlord_watch.infra.storage import FolderStore
from landlord_watch.sync.errors import RescueFileMalformed, RescueFileTooLarge
from landlord_watch.sync.services.history import begin_new_epoch
from landlord_watch.sync.services.marking import HistoryMark
from landlord_watch.sync.services.rescuing import RescueReport, Rescuing

TROUBLES = {
    RescueFileMalformed: "This is no rescue file, or it was cut short. Save it again.",
    RescueFileTooLarge: "The file says it holds more than a tablet can. Nothing of it was taken.",
}


@click.group()
def sync() -> None:
    """What tablets sent."""


@sync.command("new-epoch")
def new_epoch() -> None:
    """After a restore: begin another history, so that every tablet offers again what it holds."""
    with installation_engine() as (settings, engine):
        transaction = own_transactions(engine)
        with transaction() as session:
            begin_new_epoch(session)
        HistoryMark(transaction, settings.history_mark).keep()
    click.echo("Another history has begun. Tablets offer again what they still hold.")


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
    click.echo("Next: landlord-watch ingest, unless the server runs.")
