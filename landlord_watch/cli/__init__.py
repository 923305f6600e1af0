"""The administrator's tool: `landlord-watch --help`."""

import os
from pathlib import Path

import click

from landlord_watch.cli.canary import canary
from landlord_watch.cli.demo import demo
from landlord_watch.cli.editions import edition
from landlord_watch.cli.exchange import exchange
from landlord_watch.cli.ingest import ingest
from landlord_watch.cli.installation import init, load_environment
from landlord_watch.cli.keys import keys
from landlord_watch.cli.lists import import_lists
from landlord_watch.cli.log import log, verify
from landlord_watch.cli.norms import norms
from landlord_watch.cli.places import places
from landlord_watch.cli.retention import retention
from landlord_watch.cli.sync import sync
from landlord_watch.cli.users import user


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--env-file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="Settings of the installation; by default var/landlord_watch.env.",
)
@click.version_option(package_name="landlord-watch")
@click.pass_context
def main(context: click.Context, env_file: Path | None) -> None:
    """Set up and run landlord_watch for one municipality."""
    context.obj = dict(os.environ)
    load_environment(env_file, os.environ)


main.add_command(init)
main.add_command(keys)
main.add_command(user)
main.add_command(norms)
main.add_command(import_lists)
main.add_command(places)
main.add_command(sync)
main.add_command(ingest)
main.add_command(log)
main.add_command(verify)
main.add_command(retention)
main.add_command(edition)
main.add_command(exchange)
main.add_command(canary)
main.add_command(demo)
