"""Words for the kinds of things in the register, by their values."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.dwellings.models import DwellingKind, RentSource
from landlord_watch.landlords.models import (
    ContactChannel,
    PartyIdentifierKind,
    PartyKind,
    PartyRoleKind,
)

DWELLING_KINDS: Mapping[str, LazyString] = {
    DwellingKind.FLAT.value: lazy_gettext("Lägenhet"),
    DwellingKind.HOUSE.value: lazy_gettext("Hus"),
    DwellingKind.ROOM.value: lazy_gettext("Enstaka rum"),
    DwellingKind.NOT_A_HOME.value: lazy_gettext("Inte byggt som bostad"),
}
RENT_SOURCES: Mapping[str, LazyString] = {
    RentSource.ADVERTISEMENT.value: lazy_gettext("Annons"),
    RentSource.LANDLORD.value: lazy_gettext("Hyresvärden har uppgett den"),
    RentSource.PROPERTY_LIST.value: lazy_gettext("Hyresvärdens förteckning"),
    RentSource.CONTRACT.value: lazy_gettext("Hyresavtal utan uppgift om hyresgäst"),
}
INCLUSIONS: Mapping[str, LazyString] = {
    "heating": lazy_gettext("Värme"),
    "hot_water": lazy_gettext("Varmvatten"),
    "cold_water": lazy_gettext("Kallvatten"),
    "household_electricity": lazy_gettext("Hushållsel"),
    "furniture": lazy_gettext("Möbler"),
    "parking": lazy_gettext("Parkering"),
    "broadband": lazy_gettext("Bredband"),
    "storage": lazy_gettext("Förråd"),
    "services": lazy_gettext("Tjänster"),
}
ANSWERS: Mapping[str, LazyString] = {
    "yes": lazy_gettext("Ja"),
    "no": lazy_gettext("Nej"),
    "unknown": lazy_gettext("Vet inte"),
}
PARTY_KINDS: Mapping[str, LazyString] = {
    PartyKind.LEGAL.value: lazy_gettext("Företag eller annan organisation"),
    PartyKind.NATURAL.value: lazy_gettext("Privatperson eller enskild firma"),
}
NUMBER_KINDS: Mapping[str, LazyString] = {
    PartyIdentifierKind.ORGANISATION_NUMBER.value: lazy_gettext("Organisationsnummer"),
    PartyIdentifierKind.PERSONNUMMER.value: lazy_gettext("Personnummer"),
    PartyIdentifierKind.SAMORDNINGSNUMMER.value: lazy_gettext("Samordningsnummer"),
}
ROLES: Mapping[str, LazyString] = {
    PartyRoleKind.OWNER.value: lazy_gettext("Ägare"),
    PartyRoleKind.CONTRACTING_LANDLORD.value: lazy_gettext("Hyresvärd enligt avtal"),
    PartyRoleKind.MANAGER.value: lazy_gettext("Förvaltare"),
    PartyRoleKind.PAYEE.value: lazy_gettext("Betalningsmottagare"),
    PartyRoleKind.SIGNATORY.value: lazy_gettext("Undertecknare"),
}
CHANNELS: Mapping[str, LazyString] = {
    ContactChannel.MEETING.value: lazy_gettext("Möte"),
    ContactChannel.PHONE.value: lazy_gettext("Telefon"),
    ContactChannel.EMAIL.value: lazy_gettext("E-post"),
    ContactChannel.LETTER.value: lazy_gettext("Brev"),
}
