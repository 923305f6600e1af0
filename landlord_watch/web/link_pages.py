"""Links between landlords as pages show them: the sentences, and what is known of the two."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import request
from flask_babel import gettext, lazy_gettext, ngettext
from sqlalchemy.orm import Session

from landlord_watch.identity.queries import names_of
from landlord_watch.kernel.errors import NotFound
from landlord_watch.landlords.many import names_of_landlords
from landlord_watch.landlords.queries import groups, network
from landlord_watch.landlords.rules.network.facts import Key, MarkKind, PartyFacts
from landlord_watch.landlords.rules.network.groups import Group, groups_of
from landlord_watch.landlords.rules.network.queue import would_join
from landlord_watch.landlords.rules.network.register import Pair, pair_of
from landlord_watch.landlords.rules.network.states import Link, LinkState
from landlord_watch.web import forms, link_words

#: How many names of a group are read out; the rest is a number.
MOST_NAMES = 6
TWO = 2
#: Of a landlord's links so many are on its own page.
MOST_LINKS = 10


@dataclass(frozen=True, slots=True)
class Value:
    """One thing a landlord is known by, and whether the other is too."""

    words: str
    source: str
    is_same: bool


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of two, of one kind."""

    words: str
    one: Sequence[Value]
    other: Sequence[Value]


@dataclass(frozen=True, slots=True)
class LinkShown:
    """A link with everything its page says of it."""

    link: Link
    one: PartyFacts
    other: PartyFacts
    sentences: Sequence[str]
    rows: Sequence[Row]
    #: Who would be one group if it were confirmed; empty: nobody but these two.
    joins: str
    #: How many judgements of it there are.
    turn: int

    @property
    def key(self) -> str:
        """By what a form names it, and what had been judged of it when it was shown."""
        return f"{self.link.first}_{self.link.second}_{self.turn}"


def shown_links(session: Session, pairs: Sequence[Pair], *, on: date) -> list[LinkShown]:
    """These links, in the order given; a constant number of questions."""
    now = network.links_now(session, pairs, on=on)
    turns = network.newest_judgements(session, pairs)
    joined = groups_of(groups.confirmed_pairs(session, on=on))
    groups_met = [would_join(joined, link.pair) for link in now.links]
    named = names_in(session, now.links, {each for group in groups_met for each in group})
    return [
        LinkShown(
            link,
            now.facts[link.first],
            now.facts[link.second],
            link_words.link_sentences(link, named),
            list(_rows(now.facts[link.first], now.facts[link.second], on)),
            _joins(link, joined, named.parties),
            turns[link.pair].turn if link.pair in turns else 0,
        )
        for link in now.links
    ]


def names_in(
    session: Session, links: Iterable[Link], more: Collection[UUID] = ()
) -> link_words.Named:
    """What those in these links are called, and who judged them."""
    links = list(links)
    ids = {each for link in links for each in link.pair} | set(more)
    judges = {link.judgement.judged_by for link in links if link.judgement}
    return link_words.Named(names_of_landlords(session, ids), names_of(session, judges))


def _rows(one: PartyFacts, other: PartyFacts, on: date) -> Iterator[Row]:
    same = _held(one, on) & _held(other, on)
    for kind, words in link_words.MARKS.items():
        mine, theirs = (list(_values(party, kind, same, on)) for party in (one, other))
        if mine or theirs:
            yield Row(str(words), mine, theirs)


def _held(party: PartyFacts, on: date) -> set[Key]:
    return {mark.key for mark in party.marks if mark.holds(on)}


def _values(party: PartyFacts, kind: MarkKind, same: Collection[Key], on: date) -> Iterator[Value]:
    for mark in party.marks:
        if mark.kind is kind and mark.holds(on):
            source = link_words.source_words(mark)
            yield Value(link_words.shown_words(mark), source, mark.key in same)


def _joins(link: Link, joined: Sequence[Group], names: Mapping[UUID, str]) -> str:
    if link.state is not LinkState.PROPOSED:
        return ""
    if any(group.issuperset(link.pair) for group in joined):
        return gettext("De är redan i samma grupp genom andra kopplingar.")
    group = would_join(joined, link.pair)
    if len(group) <= TWO:
        return ""
    return gettext(
        "Bekräftas den blir %(number)s hyresvärdar en grupp: %(names)s.",
        number=len(group),
        names=listed(names[each] for each in group),
    )


def listed(names: Iterable[str]) -> str:
    """The first names of many, and how many there are besides."""
    every = sorted(names)
    said = ", ".join(every[:MOST_NAMES])
    rest = len(every) - MOST_NAMES
    if rest <= 0:
        return said
    more = ngettext("%(num)s till", "%(num)s till", rest)
    return gettext("%(names)s och %(more)s", names=said, more=more)


@dataclass(frozen=True, slots=True)
class Belonging:
    """With whom a landlord belongs together, or may."""

    #: The landlords of its group, with it; only itself: it is in none.
    group: Group
    names: str
    #: Each link with the other's name and its sentences; no more than are read.
    links: Sequence[tuple[Link, str, Sequence[str]]]
    #: How many links there are besides.
    more: int


def belonging_of(session: Session, party_id: UUID, *, on: date) -> Belonging:
    """What a landlord's own page says of its links."""
    pairs = groups.pairs_of_landlords(session, [party_id])
    if not pairs:
        return Belonging(frozenset({party_id}), "", (), 0)
    group = groups.group_of(groups.confirmed_pairs(session, on=on), party_id)
    links = network.links_now(session, pairs[:MOST_LINKS], on=on).links
    named = names_in(session, links, group)
    shown = [
        (link, named.parties[_other(link, party_id)], link_words.link_sentences(link, named))
        for link in links
    ]
    names = listed(named.parties[each] for each in group - {party_id})
    return Belonging(group, names, shown, len(pairs) - len(pairs[:MOST_LINKS]))


def _other(link: Link, party_id: UUID) -> UUID:
    return link.second if link.first == party_id else link.first


def read_pair(first_id: UUID, second_id: UUID) -> Pair:
    """
    Two landlords of an address, in their order.

    Raises: `NotFound`: one landlord is no pair.
    """
    if first_id == second_id:
        raise NotFound(first_id=first_id)
    return pair_of(first_id, second_id)


def chosen_links(name: str) -> dict[Pair, int]:
    """
    The links a form names, each with how often it had been judged when it was shown.

    Raises: `NotFound`: it names what is none.
    """
    try:
        return dict(_chosen(each) for each in request.form.getlist(name))
    except ValueError as error:
        raise NotFound from error


def _chosen(key: str) -> tuple[Pair, int]:
    first, second, turn = key.split("_")
    return pair_of(UUID(first), UUID(second)), int(turn)


class JudgeForm(forms.OfficeForm):
    """What somebody holds of one link or several, and why."""

    verdict = forms.OneOfField(
        lazy_gettext("Hör de ihop?"),
        [forms.required(lazy_gettext("Välj vad du har kommit fram till."))],
        choices=link_words.VERDICT_CHOICES,
    )
    reason = forms.LongTextField(
        lazy_gettext("Varför?"),
        [forms.required(lazy_gettext("Skriv varför.")), forms.at_most(2000)],
    )
