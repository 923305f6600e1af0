"""Staff from the shell: the first administrator has to come from somewhere."""

import click
from sqlalchemy.orm import Session

from landlord_watch.cli.installation import installation_session
from landlord_watch.identity import services
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.queries import find_staff_named
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
        services.add_staff_at_shell(
            session,
            username=username,
            full_name=full_name,
            password=password,
            roles=[Role(role) for role in roles],
            at=clock.utc_now(),
        )
    click.echo(f"{username} may sign in.")


@user.command("password")
@click.argument("username")
@click.password_option(help="At least 12 characters; asked for if not given.")
def password(username: str, password: str) -> None:
    """Give somebody who forgot theirs a password, to be changed at the next sign-in."""
    with installation_session() as session:
        services.give_password_at_shell(
            session,
            staff_id=named(session, username).id,
            password=password,
            at=clock.utc_now(),
        )
    click.echo(f"{username} chooses a new password at the next sign-in, within 14 days.")


@user.command("roles")
@click.argument("username")
@click.option(
    "--role",
    "roles",
    type=click.Choice([role.value for role in Role]),
    multiple=True,
    required=True,
    help="May be given more than once; roles that are not named are taken away.",
)
def roles(username: str, roles: tuple[str, ...]) -> None:
    """Give somebody exactly these roles, where there is no second person to say yes."""
    with installation_session() as session:
        services.set_roles_at_shell(
            session,
            staff_id=named(session, username).id,
            roles=[Role(role) for role in roles],
            at=clock.utc_now(),
        )
    click.echo(f"{username} has these roles: {', '.join(roles)}.")


@user.command("reset-factors")
@click.argument("username")
@click.confirmation_option(prompt="Have you made sure that it is who you think?")
def reset_factors(username: str) -> None:
    """Take somebody's second factors away, where there is no second administrator to say yes."""
    with installation_session() as session:
        services.reset_factors_at_shell(
            session, staff_id=named(session, username).id, at=clock.utc_now()
        )
    click.echo(f"{username} adds a second factor at the next sign-in.")


def named(session: Session, username: str) -> StaffMember:
    """Who is called so; to be told if nobody is."""
    found = find_staff_named(session, username)
    if found is None:
        raise click.ClickException(f"Nobody active is called {username}.")
    return found
