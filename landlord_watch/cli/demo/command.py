"""Making a demo: an installation of its own, filled once, and how to sign in to it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click
from sqlalchemy import Connection, Engine, inspect, make_url, select

from landlord_watch.audit.services.anchoring import write_anchor
from landlord_watch.cli.demo.building import Site, build
from landlord_watch.cli.demo.ground import OFFICE, write_border
from landlord_watch.cli.demo.progress import shown
from landlord_watch.cli.demo.setting import DEFAULT_SEED, Setting
from landlord_watch.cli.demo.standing import Standing, standing_of
from landlord_watch.cli.demo.users import PASSWORD, USERS
from landlord_watch.cli.installation import (
    DEFAULT_ENV_FILE,
    key_trouble_told,
    load_environment,
    open_engine,
    upgrade_database,
    write_environment,
)
from landlord_watch.identity.models import OfficeKey
from landlord_watch.identity.queries import find_staff_named
from landlord_watch.identity.rules import Role
from landlord_watch.identity.services import ensure_office_key, issue_enrolment_code
from landlord_watch.infra import clock, schema
from landlord_watch.infra.database import own_transactions
from landlord_watch.infra.field_keys import ensure_field_keys
from landlord_watch.infra.sealing import KeyFolder
from landlord_watch.infra.storage import FolderStore
from landlord_watch.settings import Settings, read_settings
from landlord_watch.sync.queries.directory import directory_of

MUNICIPALITY_CODE = "1460"
#: A number that is kept for films and books. Source: PTS, C.
DUTY_PHONE = "070-174 06 99"


@click.command()
@click.option(
    "--env-file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=DEFAULT_ENV_FILE,
    help="Settings of the demo; written if they are not there.",
)
@click.option(
    "--seed", default=DEFAULT_SEED, show_default=True, help="The same seed, the same content."
)
@click.option(
    "--today",
    type=click.DateTime(("%Y-%m-%d",)),
    default=None,
    help="The day the visits of the day are planned for; the real one if not given.",
)
@click.option("--fresh", is_flag=True, help="Build anew over an earlier demo, and nothing else.")
def demo(env_file: Path, seed: int, today: datetime | None, fresh: bool) -> None:
    """Build an invented municipality to look around in. Safe to repeat."""
    settings = _settings(env_file)
    day = clock.today() if today is None else today.date()
    with _database(settings) as engine:
        standing = _stand(engine, settings)
        if standing is Standing.FINISHED and not fresh:
            click.echo("The demo is there already, and left as it is; --fresh builds it anew.")
        else:
            if standing is not Standing.EMPTY:
                _clear(engine, settings)
            _build(engine, settings, Setting(seed, day, settings.municipality))
        _give_key(engine, settings)
        _tell(engine)


def _settings(env_file: Path) -> Settings:
    """The demo's own settings; those of anything else are refused."""
    if not env_file.exists():
        border = env_file.resolve().with_name("border.geojson")
        write_border(border)
        told = {
            "MAP_OUTLINE": str(border),
            "OFFICE_PLACE": OFFICE,
            "DEMO_USERS": " ".join(user.username for user in USERS),
            "DEMO_PASSWORD": PASSWORD,
            "DUTY_PHONE": DUTY_PHONE,
        }
        write_environment(env_file, municipality_code=MUNICIPALITY_CODE, is_demo=True, more=told)
    # what is set already wins, as for the server; but only over the usual file's settings
    environment = dict(os.environ) if env_file == DEFAULT_ENV_FILE else {}
    load_environment(env_file, environment)
    settings = read_settings(environment)
    if not settings.is_demo:
        raise click.ClickException(
            f"{env_file} is of an installation that is no demo; it is left as it is."
        )
    return settings


@contextmanager
def _database(settings: Settings) -> Iterator[Engine]:
    settings.var.mkdir(parents=True, exist_ok=True)
    engine = open_engine(settings)
    try:
        yield engine
    finally:
        engine.dispose()


def _stand(engine: Engine, settings: Settings) -> Standing:
    with engine.connect() as connection:
        standing = standing_of(connection)
    if standing is Standing.SOMETHING_ELSE:
        where = make_url(settings.database_url).render_as_string(hide_password=True)
        raise click.ClickException(
            f"{where} holds something other than a demo; it is left as it is."
        )
    upgrade_database(settings.database_url, keys=settings.keys)
    return standing


def _clear(engine: Engine, settings: Settings) -> None:
    """Take away an earlier demo, files and all."""
    with schema.changing(engine) as connection:
        _forget_keys(connection, settings)
        settings.log_anchors.unlink(missing_ok=True)
        schema.downgrade(connection, to="base")
        schema.upgrade(connection)
    shutil.rmtree(settings.blobs, ignore_errors=True)


def _forget_keys(connection: Connection, settings: Settings) -> None:
    if inspect(connection).has_table(OfficeKey.__tablename__):  # an older demo has none
        keys = KeyFolder(settings.keys)
        for kid in connection.scalars(select(OfficeKey.kid)):
            keys.forget(kid)


def _build(engine: Engine, settings: Settings, setting: Setting) -> None:
    store, keys = FolderStore(settings.blobs), KeyFolder(settings.keys)
    with key_trouble_told(settings), own_transactions(engine)() as session:
        ensure_field_keys(session, at=clock.utc_now())
    with shown() as over:
        build(Site(engine, store, keys, setting, directory_of(settings)), over)
    with own_transactions(engine)() as session:
        write_anchor(session, file=settings.log_anchors, at=clock.utc_now())


def _give_key(engine: Engine, settings: Settings) -> None:
    """The key pair tablets seal for, also in a demo made before there were any."""
    with key_trouble_told(settings), own_transactions(engine)() as session:
        ensure_office_key(session, keys=KeyFolder(settings.keys), at=clock.utc_now())


def _tell(engine: Engine) -> None:
    """Say how to sign in, and give a tablet's code, a new one each time."""
    click.echo("\nSign in with one of these names; the password is the same for all.\n")
    for user in USERS:
        click.echo(f"  {user.username:<12} {user.role.value.replace('_', ' ')}")
    click.echo(f"\n  Lösenord      {PASSWORD}")
    field_officer = next(user for user in USERS if user.role is Role.FIELD_OFFICER)
    with own_transactions(engine)() as session:
        staff = find_staff_named(session, field_officer.username)
        if staff is not None:
            code = issue_enrolment_code(
                session, staff_id=staff.id, actor_id=None, at=clock.utc_now()
            )
            click.echo(f"  Plattans kod  {code}  (for {staff.username}, good once, for a day)")
