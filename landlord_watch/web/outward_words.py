"""Words for own outward moves, by the values of their codes."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.cases.rules.findings import CounterIndicator, Evidence
from landlord_watch.households.rules import ArrivalForm
from landlord_watch.outward_moves.models import OutwardFinding
from landlord_watch.outward_moves.rules import (
    Handover,
    OutwardOutcome,
    Paid,
    PaidKind,
    ReceivingContact,
)

#: Said of ourselves: what in a case is said of another municipality.
FORMS: Mapping[str, LazyString] = {
    ArrivalForm.CONTRACT_TERMINATED.value: lazy_gettext(
        "Vi avslutade hyresavtalet eller det sociala kontraktet"
    ),
    ArrivalForm.AID_REFUSED_OR_THREATENED.value: lazy_gettext(
        "Vi nekade, sänkte eller hotade med att dra in bistånd"
    ),
    ArrivalForm.NATIONWIDE_SEARCH_CONDITION.value: lazy_gettext(
        "Vi krävde att de skulle söka bostad i hela landet"
    ),
    ArrivalForm.REFERRED_TO_LANDLORD.value: lazy_gettext(
        "Vi hänvisade till en hyresvärd i en annan kommun"
    ),
    ArrivalForm.ECONOMIC_INCENTIVE.value: lazy_gettext("Vi betalade för att de skulle flytta"),
    ArrivalForm.ESTABLISHMENT_PERIOD_END.value: lazy_gettext(
        "Vi sade upp den tillfälliga bostaden när etableringstiden tog slut"
    ),
    ArrivalForm.REGISTER_WITH_ACQUAINTANCE.value: lazy_gettext(
        "Vi bad dem folkbokföra sig hos en bekant i en annan kommun"
    ),
    ArrivalForm.PLACEMENT_BECAME_RESIDENCE.value: lazy_gettext(
        "En placering som vi gjorde (HVB, skyddat boende) blev bosättning"
    ),
    ArrivalForm.LANDLORD_MARKETING.value: lazy_gettext(
        "En hyresvärd i en annan kommun erbjöd oss lediga lägenheter"
    ),
    ArrivalForm.OTHER.value: lazy_gettext("Annat"),
}
COUNTERS: Mapping[str, LazyString] = {
    CounterIndicator.OWN_WISH.value: lazy_gettext("Ville själva flytta dit"),
    CounterIndicator.WORK_OR_STUDIES.value: lazy_gettext("Arbete eller studier där"),
    CounterIndicator.FAMILY.value: lazy_gettext("Anhöriga där"),
    CounterIndicator.PROTECTION.value: lazy_gettext("Behövde skydd från någon"),
    CounterIndicator.CONTACT_BETWEEN_MUNICIPALITIES.value: lazy_gettext(
        "Kommunerna var överens före flytten"
    ),
}
EVIDENCE: Mapping[str, LazyString] = {
    Evidence.ACCOUNT.value: lazy_gettext("Någon har berättat det"),
    Evidence.DOCUMENT.value: lazy_gettext("Det finns en handling"),
    Evidence.CONFIRMED.value: lazy_gettext("Det är bekräftat hos oss"),
}
CONTACTS: Mapping[str, LazyString] = {
    ReceivingContact.AGREED_BEFORE.value: lazy_gettext(
        "Ja, före flytten, och de var överens med oss"
    ),
    ReceivingContact.CONTACTED_BEFORE.value: lazy_gettext(
        "Ja, före flytten, utan att de var överens"
    ),
    ReceivingContact.CONTACTED_AFTER.value: lazy_gettext("Först efter flytten"),
    ReceivingContact.NOT_CONTACTED.value: lazy_gettext("Nej"),
    ReceivingContact.NOT_KNOWN.value: lazy_gettext("Inte känt"),
}
HANDOVERS: Mapping[str, LazyString] = {
    Handover.HANDED_OVER.value: lazy_gettext("Överlämnat till den nya kommunen"),
    Handover.FINISHED_HERE.value: lazy_gettext("Avslutas av oss"),
    Handover.NOT_YET.value: lazy_gettext("Pågick, och är inte löst"),
}
#: Nothing of the kind was under way.
NOTHING = ""
PAID_KINDS: Mapping[str, LazyString] = {
    PaidKind.REMOVAL_AID.value: lazy_gettext("Flyttbidrag"),
    PaidKind.RENT_IN_ADVANCE.value: lazy_gettext("Hyra i förskott"),
    PaidKind.DEPOSIT.value: lazy_gettext("Deposition"),
    PaidKind.FREE_MONTHS.value: lazy_gettext("Fria månader"),
    PaidKind.OTHER.value: lazy_gettext("Annat för att de skulle flytta"),
}
PAID: Mapping[str, LazyString] = {
    Paid.NOTHING.value: lazy_gettext("Inget"),
    Paid.ORDINARY_AID.value: lazy_gettext("Vanligt flyttbidrag efter individuell prövning"),
    Paid.INCENTIVE.value: lazy_gettext("Något utöver vanligt flyttbidrag"),
}
OUTCOMES: Mapping[str, LazyString] = {
    OutwardOutcome.NO_PARTICIPATION.value: lazy_gettext("Vi medverkade inte"),
    OutwardOutcome.MOTIVATED_MOVE.value: lazy_gettext("Motiverad flytt"),
    OutwardOutcome.TOOK_PART.value: lazy_gettext("Vi medverkade"),
    OutwardOutcome.UNDECIDABLE.value: lazy_gettext("Kan inte avgöras"),
}
OUTCOME_NEEDS: Mapping[str, LazyString] = {
    OutwardOutcome.NO_PARTICIPATION.value: lazy_gettext(
        "att inget är antecknat om att vi medverkat eller betalat, eller att det var deras "
        "tydliga egna önskan"
    ),
    OutwardOutcome.MOTIVATED_MOVE.value: lazy_gettext("minst en omständighet som talar emot"),
    OutwardOutcome.TOOK_PART.value: lazy_gettext(
        "ett sätt vi medverkade på, eller något betalt utöver vanligt flyttbidrag, och att det "
        "inte var deras tydliga egna önskan"
    ),
    OutwardOutcome.UNDECIDABLE.value: lazy_gettext("inget mer än skäl"),
}


def finding_words(finding: OutwardFinding) -> str:
    """What a finding says, whichever way it points."""
    return str({**FORMS, **COUNTERS}[finding.code])
