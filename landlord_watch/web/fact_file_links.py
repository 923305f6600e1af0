"""Why landlords are told together, as it is told to them: what a link rests on, not who judged."""

from collections.abc import Sequence
from uuid import UUID

from flask_babel import force_locale

from landlord_watch.infra import clock
from landlord_watch.landlords.queries import groups, network
from landlord_watch.landlords.rules.network.states import Link, LinkState
from landlord_watch.oversight.shapes import LandlordKind, LandlordTold
from landlord_watch.web import link_words
from landlord_watch.web.db import db
from landlord_watch.web.link_pages import names_in

SWEDISH = "sv"
#: More are not read; the page of the group has all.
MOST_LINKS = 40


def links_told(row: LandlordTold) -> list[str]:
    """What the confirmed links within a row rest on, a sentence each, in Swedish."""
    if row.kind is not LandlordKind.GROUP:
        return []
    links = _confirmed([UUID(each) for each in row.party_ids])
    named = names_in(db(), links, [UUID(each) for each in row.party_ids])
    with force_locale(SWEDISH):
        said = [line for link in links for line in link_words.link_grounds(link, named)]
    return list(dict.fromkeys(said))


def _confirmed(party_ids: Sequence[UUID]) -> list[Link]:
    members = set(party_ids)
    pairs = groups.pairs_of_landlords(db(), party_ids)
    within = [pair for pair in pairs if members.issuperset(pair)]
    links = network.links_now(db(), within[:MOST_LINKS], on=clock.today()).links
    return [link for link in links if link.state is LinkState.CONFIRMED]
