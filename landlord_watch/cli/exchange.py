"""Landlords' numbers between municipalities, from the shell: a key, our files, theirs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import click
from sqlalchemy.orm import Session

from landlord_watch.cli.installation import installation_engine, key_trouble_told
from landlord_watch.identity.queries import find_staff_named
from landlord_watch.identity.rules import Permission, may
from landlord_watch.infra import clock
from landlord_watch.infra.database import own_transactions
from landlord_watch.infra.durable import write_whole
from landlord_watch.infra.signing import SigningKeys
from landlord_watch.kernel.errors import DomainError
from landlord_watch.oversight.queries.exchange import list_exchange_keys, own_edition
from landlord_watch.oversight.queries.landlord_editions import EditionKept, get_edition
from landlord_watch.oversight.services.exchange import (
    OwnWithdrawal,
    Signer,
    make_exchange_key,
    read_foreign_file,
    sign_edition,
    sign_withdrawal,
)
from landlord_watch.settings import Settings

AS = click.option("--as", "username", required=True, help="Who does it: a username.")


@click.group()
def exchange() -> None:
    """What municipalities give each other of landlords: organisations alone, signed."""


@exchange.command("make-key")
def make_key() -> None:
    """Make a key to sign with. One there was before signs no more; tell who recorded it."""
    with _installation() as (settings, session):
        made = make_exchange_key(session, keys=SigningKeys(settings.keys), at=clock.utc_now())
        click.echo(f"Key {made.number}: {made.public}")
        click.echo(f"To be read out by telephone: {made.fingerprint}")
        click.echo(f"Keep a copy of {settings.keys} in a safe place of its own.")


@exchange.command("keys")
def keys() -> None:
    """Every key this municipality has signed with, the newest first, and whether it is whole."""
    with _installation() as (settings, session):
        folder = SigningKeys(settings.keys)
        for key in list_exchange_keys(session):
            until = "current" if key.retired_at is None else f"until {key.retired_at:%Y-%m-%d}"
            trouble = folder.trouble_with(key.public)
            how = "whole" if trouble is None else f"cannot be used: {trouble}"
            click.echo(f"{key.number}  {key.fingerprint}  {until}  {how}")


@exchange.command("write")
@click.argument("edition_id", type=click.UUID)
@click.argument("to", type=click.Path(path_type=Path, dir_okay=False))
@AS
def write(edition_id: UUID, to: Path, username: str) -> None:
    """Write an edition that stands, or that it was withdrawn, as a signed file."""
    with _installation() as (settings, session):
        content = _signed(session, get_edition(session, edition_id), settings, username)
    write_whole(to, content)
    click.echo(f"Written: {to}, {len(content):,} bytes.")


def _signed(session: Session, kept: EditionKept, settings: Settings, username: str) -> bytes:
    signer = Signer(
        municipality_code=settings.municipality.code,
        keys=SigningKeys(settings.keys),
        actor_id=_who(session, username),
        at=clock.utc_now(),
    )
    if kept.withdrawn is not None:
        gone = OwnWithdrawal(kept.id, kept.digest, kept.withdrawn.on, kept.withdrawn.reason)
        return sign_withdrawal(session, withdrawal=gone, by=signer)
    return sign_edition(session, edition=own_edition(kept), by=signer)


@exchange.command("read")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@AS
def read(file: Path, username: str) -> None:
    """Read a file of another municipality whose key has been recorded."""
    with _installation() as (settings, session):
        edition = read_foreign_file(
            session,
            file=file.read_bytes(),
            own_municipality=settings.municipality.code,
            actor_id=_who(session, username),
            at=clock.utc_now(),
        )
        state = "stands" if edition.withdrawn_on is None else "withdrawn"
        period = f"{edition.starts_on} to {edition.ends_on}"
        click.echo(f"{edition.municipality_code}  {period}  {state}")


def _who(session: Session, username: str) -> UUID:
    """
    The id of somebody whom the policy lets do it.

    Raises: `ClickException`.
    """
    found = find_staff_named(session, username)
    if found is None:
        raise click.ClickException(f"Nobody active is called {username}.")
    if not may(found.roles, Permission.EXCHANGE_USE):
        raise click.ClickException(f"Their roles do not give {Permission.EXCHANGE_USE}.")
    return found.id


@contextmanager
def _installation() -> Iterator[tuple[Settings, Session]]:
    """Settings, and a session that is committed at the end, or not at all."""
    with installation_engine() as (settings, engine), key_trouble_told(settings):
        try:
            with own_transactions(engine)() as session:
                yield settings, session
        except DomainError as refusal:
            raise click.ClickException(f"{refusal.code}: nothing was done.") from refusal
