"""Where homes are, from the shell: asking the service for those that have no place."""

import secrets
import threading
from collections import Counter

import click
from rich.console import Console
from rich.progress import Progress
from sqlalchemy import Engine

from landlord_watch.cli.installation import installation_engine, key_trouble_told
from landlord_watch.infra import clock
from landlord_watch.infra.database import begin_reading, own_transactions
from landlord_watch.places import queries
from landlord_watch.places.errors import GeocoderBusy, GeocoderDayFull, GeocoderSilent
from landlord_watch.places.installed import read_installed
from landlord_watch.places.rules.answers import StreetAddress
from landlord_watch.places.services.locating import Found, Locating
from landlord_watch.settings import SettingMissing, Settings
from landlord_watch.tenancies.queries import is_withheld

#: So often in a row without an answer, and it stops.
MOST_SILENT = 5
WORDS = {
    Found.PLACED: "given a place",
    Found.PROPOSED: "proposed, for a person to look at",
    Found.NOTHING: "found by nobody",
}


@click.group()
def places() -> None:
    """Where homes are."""


@places.command("locate")
@click.option("--most", type=click.IntRange(1), default=None, help="So many houses at most.")
def locate(most: int | None) -> None:
    """
    Ask the service of the settings for every house without a place, as fast as it may be asked.

    Stop it whenever you like, and run it again: what was answered is kept.
    """
    with installation_engine() as (settings, engine), key_trouble_told(settings):
        asking = _locating(settings, engine)
        houses = _to_ask(asking, engine)[:most]
        came_of, why = _ask_all(asking, houses)
        for found, words in WORDS.items():
            click.echo(f"{came_of[found]:>8,}  {words}")
        left = len(houses) - came_of.total()
        if left:
            raise click.ClickException(f"{left:,} houses were not asked for: {why}")


def _locating(settings: Settings, engine: Engine) -> Locating:
    try:
        found = read_installed(settings)
    except SettingMissing as error:
        raise click.ClickException(str(error)) from error
    if found.geocoder is None or settings.geocoder is None:
        raise click.ClickException("No service is set: LANDLORD_WATCH_GEOCODER.")
    return Locating(
        transaction=own_transactions(engine),
        geocoder=found.geocoder,
        limits=settings.geocoder,
        municipality=settings.municipality.name,
        outline=found.outline,
        withheld=is_withheld,
        now=clock.utc_now,
        wait=threading.Event().wait,
    )


def _to_ask(asking: Locating, engine: Engine) -> list[StreetAddress]:
    """Every house without a place, in no order that tells anything of a street."""
    with own_transactions(engine)() as session:
        begin_reading(session)
        houses = queries.list_unplaced(session)
    secrets.SystemRandom().shuffle(houses)
    return asking.worth_asking(houses)


def _ask_all(asking: Locating, houses: list[StreetAddress]) -> tuple[Counter[Found], str]:
    """What came of each; and why it ended before the last one, if it did."""
    came_of: Counter[Found] = Counter()
    silent = 0
    with Progress(console=Console(stderr=True)) as progress:
        for house in progress.track(houses, description="Asking"):
            try:
                came_of[asking.locate(house, actor_id=None)] += 1
                silent = 0
            except (GeocoderDayFull, GeocoderBusy) as refusal:
                return came_of, f"{refusal.code}. Run it again tomorrow, or when it is quieter."
            except GeocoderSilent:
                silent += 1
                if silent == MOST_SILENT:
                    return came_of, "the service does not answer. Run it again later."
            except KeyboardInterrupt:
                return came_of, "stopped. Run it again to go on."
    return came_of, "the service did not answer for these. Run it again later."
