"""Links of landlords in the register: weighed again where something changes, judged, frozen."""

from dataclasses import replace
from datetime import date
from functools import partial
from random import Random
from uuid import UUID

import pytest
from sqlalchemy import delete, event, select
from sqlalchemy.orm import Session

from factories import links, lists
from factories.dwellings import dwelling
from factories.imports import Desk
from factories.landlords import ORGANISATION_NUMBER
from factories.people import NOW, staff_member
from landlord_watch.dwellings.models import Dwelling
from landlord_watch.identity.rules import Role
from landlord_watch.imports.rules.kind import KindName
from landlord_watch.infra.once import table_of
from landlord_watch.landlords import many, services
from landlord_watch.landlords.errors import GroupsContradict, NotedAlready
from landlord_watch.landlords.models import (
    AccountKind,
    LandlordLink,
    LinkJudgement,
    LinkJudgementToken,
    NotedMark,
    Party,
    PartyKind,
    PartyMark,
    PartyRoleKind,
)
from landlord_watch.landlords.queries import groups, network
from landlord_watch.landlords.queries.marks import known_of_landlords
from landlord_watch.landlords.rules.network.facts import Key, MarkKind, Tier
from landlord_watch.landlords.rules.network.judgements import Verdict
from landlord_watch.landlords.rules.network.register import pair_of
from landlord_watch.landlords.rules.network.states import LinkState, links_of
from landlord_watch.landlords.services.linking import Judged, judge_links, make_group_version
from landlord_watch.landlords.services.noting import (
    MarkFacts,
    decide_link_parameters,
    note_mark,
)
from landlord_watch.landlords.services.weighing import weigh_landlords

TODAY = date(2026, 3, 12)
#: So small that hubs come and go.
SMALL = replace(network.UNDECIDED, decided="Nämnden § 4", most_sharing=3, most_signed_for=3)
PERSON = "19900101-0017"


@pytest.fixture
def actor_id(session: Session) -> UUID:
    return staff_member(session, Role.CASE_MANAGER).id


def company(name: str, **facts: str) -> services.LandlordFacts:
    return services.LandlordFacts(PartyKind.LEGAL, name, **facts)


def record(session: Session, facts: services.LandlordFacts) -> Party:
    return services.record_landlord(session, facts=facts, today=TODAY, actor_id=None, at=NOW)


def stored(session: Session) -> dict[tuple[UUID, UUID], tuple[object, ...]]:
    one = LandlordLink
    rows = session.execute(select(one.first_id, one.second_id, one.tier, one.state, one.due))
    return {(row[0], row[1]): tuple(row[2:]) for row in rows}


def all_anew(session: Session) -> dict[tuple[UUID, UUID], tuple[object, ...]]:
    """What the rules say of all landlords at once."""
    facts = network.facts_of_landlords(session, session.scalars(select(Party.id)).all())
    parameters = network.link_parameters(session, on=TODAY)
    register = network.register_of(session, facts, parameters=parameters, on=TODAY)
    judgements = network.judgements_about(session, facts.values())
    return {
        link.pair: (link.found.tier if link.found else None, link.state, link.due)
        for link in links_of(register, judgements)
    }


class Changes:
    """Somebody at the register, who changes this and that."""

    def __init__(self, session: Session, actor_id: UUID, seed: int) -> None:
        self.session, self.actor_id = session, actor_id
        self.random = Random(seed)  # noqa: S311 -- the same each time
        self.homes: list[Dwelling] = [
            dwelling(session, street_address=f"Ringvägen {number}") for number in range(3)
        ]
        self.ids = [record(session, self.facts()).id for _ in range(5)]

    def facts(self) -> services.LandlordFacts:
        name = self.random.choice(("Dalaberg AB", "Dalabergs AB", "Ekhult AB"))
        phone = self.random.choice(("0531-123 45 67", "0531-999 99 99", ""))
        email = self.random.choice(("a@dal.example", "b@dal.example", ""))
        return company(name, phone=phone, email=email)

    def one(self) -> None:
        self.random.choice(
            (self.new, self.correct, self.correct, self.account, self.role, self.sign, self.judge)
        )()

    def new(self) -> None:
        self.ids.append(record(self.session, self.facts()).id)

    def correct(self) -> None:
        services.correct_landlord(
            self.session,
            landlord_id=self.random.choice(self.ids),
            facts=self.facts(),
            today=TODAY,
            actor_id=self.actor_id,
            at=NOW,
        )

    def account(self) -> None:
        account = many.AccountFacts(
            self.random.choice(self.ids),
            AccountKind.BANKGIRO,
            self.random.choice(("9912346", "9912353")),
            "Lifecare",
            TODAY,
        )
        many.note_accounts(self.session, accounts=[account], actor_id=None, at=NOW)

    def role(self) -> None:
        facts = many.RoleFacts(
            self.random.choice(self.ids),
            self.random.choice(self.homes).id,
            self.random.choice((PartyRoleKind.MANAGER, PartyRoleKind.OWNER)),
            TODAY,
            "Avtal",
        )
        if self.random.random() < 0.5:
            many.give_roles(self.session, roles=[facts], actor_id=None, at=NOW)
        else:
            held = many.find_open_roles(self.session, [facts.party_id], kind=facts.kind)
            many.end_roles(self.session, roles=held, ends_on=TODAY, actor_id=None, at=NOW)

    def sign(self) -> None:
        mark = MarkFacts(MarkKind.SIGNATORY, PERSON, "Bolagsverket", TODAY, name="Nils")
        try:
            note_mark(
                self.session,
                landlord_id=self.random.choice(self.ids),
                mark=mark,
                today=TODAY,
                actor_id=self.actor_id,
                at=NOW,
            )
        except NotedAlready:
            return

    def judge(self) -> None:
        pairs = sorted(stored(self.session))
        if not pairs:
            return
        pair = self.random.choice(pairs)
        newest = network.newest_judgements(self.session, [pair]).get(pair)
        judge_links(
            self.session,
            seen={pair: newest.turn if newest else 0},
            judged=Judged(self.random.choice(list(Verdict)), f"Prövat {self.random.random()}"),
            today=TODAY,
            actor_id=self.actor_id,
            at=NOW,
        )


@pytest.mark.parametrize("seed", range(4))
def test_what_changes_are_weighed_to_is_what_weighing_all_anew_gives(
    session: Session, actor_id: UUID, seed: int
) -> None:
    decide_link_parameters(session, parameters=SMALL, actor_id=actor_id, at=NOW)
    changes = Changes(session, actor_id, seed)
    seen = 0
    for _ in range(12):
        changes.one()
        seen += len(stored(session))

        assert stored(session) == all_anew(session)
        assert borne(session) == derived(session)
    assert seen


def derived(session: Session) -> dict[UUID, tuple[bool, frozenset[Key]]]:
    """What follows from the register of each landlord who is known by anything."""
    known = known_of_landlords(session, session.scalars(select(Party.id)).all())
    return {
        party_id: (facts.is_agent, frozenset(mark.key for mark in facts.marks))
        for party_id, facts in known.items()
        if facts.marks
    }


def borne(session: Session) -> dict[UUID, tuple[bool, frozenset[Key]]]:
    """The same, as it lies."""
    facts = network.facts_of_landlords(session, session.scalars(select(Party.id)).all())
    standing = {
        party_id: (each.is_agent, frozenset(m.key for m in each.marks if m.holds(TODAY)))
        for party_id, each in facts.items()
    }
    return {party_id: each for party_id, each in standing.items() if each[1]}


def test_a_rejection_holds_at_once_for_another_record_of_the_same_landlord(
    session: Session, actor_id: UUID
) -> None:
    one, again, other = links.alike(session, "Dal AB", "DAL Aktiebolag", "Ek AB")
    links.judge(session, (one, other), by=actor_id, verdict=NEGATIVE)

    said = {pair: row[1] for pair, row in stored(session).items()}
    assert said[pair_of(again.id, other.id)] is LinkState.REJECTED
    assert said[pair_of(one.id, again.id)] is LinkState.PROPOSED


def test_a_change_asks_no_more_of_a_large_register(session: Session) -> None:
    small = asked_by_a_change(session, landlords=20)
    large = asked_by_a_change(session, landlords=600)

    assert small[0] == large[0] < 40
    assert small[1] == large[1] > 0


def asked_by_a_change(session: Session, *, landlords: int) -> tuple[int, int]:
    """How many questions a changed telephone asks, and how many pairs it weighs."""
    facts = [
        company(f"Bolag {number}", phone=f"0531-{number:06}", email=f"{number // 2}@dal.example")
        for number in range(landlords)
    ]
    many.record_landlords(session, facts=facts, today=TODAY, actor_id=None, at=NOW)
    session.flush()
    changed = session.scalars(select(Party).where(Party.name == "Bolag 7")).first()
    assert changed
    changed.phone = "0531-000008"
    asked: list[str] = []
    note = partial(_note, asked)
    event.listen(session.get_bind(), "before_cursor_execute", note)
    touched = weigh_landlords(session, party_ids=[changed.id], on=TODAY)
    event.remove(session.get_bind(), "before_cursor_execute", note)
    session.execute(delete(LandlordLink))
    session.execute(delete(PartyMark))
    session.execute(delete(Party))
    return len(asked), touched


def _note(asked: list[str], _connection: object, _cursor: object, statement: str, *_: object):
    asked.append(statement)


def states(session: Session) -> list[LinkState]:
    return [row[1] for row in stored(session).values()]


def test_a_rejected_pair_does_not_come_back_when_its_list_is_read_in_anew(
    session: Session, actor_id: UUID
) -> None:
    rows = [
        ["Namn", "Slag", "Telefon", "E-post"],
        ["Dal AB", "Företag", "0531-123 45 67", "a@dal.example"],
        ["Ek AB", "Företag", "0531-123 45 67", "a@dal.example"],
    ]
    desk = Desk(session, kind=KindName.LANDLORDS)
    batch = desk.take_in(lists.text(rows))
    links.judge(session, tuple(named(session, "Dal AB", "Ek AB")), by=actor_id, verdict=NEGATIVE)
    desk.undo(batch)
    gone = stored(session)
    desk.take_in(lists.text([rows[0], *([name.upper(), *rest] for name, *rest in rows[1:])]))

    assert gone == {}
    assert states(session) == [LinkState.REJECTED]
    assert groups.count_waiting(session, on=TODAY) == 0


NEGATIVE = Verdict.NEGATIVE


def named(session: Session, *names: str) -> list[Party]:
    found = {each.name: each for each in session.scalars(select(Party))}
    return [found[name] for name in names]


def test_a_number_noted_of_two_records_makes_them_one_group(
    session: Session, actor_id: UUID
) -> None:
    one = record(session, company("Dal AB", number=ORGANISATION_NUMBER, number_source="Avtal"))
    other = record(session, company("Dal Bostäder"))
    mark = MarkFacts(MarkKind.ORGANISATION_NUMBER, "556999-9997", "Hyresavtal", TODAY)
    note_mark(session, landlord_id=other.id, mark=mark, today=TODAY, actor_id=actor_id, at=NOW)

    assert states(session) == [LinkState.CONFIRMED]
    assert groups.version_now(session, on=TODAY).groups == (frozenset({one.id, other.id}),)


def test_who_signs_at_the_homes_of_two_speaks_for_a_link(session: Session) -> None:
    signer = services.LandlordFacts(PartyKind.NATURAL, "Nils", PERSON, "Avtal")
    person, one, other = record(session, signer), *links.alike(session, "A AB", "B AB", phone="")
    for number, party in enumerate((one, other)):
        home = dwelling(session, street_address=f"Ringvägen {number}")
        for who, kind in ((party, PartyRoleKind.OWNER), (person, PartyRoleKind.SIGNATORY)):
            give(session, who, home, kind)

    tiers = {pair: row[0] for pair, row in stored(session).items()}
    assert tiers[pair_of(one.id, other.id)] is Tier.STRONG
    assert tiers[pair_of(person.id, one.id)] is Tier.STRONG


def give(session: Session, party: Party, home: Dwelling, kind: PartyRoleKind) -> None:
    services.give_role(
        session,
        landlord_id=party.id,
        dwelling_id=home.id,
        kind=kind,
        starts_on=TODAY,
        source="Avtal",
        actor_id=None,
        at=NOW,
    )


def test_an_agents_telephone_links_none_of_its_clients_until_it_lets_go(session: Session) -> None:
    one, other, agent = links.alike(session, "Dal AB", "Ek AB", "Sköter AB")
    give(session, agent, dwelling(session), PartyRoleKind.MANAGER)
    while_agent = stored(session)
    held = many.find_open_roles(session, [agent.id], kind=PartyRoleKind.MANAGER)
    many.end_roles(session, roles=held, ends_on=TODAY, actor_id=None, at=NOW)

    assert while_agent == {}
    assert pair_of(one.id, other.id) in stored(session)


def test_no_version_is_made_while_a_rejected_pair_is_in_a_group(
    session: Session, actor_id: UUID
) -> None:
    one, other, third = links.alike(session, "Dal AB", "Ek AB", "Sjö AB")
    links.judge(session, (one, other), (other, third), by=actor_id)
    links.judge(session, (one, third), by=actor_id, verdict=NEGATIVE)

    with pytest.raises(GroupsContradict):
        make_group_version(session, today=TODAY, actor_id=actor_id, at=NOW)

    assert groups.standing_group_version(session, on=TODAY) is None
    (wrong,) = groups.version_now(session, on=TODAY).contradictions
    assert wrong.path in {(one.id, other.id, third.id), (third.id, other.id, one.id)}


def test_a_version_stands_as_it_was_made(session: Session, actor_id: UUID) -> None:
    one, other, third = links.alike(session, "Dal AB", "Ek AB", "Sjö AB")
    links.judge(session, (one, other), by=actor_id)
    make_group_version(session, today=TODAY, actor_id=actor_id, at=NOW)
    links.judge(session, (other, third), by=actor_id)

    standing = groups.standing_group_version(session, on=TODAY)
    assert standing
    assert standing.group_of == dict.fromkeys((one.id, other.id), str(min(one.id, other.id)))
    assert standing.waiting == 1


def test_a_confirmed_link_counts_no_longer_when_nobody_has_looked_for_two_years(
    session: Session, actor_id: UUID
) -> None:
    links.judge(session, tuple(links.alike(session, "Dal AB", "Ek AB")), by=actor_id)
    later = date(2028, 3, 12)

    assert len(groups.confirmed_pairs(session, on=date(2028, 3, 11))) == 1
    assert groups.confirmed_pairs(session, on=later) == []
    assert groups.list_links_to_look_at(session, on=later, tier=None, number=1).total == 1


def test_nothing_that_is_written_of_links_bears_a_persons_number(
    session: Session, actor_id: UUID
) -> None:
    party = record(session, services.LandlordFacts(PartyKind.NATURAL, "Nils", PERSON, "Avtal"))
    owned = record(session, company("Dal AB"))
    links.signs(session, owned, by=actor_id)
    links.judge(session, (party, owned), by=actor_id)
    session.flush()
    tables = (PartyMark, NotedMark, LandlordLink, LinkJudgement, LinkJudgementToken)
    written = [
        repr(tuple(row))
        for table in tables
        for row in session.connection().execute(select(table_of(table)))
    ]

    assert written
    assert not [line for line in written if "19900101" in line or "9001010017" in line]
