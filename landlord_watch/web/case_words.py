"""Words for the kinds of things in the case world, by their values."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.households.models import MemberRole, OwnWish
from landlord_watch.households.rules import (
    INDIRECT_COERCION,
    Arranger,
    ArrivalForm,
    MovePart,
)
from landlord_watch.payments.rules import Link
from landlord_watch.rents.models import (
    AsideKind,
    NormKind,
    PriceUnit,
    RentBasis,
    RentCause,
    Verdict,
)
from landlord_watch.rents.rules.household import CountedAs
from landlord_watch.tenancies.models import ContractKind

MEMBER_ROLES: Mapping[str, LazyString] = {
    MemberRole.ADULT.value: lazy_gettext("Vuxen"),
    MemberRole.CHILD.value: lazy_gettext("Barn"),
}
OWN_WISHES: Mapping[str, LazyString] = {
    OwnWish.YES.value: lazy_gettext("Ja, ville flytta hit"),
    OwnWish.NO.value: lazy_gettext("Nej, ville inte flytta hit"),
    OwnWish.UNCLEAR.value: lazy_gettext("Oklart"),
    OwnWish.NOT_ASKED.value: lazy_gettext("Inte frågat ännu"),
}
ARRIVAL_FORMS: Mapping[str, LazyString] = {
    ArrivalForm.CONTRACT_TERMINATED.value: lazy_gettext(
        "Hyresavtal eller socialt kontrakt avslutades"
    ),
    ArrivalForm.AID_REFUSED_OR_THREATENED.value: lazy_gettext(
        "Bistånd nekades, sänktes eller hotades med"
    ),
    ArrivalForm.NATIONWIDE_SEARCH_CONDITION.value: lazy_gettext(
        "Krav på att söka bostad i hela landet"
    ),
    ArrivalForm.REFERRED_TO_LANDLORD.value: lazy_gettext(
        "Hänvisades till en hyresvärd i en annan kommun"
    ),
    ArrivalForm.ECONOMIC_INCENTIVE.value: lazy_gettext(
        "Fick ekonomisk hjälp att flytta (flytt, första hyror, deposition)"
    ),
    ArrivalForm.ESTABLISHMENT_PERIOD_END.value: lazy_gettext(
        "Etableringstiden tog slut och den tillfälliga bostaden sades upp"
    ),
    ArrivalForm.REGISTER_WITH_ACQUAINTANCE.value: lazy_gettext(
        "Ombads folkbokföra sig hos en bekant i en annan kommun"
    ),
    ArrivalForm.PLACEMENT_BECAME_RESIDENCE.value: lazy_gettext(
        "En placering (HVB, skyddat boende) blev bosättning"
    ),
    ArrivalForm.LANDLORD_MARKETING.value: lazy_gettext(
        "Hyresvärden marknadsför lediga lägenheter till andra kommuners socialkontor"
    ),
    ArrivalForm.OTHER.value: lazy_gettext("Annat"),
    ArrivalForm.UNKNOWN.value: lazy_gettext("Vet inte"),
}
#: The forms in which somebody was made to leave rather than invited.
COERCIVE_FORMS: frozenset[str] = frozenset(form.value for form in INDIRECT_COERCION)
ARRANGERS: Mapping[str, LazyString] = {
    Arranger.OTHER_MUNICIPALITY.value: lazy_gettext("Den andra kommunen"),
    Arranger.LANDLORD.value: lazy_gettext("En hyresvärd"),
    Arranger.PRIVATE_PERSON.value: lazy_gettext("En privatperson"),
    Arranger.ONESELF.value: lazy_gettext("Hushållet självt"),
    Arranger.NOT_KNOWN.value: lazy_gettext("Inte känt"),
}
MOVE_PARTS: Mapping[str, LazyString] = {
    MovePart.CONTACT.value: lazy_gettext("Kontakten med hyresvärden"),
    MovePart.CONTRACT.value: lazy_gettext("Hyresavtalet"),
    MovePart.TRANSPORT.value: lazy_gettext("Resan eller flyttbilen"),
    MovePart.MONEY.value: lazy_gettext("Pengar till flytten eller hyran"),
}
CONTRACT_KINDS: Mapping[str, LazyString] = {
    ContractKind.PRIMARY_LEASE.value: lazy_gettext("Förstahandsavtal"),
    ContractKind.SUBLEASE.value: lazy_gettext("Andrahandsavtal"),
    ContractKind.LODGER.value: lazy_gettext("Inneboende"),
    ContractKind.SOCIAL_LEASE.value: lazy_gettext("Socialt kontrakt"),
    ContractKind.PRIVATE_LET.value: lazy_gettext("Privatperson hyr ut sin egen bostad"),
}
PRICE_UNITS: Mapping[str, LazyString] = {
    PriceUnit.MONTH.value: lazy_gettext("månad"),
    PriceUnit.WEEK.value: lazy_gettext("vecka"),
    PriceUnit.NIGHT.value: lazy_gettext("natt"),
}
PAYMENT_LINKS: Mapping[str, LazyString] = {
    Link.CERTAIN.value: lazy_gettext("Säkert: kontot är hyresvärdens"),
    Link.LIKELY.value: lazy_gettext("Troligt"),
    Link.UNKNOWN.value: lazy_gettext("Går inte att säga"),
}
RENT_CAUSES: Mapping[str, LazyString] = {
    RentCause.AGREED.value: lazy_gettext("Ny eller ändrad hyra, som den är avtalad"),
    RentCause.RAISED_AFTERWARDS.value: lazy_gettext("Höjd i efterhand"),
    RentCause.LOWERED_BY_TRIBUNAL.value: lazy_gettext("Sänkt av hyresnämnden eller en domstol"),
    RentCause.CORRECTION.value: lazy_gettext("Rättelse av något som var fel"),
}
ASIDE_KINDS: Mapping[str, LazyString] = {
    AsideKind.DEPOSIT.value: lazy_gettext("Deposition"),
    AsideKind.MOVE_IN_FEE.value: lazy_gettext("Avgift vid inflyttning"),
    AsideKind.RENT_FREE.value: lazy_gettext("Hyresfria dagar"),
}
RENT_BASES: Mapping[str, LazyString] = {
    RentBasis.CONTRACT.value: lazy_gettext("Hyresavtal"),
    RentBasis.INVOICE.value: lazy_gettext("Hyresavi"),
    RentBasis.LIST.value: lazy_gettext("Förteckning"),
    RentBasis.STATEMENT.value: lazy_gettext("Hyresgästen har berättat"),
}
NORM_KINDS: Mapping[str, LazyString] = {
    NormKind.MUNICIPAL_DECISION.value: lazy_gettext("Kommunens beslut"),
    NormKind.PUBLISHED_PAGE.value: lazy_gettext("Publicerad på kommunens webbplats"),
    NormKind.LANDLORD_STATEMENT.value: lazy_gettext("Hyresvärdens uppgift"),
}
VERDICTS: Mapping[str, LazyString] = {
    Verdict.OVER.value: lazy_gettext("Över normen"),
    Verdict.WITHIN.value: lazy_gettext("Inte över normen"),
    Verdict.UNDECIDED.value: lazy_gettext("Kan inte avgöras"),
}
COUNTED_AS: Mapping[str, LazyString] = {
    CountedAs.ADULT.value: lazy_gettext("Vuxen"),
    CountedAs.CHILD.value: lazy_gettext("Barn"),
    CountedAs.NOT_COUNTED.value: lazy_gettext("Räknas inte"),
}
#: Neither in the rent nor paid for outside it.
ABSENT = "absent"
IN_RENT: Mapping[str, LazyString] = {
    "yes": lazy_gettext("Ingår"),
    "no": lazy_gettext("Betalas vid sidan av"),
    ABSENT: lazy_gettext("Finns inte"),
    "unknown": lazy_gettext("Vet inte"),
}
IN_NORM: Mapping[str, LazyString] = {
    "yes": lazy_gettext("Ja"),
    "no": lazy_gettext("Nej"),
    "unknown": lazy_gettext("Sägs inte"),
}
CERTAINTIES: Mapping[str, LazyString] = {
    "A": lazy_gettext("Läst i utgivarens egen text"),
    "B": lazy_gettext("Två oberoende andrahandskällor"),
    "C": lazy_gettext("En andrahandskälla"),
    "own": lazy_gettext("Eget val"),
}
OWN_RULE = lazy_gettext("Programmets egen räkneregel")
