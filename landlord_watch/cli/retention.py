"""Erasing people's files from the shell: what is due, what was agreed to, what a restore undid."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import Progress
from sqlalchemy import Engine, false

from landlord_watch.cli.installation import installation_engine, key_trouble_told
from landlord_watch.infra import clock
from landlord_watch.infra.database import begin_reading, own_transactions
from landlord_watch.infra.key_files import KeyFiles
from landlord_watch.infra.storage import FolderStore
from landlord_watch.retention import queries
from landlord_watch.retention.errors import LedgerUnreadable
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
    for (fate, because), count in sorted(kept.counts.items()):
        click.echo(f"{count:>8,}  {fate:<10} {because}")
    click.echo(f"{len(kept.due):,} to erase, {len(kept.held):,} of what is due on hold.")
    late = sum(row.decision.is_late(clock.today()) for row in kept.due)
    if late:
        raise click.ClickException(f"{late:,} should have been gone: the calendar year has passed.")


@retention.command("purge")
def purge() -> None:
    """Erase what was proposed by one and agreed to by another. Safe to stop and to repeat."""
    with _opened() as (settings, engine):
        purging = _purging(settings, engine)
        purging.let_go()  # what an earlier run did not come to
        purging.clear_late()
        steps = list(_all_steps(purging, engine))
    click.echo(f"Erased: {steps.count(Step.ERASED):,}. Left: {steps.count(Step.LEFT):,}.")


def _all_steps(purging: Purging, engine: Engine) -> Iterator[Step]:
    with own_transactions(engine)() as session:
        approved = {id_: queries.get_purge(session, id_) for id_ in queries.list_approved(session)}
    with Progress(console=Console(stderr=True)) as progress:
        for purge_id, row in approved.items():
            task = progress.add_task("Files", total=row.purge.proposed_files)
            progress.advance(task, row.purge.erased_files + row.purge.left_files)
            for step in purging.carry_out(purge_id):
                progress.advance(task)
                yield step


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
