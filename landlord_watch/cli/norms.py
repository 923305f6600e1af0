"""Norms from the shell: bring them in, see what they leave out, adopt one."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

import click
from sqlalchemy.orm import Session

from landlord_watch.cli.installation import installation_session
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import NotFound
from landlord_watch.kernel.money import Money
from landlord_watch.rents import queries, services
from landlord_watch.rents.errors import NormFileRefused, NormLabelUnreadable, NormNotWhole
from landlord_watch.rents.models import NormSet
from landlord_watch.rents.rules.norm_check import Apart
from landlord_watch.rents.rules.norm_report import Households, norm_report
from landlord_watch.rents.rules.norm_text import read_label
from landlord_watch.rents.rules.norms import NormRow
from landlord_watch.rents.services import Adoption
from landlord_watch.settings import read_settings

#: A label is read with an amount, and here only who it names matters.
ANY_AMOUNT = Money.kronor(1)


@click.group()
def norms() -> None:
    """Rent norms: published tables and the municipality's own."""


@norms.command("import-published")
def import_published() -> None:
    """Bring in the published tables that come with the program. Safe to repeat."""
    with installation_session() as session:
        kept = services.import_published_norms(session, actor_id=None, at=clock.utc_now())
    _tell(kept)


@norms.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def import_file(file: Path) -> None:
    """Bring in the norms of a CSV file. Safe to repeat."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file} is not UTF-8.") from error
    with installation_session() as session:
        try:
            kept = services.import_norm_csv(session, text=text, actor_id=None, at=clock.utc_now())
        except NormFileRefused as refusal:
            for problem in refusal.problems:
                click.echo(
                    f"line {problem.line}, {problem.column}: {problem.code} {problem.value!r}",
                    err=True,
                )
            raise click.ClickException("Nothing of the file was kept.") from refusal
    _tell(kept)


def _tell(kept: list[NormSet]) -> None:
    for norm_set in kept:
        click.echo(f"{norm_set.id}  {norm_set.name}")
    click.echo(f"{len(kept)} new.")


@norms.command("list")
def list_all() -> None:
    """Every norm with its id; `*` is one's own."""
    with installation_session() as session:
        for norm_set in queries.list_norm_sets(session):
            mark = "*" if norm_set.is_own else " "
            days = f"{norm_set.starts_on or 'undated'} – {norm_set.ends_on or ''}"
            click.echo(f"{mark} {norm_set.id}  {norm_set.name}  {days}")


@norms.command("check")
@click.argument("norm_set_id", type=click.UUID, required=False)
def check(norm_set_id: UUID | None) -> None:
    """Which households lack exactly one row, in one norm or in all; fails if an own one does."""
    with installation_session() as session:
        found = [_get(session, norm_set_id)] if norm_set_id else _all(session)
        is_whole = [_tell_report(norm_set) for norm_set in found]
    own = [whole for norm_set, whole in zip(found, is_whole, strict=True) if norm_set.is_own]
    if not all(own):
        raise click.ClickException("An own norm does not have one row for every household.")


def _all(session: Session) -> list[NormSet]:
    return [_get(session, norm_set.id) for norm_set in queries.list_norm_sets(session)]


def _get(session: Session, norm_set_id: UUID) -> NormSet:
    try:
        return queries.get_norm_set(session, norm_set_id)
    except NotFound as error:
        raise click.ClickException(f"No norm has the id {norm_set_id}.") from error


def _tell_report(norm_set: NormSet) -> bool:
    report = norm_report(queries.as_rule_set(norm_set), queries.apart_of(norm_set))
    verdict = "one answer for every household" if report.is_whole else "not whole"
    click.echo(f"{norm_set.name}: {verdict}")
    for households in report.lacking:
        click.echo(f"  no row: {_words(households)}")
    for doubled in report.doubled:
        where = "; ".join(_words(households) for households in doubled.households)
        rooms = ", ".join(str(rooms) for rooms in doubled.rooms if rooms is not None)
        in_rooms = f", {rooms} rooms" if rooms else ""
        rows = [*doubled.rows, *(["apart"] if doubled.is_apart else [])]
        click.echo(f"  several rows: {where}{in_rooms}: {' | '.join(rows)}")
    return report.is_whole


def _words(households: Households) -> str:
    adults = _range(households.adults_from, households.adults_to)
    children = _range(households.children_from, households.children_to)
    more = " or more" if households.is_open else ""
    ages = "; ".join(str(mix) for mix in households.ages)
    return f"adults {adults}, children {children}{more}" + (f", aged {ages}" if ages else "")


def _range(least: int, most: int) -> str:
    return str(least) if least == most else f"{least}-{most}"


@norms.command("adopt")
@click.argument("norm_set_id", type=click.UUID)
@click.option("--from", "starts", type=click.DateTime(["%Y-%m-%d"]), required=True)
@click.option(
    "--until", "ends", type=click.DateTime(["%Y-%m-%d"]), help="First day it no longer holds."
)
@click.option("--decision", default="", help="Board, section and day of the decision.")
@click.option(
    "--apart",
    "said_apart",
    multiple=True,
    help='Households the decision has no amount for: "3 vuxna eller fler med eller utan barn".',
)
def adopt(
    norm_set_id: UUID,
    starts: datetime,
    ends: datetime | None,
    decision: str,
    said_apart: tuple[str, ...],
) -> None:
    """
    Check rents against a norm as the municipality's own, from a day on.

    Every household needs one row, or to be named by --apart.
    """
    apart = tuple(_apart(words) for words in said_apart)
    last = None if ends is None else ends.date()
    with installation_session() as session:
        found = _get(session, norm_set_id)
        try:
            own = services.adopt_as_own(
                session,
                norm_set_id=norm_set_id,
                adoption=Adoption(starts.date(), last, decision, apart),
                municipality=read_settings().municipality,
                actor_id=None,
                at=clock.utc_now(),
            )
        except NormNotWhole as refusal:
            _tell_report(found)
            raise click.ClickException("Not adopted: name the rest by --apart.") from refusal
        click.echo(f"{own.id}  {own.name} is the municipality's own.")


def _apart(words: str) -> Apart:
    """The households that some words name, read as the words of a norm's row."""
    try:
        row = read_label(words, ANY_AMOUNT)
    except NormLabelUnreadable as refusal:
        raise click.ClickException(f"--apart {words!r} cannot be read.") from refusal
    if not isinstance(row, NormRow):
        raise click.ClickException(f"--apart {words!r} names no households.")
    return Apart(row.adults_min, row.adults_max, row.children_min, row.children_max)
