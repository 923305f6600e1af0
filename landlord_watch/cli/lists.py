"""Lists from the shell: looked over, taken in, taken back and put away."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import click
from rich.console import Console
from rich.progress import Progress
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from landlord_watch.cli.installation import installation_engine, key_trouble_told
from landlord_watch.identity.queries import find_staff_named
from landlord_watch.identity.rules import Permission, Role, may
from landlord_watch.imports import queries
from landlord_watch.imports.errors import ColumnsMissing, FileReadAlready, FileUnreadable
from landlord_watch.imports.models import ImportBatch
from landlord_watch.imports.rules.kind import KindName
from landlord_watch.imports.rules.kinds import KINDS
from landlord_watch.imports.rules.planning import BY_GROUP, Outcome
from landlord_watch.imports.services.closing import put_away_old
from landlord_watch.imports.services.committing import commit
from landlord_watch.imports.services.receiving import FileGiven, receive_file
from landlord_watch.imports.services.staging import Place, stage
from landlord_watch.imports.services.undoing import list_hindrances, undo
from landlord_watch.infra import clock
from landlord_watch.infra.database import own_transactions
from landlord_watch.kernel.errors import DomainError
from landlord_watch.reach.queries import Viewer, within
from landlord_watch.settings import Settings

#: So many of what stands in the way are named.
NAMED = 20


@dataclass(frozen=True, slots=True)
class Desk:
    """Somebody at the shell, as what the policy lets them do."""

    settings: Settings
    session: Session
    staff_id: UUID
    roles: frozenset[Role]

    def place(self, kind: KindName) -> Place:
        """
        Where lists are looked over, and what is within reach.

        Raises: `ClickException`: the policy does not let them.
        """
        is_of_cases = KINDS[kind].is_of_cases
        permission = Permission.IMPORTS_CASES if is_of_cases else Permission.IMPORTS_REGISTER
        if not may(self.roles, permission):
            raise click.ClickException(f"Their roles do not give {permission}.")
        viewer = Viewer(self.staff_id, self.roles, clock.utc_now())
        code = self.settings.municipality.code
        return Place(code, clock.today(), within(viewer, permission))


AS = click.option("--as", "username", required=True, help="Whose list it is: a username.")


@click.group("import")
def import_lists() -> None:
    """Lists of landlords, homes, rents, tenancies and payments. Nothing is taken in unasked."""


@import_lists.command("file")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--kind", type=click.Choice([kind.value for kind in KindName]), required=True)
@click.option("--source", required=True, help="From where it comes; the system, of payments.")
@click.option("--on", "as_of", type=click.DateTime(["%Y-%m-%d"]), help="The day it is of.")
@click.option("--full", is_flag=True, help="It names all there are: what is absent has ended.")
@click.option(
    "--take-in",
    "groups",
    type=click.Choice([outcome.value for outcome in BY_GROUP]),
    multiple=True,
    help="What is to be taken in; without it nothing is.",
)
@AS
def import_file(
    file: Path,
    kind: str,
    source: str,
    as_of: datetime | None,
    full: bool,
    groups: tuple[str, ...],
    username: str,
) -> None:
    """Look a list over, and take in what is asked for."""
    given = FileGiven(
        kind=KindName(kind),
        source=source,
        name=file.name,
        content=file.read_bytes(),
        as_of_on=clock.today() if as_of is None else as_of.date(),
        is_full=full,
    )
    with _desk(username) as desk:
        batch = _looked_over(desk, given)
        _tell(batch)
    if groups:
        _take_in(batch.id, frozenset(Outcome(each) for each in groups), username)


def _looked_over(desk: Desk, given: FileGiven) -> ImportBatch:
    place = desk.place(given.kind)
    try:
        batch = receive_file(
            desk.session,
            file=given,
            actor_id=desk.staff_id,
            at=clock.utc_now(),
            today=clock.today(),
        )
        return stage(desk.session, batch_id=batch.id, place=place)
    except FileReadAlready as refusal:
        raise click.ClickException(
            f"The same file is here already: {refusal.batch_id}. 0 new."
        ) from refusal
    except FileUnreadable as refusal:
        raise click.ClickException(f"{given.name} cannot be read: {refusal.reason}.") from refusal
    except ColumnsMissing as refusal:
        columns = ", ".join(refusal.fields)
        raise click.ClickException(f"No column was found for: {columns}.") from refusal


def _tell(batch: ImportBatch) -> None:
    click.echo(f"{batch.id}  {batch.file_name}")
    _tell_counts(batch.summary["counts"])
    for group in batch.summary["problems"]:
        follows = "stops" if group["is_stop"] else "warns"
        rows = ", ".join(str(number) for number, _ in group["first"])
        click.echo(
            f"{group['count']:>8,}  {follows}  {group['code']} {group['field']}  rows {rows}"
        )


def _tell_counts(counts: dict[str, int]) -> None:
    for name, count in counts.items():
        if count:
            click.echo(f"{count:>8,}  {name}")


@import_lists.command("commit")
@click.argument("batch_id", type=click.UUID)
@click.option(
    "--take-in",
    "groups",
    type=click.Choice([outcome.value for outcome in BY_GROUP]),
    multiple=True,
    required=True,
)
@AS
def commit_batch(batch_id: UUID, groups: tuple[str, ...], username: str) -> None:
    """Take in a list that was looked over. One that was broken off left nothing: ask again."""
    _take_in(batch_id, frozenset(Outcome(each) for each in groups), username)


def _take_in(batch_id: UUID, groups: frozenset[Outcome], username: str) -> None:
    with _desk(username) as desk, Progress(console=Console(stderr=True)) as progress:
        batch = _batch(desk, batch_id)
        task = progress.add_task("Taking in", total=None)
        done = commit(
            desk.session,
            batch_id=batch_id,
            groups=groups,
            place=desk.place(batch.kind),
            actor_id=desk.staff_id,
            at=clock.utc_now(),
            progress=lambda at, total: progress.update(task, completed=at, total=total),
        )
        taken_in: dict[str, Any] = done.summary["taken_in"]
    click.echo("Taken in:")
    _tell_counts(taken_in)


@import_lists.command("undo")
@click.argument("batch_id", type=click.UUID)
@AS
def undo_batch(batch_id: UUID, username: str) -> None:
    """Take back all that a list brought, or say what stands in the way."""
    with _desk(username) as desk:
        desk.place(_batch(desk, batch_id).kind)
        found = list_hindrances(desk.session, batch_id=batch_id)
        for each in found[:NAMED]:
            why = f"{each.by_table} {each.by_id} rests on it" if each.by_table else "changed since"
            click.echo(f"{each.table} {each.id}: {why}", err=True)
        if found:
            raise click.ClickException(f"{len(found):,} in the way. Nothing was taken back.")
        undoing = undo(desk.session, batch_id=batch_id, actor_id=desk.staff_id, at=clock.utc_now())
        click.echo(f"Taken back by {undoing.id}.")


@import_lists.command("sweep")
def sweep() -> None:
    """Delete the files of lists that have lain 30 days; what they changed stays."""
    with (
        installation_engine() as (settings, engine),
        key_trouble_told(settings),
        own_transactions(engine)() as session,
    ):
        count = put_away_old(session, at=clock.utc_now())
    click.echo(f"{count:,} put away.")


@contextmanager
def _desk(username: str) -> Iterator[Desk]:
    with (
        installation_engine() as (settings, engine),
        key_trouble_told(settings),
        _session(engine) as session,
    ):
        who = find_staff_named(session, username)
        if who is None:
            raise click.ClickException(f"Nobody active is called {username}.")
        yield Desk(settings, session, who.id, who.roles)


@contextmanager
def _session(engine: Engine) -> Iterator[Session]:
    try:
        with own_transactions(engine)() as session:
            yield session
    except DomainError as refusal:
        raise click.ClickException(f"{refusal.code}: nothing was done.") from refusal


def _batch(desk: Desk, batch_id: UUID) -> ImportBatch:
    """A list that who asks may see: those of the case world are seen by who brought them."""
    batch = queries.get_batch(desk.session, batch_id, kinds=tuple(KindName))
    owner = desk.staff_id if KINDS[batch.kind].is_of_cases else None
    return queries.get_batch(desk.session, batch_id, kinds=(batch.kind,), received_by_id=owner)
