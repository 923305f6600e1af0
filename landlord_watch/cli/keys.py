"""The municipality's key pairs from the shell: made, listed, changed, looked over."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import Progress
from sqlalchemy.orm import Session

from landlord_watch.cli.installation import installation_engine, key_trouble_told
from landlord_watch.identity.errors import OfficeKeyExists, OfficeKeyMissing
from landlord_watch.identity.models import OfficeKey
from landlord_watch.identity.queries import list_office_keys
from landlord_watch.identity.services import ensure_office_key, make_office_key, rotate_office_key
from landlord_watch.infra import clock
from landlord_watch.infra.database import own_transactions
from landlord_watch.infra.field_keys import check_field_keys
from landlord_watch.infra.rotation import (
    Transaction,
    count_left,
    drop_retired,
    rewrite,
    sealed_places,
    turn_keys,
)
from landlord_watch.infra.sealing import KeyFolder, KeyTrouble
from landlord_watch.settings import Settings
from landlord_watch.sync.queries.directory import directory_of
from landlord_watch.sync.services.announcing import announce_reference

TROUBLES = {
    KeyTrouble.MISSING: "{path} is not there. Put it back from where you keep a copy; without it "
    "nothing that was sealed for this key can be opened.",
    KeyTrouble.EXPOSED: "others than its owner may read {path}. Close it: chmod 600 {path}",
    KeyTrouble.UNREADABLE: "{path} cannot be read as a private key. Put it back from where you "
    "keep a copy.",
    KeyTrouble.OTHER_KEY: "{path} holds another key than its name says. Put the right one back "
    "from where you keep a copy.",
}
KEEP = (
    "Keep a copy of {folder} in a safe place of its own, never with the backups of the database: "
    "without these files nothing that tablets seal, and nothing that lies sealed in the database, "
    "can be opened."
)


@click.group()
def keys() -> None:
    """The keys of this installation: what tablets seal for, and what lies sealed here."""


@contextmanager
def _installation() -> Iterator[tuple[Settings, KeyFolder, Session]]:
    """Settings, the folder of private keys, and a session that is committed at the end."""
    with installation_engine() as (settings, engine), own_transactions(engine)() as session:
        folder = KeyFolder(settings.keys)
        try:
            with key_trouble_told(settings):
                yield settings, folder, session
        except OfficeKeyMissing as error:
            raise click.ClickException("There is no key yet: landlord-watch keys init") from error
        except OfficeKeyExists as error:
            raise click.ClickException(
                "There is a key already, and it stays. A new one: landlord-watch keys rotate"
            ) from error


@keys.command("init")
@click.option("--if-none", is_flag=True, help="Do nothing if there is one already.")
def init(if_none: bool) -> None:
    """Make the municipality's first key pair."""
    make = ensure_office_key if if_none else make_office_key
    with _installation() as (settings, folder, session):
        made = make(session, keys=folder, at=clock.utc_now())
        _tell(made, settings)


@keys.command("rotate")
def rotate() -> None:
    """Make a new pair the current one. The one before keeps opening what was sealed for it."""
    with _installation() as (settings, folder, session):
        made = rotate_office_key(session, keys=folder, at=clock.utc_now())
        announce_reference(session, directory=directory_of(settings))
        _tell(made, settings)


def _tell(key: OfficeKey, settings: Settings) -> None:
    click.echo(f"Key {key.number}: {key.fingerprint}")
    click.echo(KEEP.format(folder=settings.keys))


@keys.command("list")
def list_() -> None:
    """Every key pair there ever was, the current one first."""
    with _installation() as (_, _, session):
        for key in list_office_keys(session):
            until = "current" if key.retired_at is None else f"until {key.retired_at:%Y-%m-%d}"
            click.echo(f"{key.number}  {key.fingerprint}  from {key.made_at:%Y-%m-%d}, {until}")


@keys.command("check")
def check() -> None:
    """Whether every key is whole: the file is there, closed, and the right one."""
    with _installation() as (_, folder, session):
        found = list_office_keys(session)
        if not found:
            raise OfficeKeyMissing
        is_whole = [_tell_of(key, folder) for key in found]
        check_field_keys(session)
        click.echo("Keys of sealed fields and of the access log: whole")
    if not all(is_whole):
        raise click.ClickException("A key cannot be used; what is sealed for it stays closed.")


def _tell_of(key: OfficeKey, folder: KeyFolder) -> bool:
    """Say how it is with a key pair; True: it is whole."""
    trouble = folder.trouble_with(key.kid)
    path = folder.place(key.kid)
    said = "whole" if trouble is None else TROUBLES[trouble].format(path=path)
    click.echo(f"Key {key.number}: {said}")
    return trouble is None


@keys.command("rotate-fields")
def rotate_fields() -> None:
    """
    Seal every field anew under new keys, beside the running server.

    Safe to stop, and to repeat: it goes on where it was.
    """
    with installation_engine() as (settings, engine), key_trouble_told(settings):
        transaction = own_transactions(engine)
        turn_keys(transaction, at=clock.utc_now())
        left = _rewrite_all(transaction)
    if left:
        raise click.ClickException(f"{left} fields still lie under old keys. Run it once more.")
    click.echo("Everything lies under new keys; the old ones are gone from the database.")
    click.echo(KEEP.format(folder=settings.keys))
    click.echo(
        "The old master key there is needed for backups taken before now, as long as any is."
    )


def _rewrite_all(transaction: Transaction) -> int:
    """How many fields are left under old keys after all was done: none, unless it was torn."""
    with Progress(console=Console(stderr=True)) as progress:
        for place in sealed_places():
            with transaction() as session:
                left = count_left(session, place)
            task = progress.add_task(f"{place.table.name}.{place.column.column}", total=left)
            for done in rewrite(transaction, place):
                progress.advance(task, done)
    with transaction() as session:
        return drop_retired(session)
