"""
Why organisations are told as one landlord, for the board: a sentence a link, with day and source.

What is shared is named by its kind alone: the board needs no number, no telephone, and nobody's
name. Only confirmed links among those that the edition put together are told, as they stand now.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.landlords.queries.groups import pairs_of_landlords
from landlord_watch.landlords.queries.network import LinksNow, links_now
from landlord_watch.landlords.rules.network.facts import Found, MarkKind
from landlord_watch.landlords.rules.network.states import Link, LinkState
from landlord_watch.oversight.shapes import LandlordKind, LandlordTold
from landlord_watch.web import format as written
from landlord_watch.web.db import db

SHARED: Final[Mapping[MarkKind, LazyString]] = {
    MarkKind.ORGANISATION_NUMBER: lazy_gettext("samma organisationsnummer"),
    MarkKind.PERSON_NUMBER: lazy_gettext("samma nummer"),
    MarkKind.SIGNATORY: lazy_gettext("samma person tecknar firma eller sitter i styrelsen"),
    MarkKind.ACCOUNT: lazy_gettext("samma betalkonto"),
    MarkKind.EMAIL: lazy_gettext("samma e-postadress"),
    MarkKind.PHONE: lazy_gettext("samma telefonnummer"),
    MarkKind.POSTAL_ADDRESS: lazy_gettext("samma postadress"),
    MarkKind.BOX: lazy_gettext("samma boxadress"),
}


def links_of(landlord: LandlordTold, *, on: date) -> list[str]:
    """A sentence for each confirmed link inside a group; of no group there is none."""
    if landlord.kind is not LandlordKind.GROUP:
        return []
    members = {UUID(each) for each in landlord.party_ids}
    pairs = [pair for pair in pairs_of_landlords(db(), members) if members.issuperset(pair)]
    now = links_now(db(), pairs, on=on)
    return [_sentence(link, now) for link in now.links if _is_told(link, now)]


def _is_told(link: Link, now: LinksNow) -> bool:
    """Whether it counts, and no human being is one of the two."""
    is_about_people = any(now.facts[each].is_person for each in link.pair)
    return link.state is LinkState.CONFIRMED and not is_about_people


def _sentence(link: Link, now: LinksNow) -> str:
    one, other = (now.facts[each].name for each in link.pair)
    grounds = "; ".join(_grounds(link.found, now)) if link.found else gettext("en egen bedömning")
    said = gettext("%(one)s och %(other)s: %(grounds)s.", one=one, other=other, grounds=grounds)
    if link.judgement is None:
        return said
    confirmed = gettext("Bekräftat %(day)s.", day=written.day(link.judgement.judged_on))
    return f"{said} {confirmed}"


def _grounds(found: Found, now: LinksNow) -> Iterator[str]:
    if found.owned is not None:
        yield gettext(
            "%(owner)s äger %(owned)s (%(source)s, %(day)s)",
            owner=now.facts[found.owned.owner_id].name,
            owned=now.facts[found.owned.owned_id].name,
            source=found.owned.source,
            day=written.day(found.owned.seen_on),
        )
    for each in found.shared:
        yield gettext(
            "%(what)s (%(source)s, %(day)s)",
            what=SHARED[each.first.kind],
            source=each.first.source,
            day=written.day(max(each.first.seen_on, each.second.seen_on)),
        )
    if found.likeness is not None:
        yield gettext("namnen liknar varandra")
