"""What tablets sent, from the shell: understanding it, beside or instead of the server."""

import threading

import click
from sqlalchemy import Engine

from landlord_watch.cli.installation import installation_engine
from landlord_watch.infra import clock
from landlord_watch.infra.database import own_transactions
from landlord_watch.infra.sealing import KeyFolder
from landlord_watch.infra.storage import FolderStore
from landlord_watch.settings import Settings
from landlord_watch.sync.services.catching_up import CatchingUp

#: How often to look when nothing waited the last time.
LOOK_EVERY_SECONDS = 2.0


@click.group()
def sync() -> None:
    """What tablets sent."""


@sync.command("interpret")
@click.option("--keep-on", is_flag=True, help="Look again every other second, until stopped.")
def interpret(keep_on: bool) -> None:
    """Look into what was received and not yet understood. Safe to run beside the server."""
    with installation_engine() as (settings, engine):
        catching_up = _catching_up(settings, engine)
        click.echo(f"Looked into {catching_up.finish()}.")
        while keep_on:
            threading.Event().wait(LOOK_EVERY_SECONDS)
            catching_up.finish()


def _catching_up(settings: Settings, engine: Engine) -> CatchingUp:
    return CatchingUp(
        transaction=own_transactions(engine),
        store=FolderStore(settings.blobs),
        keys=KeyFolder(settings.keys),
        now=clock.utc_now,
    )
