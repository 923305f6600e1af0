"""Landlords that may belong together, made through the services."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from factories.people import NOW
from landlord_watch.landlords import many
from landlord_watch.landlords.models import (
    AccountKind,
    NotedMark,
    Party,
    PartyKind,
    PartyOwnership,
)
from landlord_watch.landlords.queries import network
from landlord_watch.landlords.rules.network.facts import MarkKind
from landlord_watch.landlords.rules.network.judgements import Verdict
from landlord_watch.landlords.rules.network.register import Pair, pair_of
from landlord_watch.landlords.services import LandlordFacts, record_landlord
from landlord_watch.landlords.services.linking import Judged, judge_links
from landlord_watch.landlords.services.noting import (
    MarkFacts,
    OwnershipFacts,
    note_mark,
    record_ownership,
)

TODAY = date(2026, 3, 12)
SIGNER = "19900101-0017"
PHONE, EMAIL = "0531-123 45 67", "hyra@dal.example"


def company(session: Session, name: str, **facts: str) -> Party:
    """A company, weighed against the others."""
    written = LandlordFacts(PartyKind.LEGAL, name, **facts)
    return record_landlord(session, facts=written, today=TODAY, actor_id=None, at=NOW)


def alike(session: Session, *names: str, phone: str = PHONE, email: str = EMAIL) -> list[Party]:
    """Companies with one telephone and one e-mail: each two of them are proposed."""
    return [company(session, name, phone=phone, email=email) for name in names]


def account(session: Session, party: Party, number: str = "9912346") -> None:
    """An account that a landlord is paid to."""
    facts = many.AccountFacts(party.id, AccountKind.BANKGIRO, number, "Lifecare", TODAY)
    many.note_accounts(session, accounts=[facts], actor_id=None, at=NOW)


def judge(
    session: Session,
    *pairs: tuple[Party, Party],
    by: UUID,
    verdict: Verdict = Verdict.POSITIVE,
    on: date = TODAY,
    reason: str = "Samma ägare enligt årsredovisningen",
) -> None:
    """Say of some what somebody held of them."""
    wanted = [pair_of(one.id, other.id) for one, other in pairs]
    judge_links(
        session,
        seen=turns(session, wanted),
        judged=Judged(verdict, reason),
        today=on,
        actor_id=by,
        at=NOW,
    )


def turns(session: Session, pairs: Iterable[Pair]) -> dict[Pair, int]:
    """How often each has been judged."""
    wanted = list(pairs)
    newest = network.newest_judgements(session, wanted)
    return {pair: newest[pair].turn if pair in newest else 0 for pair in wanted}


def one_of_each(session: Session, owner: Party, *, by: UUID) -> dict[str, object]:
    """A link, and what is noted by hand of a landlord, by the names that addresses use."""
    owned = company(session, "Ägda Bostäder AB", phone=PHONE, email=EMAIL)
    first, second = pair_of(owner.id, owned.id)
    return {
        "first_id": first,
        "second_id": second,
        "noted_mark_id": signs(session, owned, by=by).id,
        "ownership_id": owns(session, owner, owned, by=by).id,
    }


def signs(
    session: Session, party: Party, *, by: UUID, number: str = SIGNER, name: str = "Nils Påhittad"
) -> NotedMark:
    """That somebody signs for a landlord."""
    read = MarkFacts(MarkKind.SIGNATORY, number, "Bolagsverket", TODAY, name=name)
    return note_mark(session, landlord_id=party.id, mark=read, today=TODAY, actor_id=by, at=NOW)


def owns(session: Session, owner: Party, owned: Party, *, by: UUID) -> PartyOwnership:
    """That one landlord owns another."""
    read = OwnershipFacts(owner.id, owned.id, "Bolagsverket", TODAY)
    return record_ownership(session, owned=read, today=TODAY, actor_id=by, at=NOW)
