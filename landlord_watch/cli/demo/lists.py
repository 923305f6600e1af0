"""Two lists of landlords' accounts: one taken in, and one that waits, with a change and a fault."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, false, select
from sqlalchemy.orm import Session

from landlord_watch.cli.demo.setting import Setting, at
from landlord_watch.cli.demo.users import Staff
from landlord_watch.identity.rules import Role
from landlord_watch.imports.rules.kind import KindName
from landlord_watch.imports.rules.planning import Outcome
from landlord_watch.imports.services.committing import commit
from landlord_watch.imports.services.receiving import FileGiven, receive_file
from landlord_watch.imports.services.staging import Place, stage
from landlord_watch.infra.database import Within
from landlord_watch.landlords.models import Party, PartyIdentifier, PartyIdentifierKind

SOURCE = "Ekonomisystemets leverantörer"
HEAD = "Leverantörsregister, utdrag\n\nLeverantör;Orgnr;Bankgiro\n"
#: Right by their check digits, and nobody's.
ACCOUNTS = ("9999-0012", "9999-0020", "9999-0038", "9999-0046")
CHANGED, WRONG = "9999-0053", "9999-0060"
DAYS_BETWEEN = 90


def bring_lists(session: Session, *, staff: Staff, setting: Setting) -> None:
    """Have the case manager take in a list, and look over the next one."""
    actor_id = staff[Role.CASE_MANAGER]
    companies = _companies(session)
    first_on = setting.days_ago(DAYS_BETWEEN)
    first = [f"{line};{account}" for line, account in zip(companies, ACCOUNTS, strict=True)]
    given = _accounts(first, first_on, "leverantorer-1.csv")
    taken_in, place = look_over(session, given, setting, actor_id)
    commit(
        session,
        batch_id=taken_in,
        groups=frozenset({Outcome.CHANGED}),
        place=place,
        actor_id=actor_id,
        at=at(first_on),
    )
    second = [f"{companies[0]};{CHANGED}", *first[1:3], f"{companies[3]};{WRONG}"]
    given = _accounts(second, setting.today, "leverantorer-2.csv")
    look_over(session, given, setting, actor_id)


def _companies(session: Session) -> list[str]:
    """Some of the companies, by name and number."""
    rows = session.execute(
        select(Party, PartyIdentifier)
        .join(PartyIdentifier, PartyIdentifier.party_id == Party.id)
        .where(PartyIdentifier.kind == PartyIdentifierKind.ORGANISATION_NUMBER)
        .order_by(Party.name)
        .limit(len(ACCOUNTS))
    )
    return [f"{party.name};{number.value}" for party, number in rows]


def _accounts(lines: Sequence[str], on: date, name: str) -> FileGiven:
    content = (HEAD + "\n".join(lines) + f"\nAntal rader: {len(lines)}\n").encode("cp1252")
    return FileGiven(KindName.LANDLORDS, SOURCE, name, content, on)


def nowhere(_household_id: SQLColumnExpression[UUID]) -> ColumnElement[bool]:
    """The condition of a list that is about no household."""
    return false()


def look_over(
    session: Session,
    given: FileGiven,
    setting: Setting,
    actor_id: UUID,
    *,
    within: Within = nowhere,
) -> tuple[UUID, Place]:
    """Receive a list on its day and look it over; its id, and where it is taken in."""
    place = Place(setting.municipality.code, setting.today, within)
    received_at = at(given.as_of_on)
    batch = receive_file(
        session, file=given, actor_id=actor_id, at=received_at, today=setting.today
    )
    stage(session, batch_id=batch.id, place=place)
    return batch.id, place
