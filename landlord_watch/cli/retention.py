"""Erasing people's files from the shell: what is due, what was agreed to, what a restore undid."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import Progress
from sqlalchemy import Engine, false
from sqlalchemy.exc import ProgrammingError

from landlord_watch.audit.queries.closing import count_erasable
from landlord_watch.audit.queries.verifying import verify_log
from landlord_watch.audit.rules import kept_since
from landlord_watch.cli.installation import installation_engine, key_trouble_told
from landlord_watch.imports.services.closing import put_away_old
from landlord_watch.infra import clock
from landlord_watch.infra.database import begin_reading, own_transactions
from landlord_watch.infra.key_files import KeyFiles
from landlord_watch.infra.storage import FolderStore
from landlord_watch.retention import queries
from landlord_watch.retention.errors import LedgerUnreadable
from landlord_watch.retention.queries import PurgeRow
from landlord_watch.retention.services.ledger import Ledger
from landlord_watch.retention.services.purging import Purging, Step
from landlord_watch.settings import Settings


@click.group()
def retention() -> None:
    """How long people's files are kept, and erasing them."""


@retention.command("due")
def due() -> None:
    """What becomes of each file today. A dry run: nothing is changed, and nobody is named."""
    with _opened() as (settings, engine), own_transactions(engine)() as session:
        begin_reading(session)
        kept = queries.look_over(
            session,
            place=settings.municipality,
            at=clock.utc_now(),
            within=lambda _household_id: false(),
        )
        since = kept_since(clock.today())
        rows = count_erasable(session, before=since)
    for (fate, because), count in sorted(kept.counts.items()):
        click.echo(f"{count:>8,}  {fate:<10} {because}")
    click.echo(f"{len(kept.due):,} to erase, {len(kept.held):,} of what is due on hold.")
    click.echo(f"{rows:,} rows of the access log to erase, from before {since:%Y-%m-%d}.")
    late = sum(row.decision.is_late(clock.today()) for row in kept.due)
    if late:
        raise click.ClickException(f"{late:,} should have been gone: the calendar year has passed.")


@retention.command("purge")
@click.option(
    "--log-as-it-is", is_flag=True, help="Erase of the access log though it is not whole."
)
def purge(log_as_it_is: bool) -> None:
    """Erase what was proposed by one and agreed to by another. Safe to stop and to repeat."""
    with _opened() as (settings, engine):
        with own_transactions(engine)() as session:
            put_away_old(session, at=clock.utc_now())  # files of lists that have lain their time
        purging = _purging(settings, engine)
        purging.let_go()  # what an earlier run did not come to
        purging.clear_late()
        half_sent = purging.clear_half_sent()
        approved = _approved(engine)
        of_log = [row for row in approved if row.purge.log_kept_from_at is not None]
        steps = list(_steps(purging, [row for row in approved if row not in of_log]))
        click.echo(f"Erased: {steps.count(Step.ERASED):,}. Left: {steps.count(Step.LEFT):,}.")
        click.echo(f"Photos dropped that had stopped half-way: {half_sent:,}.")
        if of_log and not log_as_it_is:
            _check_log(settings, engine)
        _erase_log(purging, of_log)


def _approved(engine: Engine) -> list[PurgeRow]:
    with own_transactions(engine)() as session:
        return [queries.get_purge(session, each) for each in queries.list_approved(session)]


def _steps(purging: Purging, approved: list[PurgeRow]) -> Iterator[Step]:
    with Progress(console=Console(stderr=True)) as progress:
        for row in approved:
            task = progress.add_task("Files", total=row.purge.proposed_files)
            progress.advance(task, row.purge.erased_files + row.purge.left_files)
            for step in purging.carry_out(row.purge.id):
                progress.advance(task)
                yield step


def _check_log(settings: Settings, engine: Engine) -> None:
    """What shows that somebody touched the log must not go with it."""
    with own_transactions(engine)() as session:
        begin_reading(session)
        verified = verify_log(session, anchors=settings.log_anchors, at=clock.utc_now())
    if verified.findings:
        raise click.ClickException(
            "The access log is not whole, and nothing of it was erased. Look first: "
            "landlord-watch verify log. Who knows why may add --log-as-it-is."
        )


def _erase_log(purging: Purging, approved: list[PurgeRow]) -> None:
    try:
        for row in approved:
            deque(purging.carry_out(row.purge.id), maxlen=0)
            click.echo("The oldest of the access log is erased. Now: landlord-watch verify log")
    except ProgrammingError as error:
        raise click.ClickException(
            "The server's own account may only add to the access log. Give the address of the "
            "account that owns the tables in DATABASE_URL, this once."
        ) from error


@retention.command("reapply")
def reapply() -> None:
    """After a restore: erase again what the backup brought back. Safe to repeat."""
    with _opened() as (settings, engine):
        try:
            done = _purging(settings, engine).reapply()
        except LedgerUnreadable as error:
            raise click.ClickException(
                f"{settings.purge_ledger} holds a line that is not ours. Nothing was erased."
            ) from error
    click.echo(f"Households erased again: {done.erased:,}. Visits: {done.visits:,}.")
    for household_id in done.held:
        click.echo(f"Left, for it is on hold: {household_id}", err=True)


@contextmanager
def _opened() -> Iterator[tuple[Settings, Engine]]:
    with installation_engine() as (settings, engine), key_trouble_told(settings):
        yield settings, engine


def _purging(settings: Settings, engine: Engine) -> Purging:
    return Purging(
        transaction=own_transactions(engine),
        store=FolderStore(settings.blobs),
        ledger=Ledger(settings.purge_ledger, KeyFiles(settings.keys)),
        place=settings.municipality,
        now=clock.utc_now,
    )
