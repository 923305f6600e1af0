"""Two lists of landlords' accounts: one taken in, and one that waits, with a change and a fault."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import false, select
from sqlalchemy.orm import Session

from landlord_watch.cli.demo.setting import Setting, at
from landlord_watch.cli.demo.users import Staff
from landlord_watch.identity.rules import Role
from landlord_watch.imports.rules.kind import KindName
from landlord_watch.imports.rules.planning import Outcome
from landlord_watch.imports.services.committing import commit
from landlord_watch.imports.services.receiving import FileGiven, receive_file
from landlord_watch.imports.services.staging import Place, stage
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
    taken_in = _look_over(session, first, first_on, "leverantorer-1.csv", setting, actor_id)
    commit(
        session,
        batch_id=taken_in,
        groups=frozenset({Outcome.CHANGED}),
        place=_place(setting),
        actor_id=actor_id,
        at=at(first_on),
    )
    second = [f"{companies[0]};{CHANGED}", *first[1:3], f"{companies[3]};{WRONG}"]
    _look_over(session, second, setting.today, "leverantorer-2.csv", setting, actor_id)


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


def _place(setting: Setting) -> Place:
    return Place(setting.municipality.code, setting.today, lambda _household_id: false())


def _look_over(
    session: Session, lines: Sequence[str], on: date, name: str, setting: Setting, actor_id: UUID
) -> UUID:
    content = (HEAD + "\n".join(lines) + f"\nAntal rader: {len(lines)}\n").encode("cp1252")
    given = FileGiven(KindName.LANDLORDS, SOURCE, name, content, on)
    batch = receive_file(session, file=given, actor_id=actor_id, at=at(on), today=setting.today)
    stage(session, batch_id=batch.id, place=_place(setting))
    return batch.id
