"""Words for where homes are, and for how well that is known."""

from collections.abc import Mapping

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.dwellings.models import Dwelling
from landlord_watch.places.models import DwellingPlace, PlaceSource
from landlord_watch.places.queries import PlaceFilter
from landlord_watch.places.rules.answers import Doubt
from landlord_watch.web.format import number

FILTERS: Mapping[str, LazyString] = {
    PlaceFilter.PLACED.value: lazy_gettext("Med känt läge"),
    PlaceFilter.PROPOSED.value: lazy_gettext("Med förslag att ta ställning till"),
    PlaceFilter.MISSING.value: lazy_gettext("Utan läge"),
}
SOURCES: Mapping[str, LazyString] = {
    PlaceSource.HAND.value: lazy_gettext("angivet för hand"),
    PlaceSource.SERVICE.value: lazy_gettext("hämtat från karttjänsten"),
}
DOUBTS: Mapping[str, LazyString] = {
    Doubt.STREET_ONLY.value: lazy_gettext("Tjänsten hittade gatan men inte huset."),
    Doubt.TOWN_ONLY.value: lazy_gettext("Tjänsten hittade bara orten eller trakten."),
    Doubt.OUTSIDE.value: lazy_gettext("Träffen ligger inte i kommunen."),
    Doubt.MUNICIPALITY_UNKNOWN.value: lazy_gettext("Tjänsten säger inte vilken kommun det är."),
    Doubt.OTHER_NUMBER.value: lazy_gettext("Träffen har ett annat husnummer."),
    Doubt.OTHER_POSTAL_CODE.value: lazy_gettext("Träffen har ett annat postnummer."),
}


def place(home: Dwelling, known: DwellingPlace | None) -> str:
    """Where a home is and how that is known; empty: it is not."""
    if home.latitude is None or home.longitude is None:
        return ""
    north, east = number(home.latitude, 5), number(home.longitude, 5)
    degrees = gettext("%(north)s N, %(east)s Ö", north=north, east=east)
    how = source(home, known)
    return f"{degrees}, {how}" if how else degrees


def source(home: Dwelling, known: DwellingPlace | None) -> str:
    """Where a home's place comes from; empty: it has none, or nobody noted it."""
    if home.latitude is None or known is None:
        return ""
    return str(SOURCES[known.source])
