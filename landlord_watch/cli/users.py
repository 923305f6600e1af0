"""Staff from the shell: the first administrator has to come from somewhere."""

import click

from landlord_watch.cli.installation import installation_session
from landlord_watch.identity import services
from landlord_watch.identity.rules import Role
from landlord_watch.infra import clock


@click.group()
def user() -> None:
    """Staff and their roles."""


@user.command("add")
@click.argument("username")
@click.option("--name", "full_name", prompt=True, help="The person's name.")
@click.option(
    "--role",
    "roles",
    type=click.Choice([role.value for role in Role]),
    multiple=True,
    required=True,
    help="May be given more than once.",
)
@click.password_option(help="At least 12 characters; asked for if not given.")
def add(username: str, full_name: str, roles: tuple[str, ...], password: str) -> None:
    """Take somebody on."""
    with installation_session() as session:
        services.add_staff(
            session,
            username=username,
            full_name=full_name,
            password=password,
            roles=[Role(role) for role in roles],
            actor_id=None,
            at=clock.utc_now(),
        )
    click.echo(f"{username} may sign in.")
