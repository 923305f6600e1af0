"""What becomes of files, and why, in words."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

FATES: Mapping[str, LazyString] = {
    "kept": lazy_gettext("Bevaras"),
    "undecided": lazy_gettext("Bevaras tills någon har tagit ställning"),
    "waits": lazy_gettext("Inte dags än"),
    "due": lazy_gettext("Ska gallras"),
}

BECAUSE: Mapping[str, LazyString] = {
    "research_all": lazy_gettext("Kommunen bevarar alla akter för forskning"),
    "research_day": lazy_gettext("Någon i akten är född den 5, 15 eller 25"),
    "placement": lazy_gettext("Ett barn har varit placerat utanför hemmet"),
    "parentage": lazy_gettext("Faderskap eller föräldraskap"),
    "adoption": lazy_gettext("Adoption"),
    "birth_unknown": lazy_gettext("Någons födelsedag är inte känd"),
    "concern_unanswered": lazy_gettext(
        "Ingen har antecknat om oron för ett barn ledde till en utredning"
    ),
    "goes_on": lazy_gettext("Bistånd eller hyresavtal pågår"),
    "after_last_note": lazy_gettext("Fem år efter den sista anteckningen"),
    "child_investigation": lazy_gettext(
        "Utredning om ett barns behov av skydd eller stöd, till 30 års ålder"
    ),
    "custody_agreement": lazy_gettext("Avtal om vårdnad, boende eller umgänge, till 18 års ålder"),
}

GROUNDS: Mapping[str, LazyString] = {
    "child_investigation": lazy_gettext("Utredning om barnets behov av skydd eller stöd"),
    "no_investigation": lazy_gettext("Beslut att inte inleda utredning om barnet"),
    "placement": lazy_gettext("Barnet har varit placerat utanför hemmet"),
    "parentage": lazy_gettext("Faderskap eller föräldraskap"),
    "adoption": lazy_gettext("Adoption"),
    "custody_agreement": lazy_gettext("Avtal om vårdnad, boende eller umgänge"),
}

#: What was erased, by table; `blob`: a file of the store.
ERASED: Mapping[str, LazyString] = {
    "access_log_entry": lazy_gettext("Rader i åtkomstloggen"),
    "aid_period": lazy_gettext("Biståndsperioder"),
    "arrival": lazy_gettext("Flyttar från annan kommun"),
    "assignment": lazy_gettext("Vem som haft ärendet"),
    "best_interest": lazy_gettext("Prövningar av barns bästa"),
    "blob": lazy_gettext("Filer"),
    "case_account": lazy_gettext("Berättelser om flytten"),
    "case_annex": lazy_gettext("Bilagor till ansökan om överflyttning"),
    "case_assessment": lazy_gettext("Bedömningar av medverkan"),
    "case_claim": lazy_gettext("Krav på ersättning i ärenden om medverkan"),
    "case_cost": lazy_gettext("Kostnader i ärenden om medverkan"),
    "case_recovery": lazy_gettext("Pengar som kommit i ärenden om medverkan"),
    "case_finding": lazy_gettext("Vad som talar för och emot medverkan"),
    "case_letter": lazy_gettext("Brev i ärenden om medverkan"),
    "case_outward_check": lazy_gettext("Prövningar av skydd och sekretess"),
    "case_step": lazy_gettext("Steg mot den andra kommunen"),
    "case_time": lazy_gettext("Egna tider i ärenden om medverkan"),
    "case_transfer_basis": lazy_gettext("Underlag för överflyttning"),
    "case_track": lazy_gettext("Spår mot den andra kommunen"),
    "concern": lazy_gettext("Oro för barn"),
    "file_copy": lazy_gettext("Utdrag till den enskilde"),
    "household": lazy_gettext("Hushåll"),
    "household_measure": lazy_gettext("Åtgärder efter hembesök"),
    "household_measure_event": lazy_gettext("Vad som har hänt med åtgärder"),
    "household_member": lazy_gettext("Vilka som hört till ett hushåll"),
    "import_touch": lazy_gettext("Vad inlästa listor ändrade"),
    "legal_hold": lazy_gettext("Undantag från gallring"),
    "letter": lazy_gettext("Brev"),
    "named": lazy_gettext("Vilka som fått veta om en skyddad person"),
    "opening": lazy_gettext("Öppningar utanför uppdraget"),
    "outward_assessment": lazy_gettext("Bedömningar av egna utflyttningar"),
    "outward_finding": lazy_gettext("Vad som talar för och emot att vi medverkat"),
    "outward_move": lazy_gettext("Flyttar till annan kommun"),
    "outward_payment": lazy_gettext("Vad som betalats för en flytt"),
    "payment": lazy_gettext("Utbetalningar"),
    "person": lazy_gettext("Personer"),
    "person_ground": lazy_gettext("Vad som avgör hur länge en akt bevaras"),
    "protected_details": lazy_gettext("Skyddade uppgifter"),
    "protection": lazy_gettext("Skydd"),
    "relocation_case": lazy_gettext("Ärenden om medverkan"),
    "rendition": lazy_gettext("Visningsbilder"),
    "rent": lazy_gettext("Hyror"),
    "rent_aside": lazy_gettext("Vid sidan av hyror"),
    "adjustment_period": lazy_gettext("Rådrum"),
    "rent_check": lazy_gettext("Hyreskontroller"),
    "reviewed_look_up": lazy_gettext("Granskade läsningar"),
    "stored_file": lazy_gettext("Foton"),
    "tenancy": lazy_gettext("Hyresavtal"),
    "visit": lazy_gettext("Hembesök"),
    "visit_consent": lazy_gettext("Samtycken"),
    "visit_letter": lazy_gettext("Brev om hembesök"),
    "visit_photo": lazy_gettext("Uppgifter om foton"),
    "visit_revision": lazy_gettext("Rapporter från hembesök"),
}


def erased_words(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """What was erased in words, by name; a proposal's own list of households is not worth one."""
    told = [(str(ERASED[name]), count) for name, count in counts.items() if name in ERASED]
    return sorted(told)
