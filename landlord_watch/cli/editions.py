"""Editions of landlords from the shell: making, listing, making anew to verify, taking back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Final
from uuid import UUID

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from landlord_watch.cli.installation import installation_engine, key_trouble_told
from landlord_watch.identity.queries import find_staff_named
from landlord_watch.identity.rules import Permission, may
from landlord_watch.imports.queries import newest_import_on
from landlord_watch.infra import clock
from landlord_watch.infra.database import begin_reading, own_transactions
from landlord_watch.kernel.errors import DomainError, NotFound
from landlord_watch.oversight.errors import (
    EditionMadeAlready,
    EditionNotQuarter,
    EditionWithdrawnAlready,
    GroupsContradict,
    ReasonMissing,
)
from landlord_watch.oversight.queries.landlord_editions import list_editions
from landlord_watch.oversight.queries.replaying import Replayed, replay_all
from landlord_watch.oversight.services.landlord_editions import (
    EditionAsked,
    make_landlord_edition,
    withdraw_edition,
)

REFUSED: Final[dict[type[DomainError], str]] = {
    EditionNotQuarter: "An edition ends with a quarter that is over: give the first day after it.",
    EditionMadeAlready: "There is an edition of those months. Withdraw it first, if it is wrong.",
    GroupsContradict: "Confirmed and rejected links contradict each other. Nothing was made.",
    EditionWithdrawnAlready: "It was withdrawn before; the first reason stands.",
    ReasonMissing: "Say why it is withdrawn.",
    NotFound: "There is no such edition.",
}
AS = click.option("--as", "username", required=True, help="Who makes or withdraws it: a username.")


@click.group()
def edition() -> None:
    """Editions of landlords: what the board is told, a quarter after the other."""


@edition.command("make")
@click.option(
    "--ends-on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The first day after its twelve months; the last finished quarter if not given.",
)
@AS
def make(ends_on: datetime | None, username: str) -> None:
    """Make an edition of the register as it is. Refused if there is one of those months."""
    until = None if ends_on is None else ends_on.date()
    what = "Counting, and hiding what is small"
    with _opened() as engine, _progress(what), own_transactions(engine)() as session:
        made = make_landlord_edition(
            session,
            asked=EditionAsked(until, newest_import_on(session)),
            today=clock.today(),
            actor_id=_who(session, username),
            at=clock.utc_now(),
        )
    click.echo(f"{_months(made.starts_on, made.ends_on)}  {made.digest}")


@edition.command("list")
def list_all() -> None:
    """Every edition, the latest period first, with its id."""
    with _opened() as engine, own_transactions(engine)() as session:
        begin_reading(session)
        kept = list_editions(session)
        for each in kept:
            since = "" if each.withdrawn is None else f"  withdrawn {each.withdrawn.on}"
            months = _months(each.told.starts_on, each.told.ends_on)
            click.echo(f"{each.id}  {months}  made {each.made_on}{since}")
    click.echo(f"{len(kept):,} editions.")


@edition.command("verify")
def verify() -> None:
    """Make every edition anew from what it was made from, and say which come to another hash."""
    with _opened() as engine, own_transactions(engine)() as session:
        begin_reading(session)
        replayed = list(_shown(replay_all(session)))
    amiss = [each for each in replayed if each.amiss]
    for each in amiss:
        click.echo(f"{each.edition_id}  until {each.ends_on}: {', '.join(each.amiss)}", err=True)
    click.echo(f"{len(replayed) - len(amiss):,} of {len(replayed):,} come to the same hash.")
    if amiss:
        raise click.ClickException("These are not as they were made.")


@edition.command("withdraw")
@click.argument("edition_id", type=click.UUID)
@click.option("--reason", required=True, help="Why; it stands beside the edition from then on.")
@AS
def withdraw(edition_id: UUID, reason: str, username: str) -> None:
    """Take an edition back. It stays as it was, with the reason beside it."""
    with _opened() as engine, own_transactions(engine)() as session:
        withdraw_edition(
            session,
            edition_id=edition_id,
            reason=reason,
            today=clock.today(),
            actor_id=_who(session, username),
            at=clock.utc_now(),
        )
    click.echo("Withdrawn. What it told is still held against later ones.")


@contextmanager
def _opened() -> Iterator[Engine]:
    with installation_engine() as (settings, engine), key_trouble_told(settings):
        try:
            yield engine
        except tuple(REFUSED) as refusal:
            raise click.ClickException(REFUSED[type(refusal)]) from refusal


@contextmanager
def _progress(what: str) -> Iterator[None]:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        progress.add_task(what, total=None)
        yield


def _shown(replayed: Iterator[Replayed]) -> Iterator[Replayed]:
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Editions", total=None)
        for each in replayed:
            progress.advance(task)
            yield each


def _who(session: Session, username: str) -> UUID:
    staff = find_staff_named(session, username)
    if staff is None or not may(staff.roles, Permission.STATISTICS_USE):
        raise click.ClickException(f"{username} may not make editions.")
    return staff.id


def _months(starts_on: date, ends_on: date) -> str:
    return f"{starts_on:%Y-%m-%d} up to {ends_on:%Y-%m-%d}"
