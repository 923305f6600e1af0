"""Making an installation, and finding the one there is."""

import os
import secrets
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from landlord_watch.audit.errors import LogUnwritable
from landlord_watch.identity.queries import find_office_key
from landlord_watch.infra import clock, schema
from landlord_watch.infra.database import open_well, own_transactions
from landlord_watch.infra.durable import write_whole
from landlord_watch.infra.field_keys import FieldKeysMissing, ensure_field_keys, use_field_keys
from landlord_watch.infra.key_files import KeyFiles, KeyFileUnusable
from landlord_watch.infra.sealing import KeyFolderUnwritable, KeyTrouble
from landlord_watch.kernel.errors import DomainError
from landlord_watch.kernel.municipalities import municipality
from landlord_watch.places.installed import read_installed
from landlord_watch.settings import (
    SettingMissing,
    Settings,
    SettingUnsafe,
    keys_beside,
    read_settings,
    refuse_unsafe,
)
from landlord_watch.sync.queries.directory import directory_of
from landlord_watch.sync.services.announcing import announce_reference

DEFAULT_ENV_FILE = Path("var/landlord_watch.env")
PUT_BACK = "Put it back from where you keep a copy"
KEY_FILE_TROUBLES = {
    KeyTrouble.MISSING: f"{{path}} is not there. {PUT_BACK}; without it what lies sealed in the "
    "database can be read by nobody, and a new one would not help.",
    KeyTrouble.EXPOSED: "Others than its owner may read {path}. Close it: chmod 600 {path}",
    KeyTrouble.UNREADABLE: f"{{path}} cannot be read as a key. {PUT_BACK}.",
    KeyTrouble.OTHER_KEY: f"{{path}} holds another key than this database needs. {PUT_BACK}.",
}


def load_environment(env_file: Path | None, environment: MutableMapping[str, str]) -> None:
    """
    Read `NAME=value` lines into the environment; what is set already wins.

    A file named and not there is an error; the usual one may be missing.
    """
    path = env_file or DEFAULT_ENV_FILE
    if not path.is_file():
        if env_file is not None:
            raise click.UsageError(f"{path} does not exist.")
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        name, mark, value = line.partition("=")
        if mark and not name.startswith("#"):
            environment.setdefault(name.strip(), value.strip())


def write_environment(
    path: Path, *, municipality_code: str, is_demo: bool, more: Mapping[str, str] | None = None
) -> None:
    """
    Write the settings of a new installation, with a secret key of its own.

    `more`: others by name, without `LANDLORD_WATCH_`.
    """
    var = path.resolve().parent
    lines = [
        "# Settings of this installation; keep it out of backups of the data.",
        f"LANDLORD_WATCH_MUNICIPALITY={municipality_code}",
        f"LANDLORD_WATCH_SECRET_KEY={secrets.token_urlsafe(48)}",
        f"LANDLORD_WATCH_VAR={var}",
        f"LANDLORD_WATCH_KEYS={keys_beside(var)}",
        f"LANDLORD_WATCH_DEMO={'yes' if is_demo else 'no'}",
        *(f"LANDLORD_WATCH_{name}={value}" for name, value in (more or {}).items()),
    ]
    write_whole(path, ("\n".join(lines) + "\n").encode(), mode=0o600)


def open_engine(settings: Settings) -> Engine:
    """The database of this installation, opened well, with the keys of its sealed fields."""
    engine = create_engine(settings.database_url)
    open_well(engine)
    use_field_keys(engine, KeyFiles(settings.keys))
    return engine


def upgrade_database(url: str, *, keys: Path | None = None) -> None:
    """
    Bring the database to the shape the program needs.

    `keys`: the folder of the keys, for what an earlier version kept plain and this one seals.
    """
    engine = create_engine(url)
    open_well(engine)
    if keys is not None:
        use_field_keys(engine, KeyFiles(keys))
    with schema.changing(engine) as connection:
        schema.upgrade(connection)
    engine.dispose()


@contextmanager
def installation_engine() -> Iterator[tuple[Settings, Engine]]:
    """This installation's settings and its database, opened well."""
    try:
        settings = read_settings()
    except (SettingMissing, DomainError) as error:
        raise click.ClickException(str(error)) from error
    engine = open_engine(settings)
    try:
        yield settings, engine
    except DomainError as error:
        raise click.ClickException(f"{error.code}: {error.context}") from error
    finally:
        engine.dispose()


@contextmanager
def key_trouble_told(settings: Settings) -> Iterator[None]:
    """Say in words what is wrong with the key folder."""
    try:
        yield
    except KeyFolderUnwritable as error:
        raise click.ClickException(
            f"Private keys cannot be kept in {settings.keys}: {error}. Make the folder for "
            "who runs the program, or name another: LANDLORD_WATCH_KEYS."
        ) from error
    except KeyFileUnusable as error:
        raise click.ClickException(
            KEY_FILE_TROUBLES[error.trouble].format(path=error.path)
        ) from error
    except LogUnwritable as error:
        raise click.ClickException(f"The access log cannot be written: {error}") from error
    except FieldKeysMissing as error:
        raise click.ClickException(
            "The keys that fields are sealed under have not been made: landlord-watch init"
        ) from error


@contextmanager
def installation_session() -> Iterator[Session]:
    """A session to this installation's database, committed at the end, or not at all."""
    with installation_engine() as (_, engine), own_transactions(engine)() as session:
        yield session


@click.command()
@click.option("--municipality", "code", default="1460", help="The municipality's four-digit code.")
@click.option(
    "--env-file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=DEFAULT_ENV_FILE,
    help="Where to write the settings.",
)
@click.option(
    "--address", default="", help="Where people are to reach it, as https://watch.kommunen.example."
)
@click.pass_context
def init(context: click.Context, code: str, env_file: Path, address: str) -> None:
    """Make an installation: settings with a secret key, and an empty database. Safe to repeat."""
    try:
        name = municipality(code).name
    except DomainError as error:
        raise click.ClickException(f"No municipality has the code {code}.") from error
    _settle(env_file, code, name, address)
    environment = dict(context.obj or os.environ)  # what is set wins, as it does for the server
    load_environment(env_file, environment)
    try:
        settings = read_settings(environment)
        read_installed(settings)
    except SettingMissing as error:
        raise click.ClickException(str(error)) from error
    settings.var.mkdir(parents=True, exist_ok=True)
    with key_trouble_told(settings):
        upgrade_database(settings.database_url, keys=settings.keys)
    engine = open_engine(settings)
    with key_trouble_told(settings), own_transactions(engine)() as session:
        ensure_field_keys(session, at=clock.utc_now())
        announce_reference(session, directory=directory_of(settings))
        has_key = find_office_key(session) is not None
    engine.dispose()
    step = "user add" if has_key else "keys init"
    _say_what_is_unsafe(settings, env_file)
    click.echo(f"The database is up to date. Next: landlord-watch {step}")


def _settle(env_file: Path, code: str, name: str, address: str) -> None:
    """Write the settings, unless they are there."""
    if env_file.exists():
        click.echo(f"{env_file} is there already; it is left as it is.")
        return
    more = {"ADDRESS": address} if address else {}
    write_environment(env_file, municipality_code=code, is_demo=False, more=more)
    click.echo(f"Wrote {env_file} for {name}.")


def _say_what_is_unsafe(settings: Settings, env_file: Path) -> None:
    """Say now what the server would not start on."""
    try:
        refuse_unsafe(settings)
    except SettingUnsafe as error:
        click.echo(f"Before the server starts, in {env_file}: {error}")
