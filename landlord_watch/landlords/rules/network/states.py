"""
Three states of a link: confirmed, proposed, rejected. Only what is confirmed counts.

What a machine finds is proposed; a person confirms or rejects it. The same number alone is
confirmed by itself, unless it contradicts itself, and can be rejected like the rest.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from landlord_watch.landlords.rules.network.facts import Found, LinkParameters, Tier
from landlord_watch.landlords.rules.network.judgements import Judgement, Judgements, Verdict
from landlord_watch.landlords.rules.network.register import Pair, Register, pair_of


class LinkState(StrEnum):
    """How far a link has come."""

    CONFIRMED = "confirmed"
    PROPOSED = "proposed"
    REJECTED = "rejected"


class Due(StrEnum):
    """Why somebody has to look at a link again that was judged."""

    #: It was confirmed so long ago that it no longer counts.
    EXPIRED = "expired"
    #: What it was confirmed on is no longer there.
    GROUNDS_GONE = "grounds_gone"
    #: Something speaks for it that did not when it was judged.
    NEW_GROUNDS = "new_grounds"


@dataclass(frozen=True, slots=True)
class Link:
    """Two parties, what their link rests on, what was held of it, and what it is now."""

    first: UUID
    second: UUID
    state: LinkState
    #: None: nothing is found of it, and it rests on who judged it alone.
    found: Found | None
    judgement: Judgement | None = None
    due: Due | None = None

    @property
    def pair(self) -> Pair:
        return (self.first, self.second)


MONTHS: Final = 12


def reviewed_by(judged_on: date, months: int) -> date:
    """The first day that a judgement no longer counts: the same day so many months later."""
    year, month = divmod(judged_on.year * MONTHS + judged_on.month - 1 + months, MONTHS)
    return date(year, month + 1, min(judged_on.day, monthrange(year, month + 1)[1]))


def link_of(
    pair: Pair,
    found: Found | None,
    judgement: Judgement | None,
    *,
    parameters: LinkParameters,
    on: date,
) -> Link:
    """
    What a link is on a day.

    A confirmed one that has expired, or whose grounds are gone, is proposed again and does not
    count until somebody has looked at it. A rejected one stays so, whatever is found; that
    something new speaks for it is said.
    """
    if judgement is None or judgement.verdict is Verdict.UNSURE:
        state = _unjudged(found, judgement)
        return Link(*pair, state, found, judgement)
    if judgement.verdict is Verdict.NEGATIVE:
        return Link(*pair, LinkState.REJECTED, found, judgement, _news(found, judgement))
    lapsed = _lapsed(found, judgement, parameters, on)
    state = LinkState.PROPOSED if lapsed else LinkState.CONFIRMED
    return Link(*pair, state, found, judgement, lapsed)


def _unjudged(found: Found | None, judgement: Judgement | None) -> LinkState:
    if found is None or found.tier is not Tier.IDENTITY or judgement:
        return LinkState.PROPOSED
    return LinkState.PROPOSED if found.contradicts_itself else LinkState.CONFIRMED


def _news(found: Found | None, judgement: Judgement) -> Due | None:
    is_new = found is not None and found.grounds - judgement.grounds
    return Due.NEW_GROUNDS if is_new else None


def _lapsed(
    found: Found | None, judgement: Judgement, parameters: LinkParameters, on: date
) -> Due | None:
    if on >= reviewed_by(judgement.judged_on, parameters.review_months):
        return Due.EXPIRED
    is_gone = judgement.grounds and not (found and found.grounds & judgement.grounds)
    return Due.GROUNDS_GONE if is_gone else None


def links_of(register: Register, judgements: Judgements) -> Iterator[Link]:
    """Every link there is: what is found, and what was judged though nothing is found of it now."""
    judged = {each for each, party in register.parties.items() if judgements.is_about(party)}
    told: set[Pair] = set()
    for found in register.find_all():
        pair = (found.first, found.second)
        if judged.issuperset(pair):
            told.add(pair)
            yield _link(register, judgements, pair, found)
        else:
            yield link_of(pair, found, None, parameters=register.parameters, on=register.on)
    for pair in judged_pairs(register, judgements):
        if pair not in told:
            told.add(pair)
            yield _link(register, judgements, pair, None)


def links_among(
    register: Register, judgements: Judgements, pairs: Iterable[Pair]
) -> Iterator[Link]:
    """The links of some pairs; none of one who is not there, or of whom nothing is to be said."""
    for pair in pairs:
        if not all(each in register.parties for each in pair):
            continue
        found = register.find(pair)
        link = _link(register, judgements, pair, found)
        if found or link.judgement:
            yield link


def _link(register: Register, judgements: Judgements, pair: Pair, found: Found | None) -> Link:
    one, other = (register.parties[each] for each in pair)
    judgement = judgements.of(one, other)
    return link_of(pair, found, judgement, parameters=register.parameters, on=register.on)


def judged_pairs(register: Register, judgements: Judgements) -> Iterator[Pair]:
    """The pairs somebody judged of whom both are in the register under the ids of then."""
    for judgement in judgements.all:
        ids = (judgement.first.party_id, judgement.second.party_id)
        if all(each in register.parties for each in ids):
            yield pair_of(*ids)
