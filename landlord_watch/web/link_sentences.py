"""What a refusal about links between landlords says to people, by its code."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

LINK_SENTENCES: Final[Mapping[str, LazyString]] = {
    "landlord_linked_to_itself": lazy_gettext("Det är hyresvärden själv. Skriv en annans nummer."),
    "link_judged_meanwhile": lazy_gettext(
        "Någon har bedömt en av kopplingarna sedan du öppnade sidan. Läs vad som står nu och bedöm"
        " den igen om det behövs."
    ),
    "link_without_reason": lazy_gettext("Skriv varför."),
    "no_link_chosen": lazy_gettext("Kryssa i minst en koppling."),
    "landlord_mark_unreadable": lazy_gettext(
        "Uppgiften är för kort eller är inte av det slag du valde. Kontrollera den."
    ),
    "landlord_signatory_unnamed": lazy_gettext("Skriv namnet på den som tecknar firma."),
    "landlord_mark_seen_in_future": lazy_gettext("Dagen har inte kommit än."),
    "landlord_mark_gone_outside": lazy_gettext("Välj en dag från {seen_on} till och med i dag."),
    "landlord_mark_gone": lazy_gettext("Uppgiften har redan slutat gälla. Läs om sidan."),
    "landlord_mark_noted": lazy_gettext("Uppgiften är redan antecknad och gäller."),
    "landlord_groups_contradict": lazy_gettext(
        "Grupperna motsäger sig på {count} ställen. De kan inte frysas förrän det är utrett."
    ),
    "landlord_number_unknown": lazy_gettext(
        "Ingen hyresvärd i registret har det numret. Lägg in hyresvärden först."
    ),
    "link_parameters_without_decision": lazy_gettext("Skriv vilket beslut det är."),
}
