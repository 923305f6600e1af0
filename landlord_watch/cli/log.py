"""The access log from the shell: whether it is whole, and how far it has come."""

from datetime import timedelta

import click
from rich.console import Console
from rich.progress import Progress
from sqlalchemy import Engine

from landlord_watch.audit.queries.verifying import LogFault, Verified, count_rows, verify_log
from landlord_watch.audit.services.anchoring import DUE_MINUTES, anchor_if_due
from landlord_watch.cli.installation import installation_engine, key_trouble_told
from landlord_watch.infra import clock
from landlord_watch.infra.database import begin_reading, own_transactions
from landlord_watch.settings import Settings

MOST_TOLD = 50
WORDS = {
    LogFault.CHANGED: "Chain {chain}, row {number}: not as it was written.",
    LogFault.GAP: "Chain {chain}, row {number}: rows before it are gone, or elsewhere.",
    LogFault.CUT: "Chain {chain}, row {number}: anchored, and gone or another.",
    LogFault.ANCHOR: "Line {number} of the anchors: not ours, or changed.",
    LogFault.CLOSING: "Chain {chain}, row {number}: said to be erased up to here, but not by us.",
    LogFault.UNANCHORED: "Rows more than an hour old have no anchor: lines are missing, or none "
    "was written.",
}


@click.group()
def verify() -> None:
    """Look whether what must not change is whole."""


@verify.command("log")
def verify_log_() -> None:
    """Look at every row of the access log, and at every anchor."""
    with installation_engine() as (settings, engine), key_trouble_told(settings):
        verified = _verified(settings, engine)
    since = (
        "never" if verified.anchored_at is None else f"{verified.anchored_at:%Y-%m-%d %H:%M} UTC"
    )
    click.echo(f"{verified.rows:,} rows, {verified.anchors:,} anchors, the newest: {since}")
    for found in verified.findings[:MOST_TOLD]:
        click.echo(WORDS[found.fault].format(chain=found.chain, number=found.number), err=True)
    if verified.findings:
        raise click.ClickException(f"The access log is not whole: {len(verified.findings)} places.")
    click.echo("The access log is whole.")


def _verified(settings: Settings, engine: Engine) -> Verified:
    with (
        own_transactions(engine)() as session,
        Progress(console=Console(stderr=True)) as progress,
    ):
        begin_reading(session)
        task = progress.add_task("Access log", total=count_rows(session))
        return verify_log(
            session,
            anchors=settings.log_anchors,
            at=clock.utc_now(),
            seen=lambda: progress.advance(task),
        )


@click.group()
def log() -> None:
    """The access log."""


@log.command("anchor")
@click.option("--if-due", is_flag=True, help="Only if the newest line is nearly an hour old.")
def anchor(if_due: bool) -> None:
    """Write down how far the log has come, in the file of the setting LOG_ANCHORS."""
    with (
        installation_engine() as (settings, engine),
        key_trouble_told(settings),
        own_transactions(engine)() as session,
    ):
        begin_reading(session)
        every = timedelta(minutes=DUE_MINUTES if if_due else 0)
        try:
            is_written = anchor_if_due(
                session, file=settings.log_anchors, at=clock.utc_now(), every=every
            )
        except OSError as error:
            raise click.ClickException(f"{settings.log_anchors}: {error.strerror}") from error
    click.echo("Written." if is_written else "Nothing new to write.")
