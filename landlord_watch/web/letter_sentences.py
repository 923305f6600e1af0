"""What a refusal about a letter, or a paper that follows one, says to people, by its code."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

LETTER_SENTENCES: Final[Mapping[str, LazyString]] = {
    "slot_unfilled": lazy_gettext("Fyll i {slot} på rad {line}, eller ta bort det."),
    "slot_unknown": lazy_gettext("Inget fyller i {slot}. Det här går att använda: {known}."),
    "slot_left_out": lazy_gettext("Det här får inte saknas i en sådan mall: {slots}."),
    "text_names_a_person": lazy_gettext(
        "På rad {line} står något som ser ut som ett personnummer. Ta bort det."
    ),
    "letter_wording_unchanged": lazy_gettext("Texten är densamma som förut. Inget ändrades."),
    "fact_left_out": lazy_gettext(
        "Brevet säger inte längre det som det måste säga: {slots}. Ändra uppgiften där den "
        "är sparad, eller sätt tillbaka den."
    ),
    "letter_not_approved": lazy_gettext(
        "Brevet måste godkännas av någon annan än den som gjorde det innan det skickas."
    ),
    "letter_approved_already": lazy_gettext("Brevet är redan godkänt. Läs om sidan."),
    "letter_approved_by_its_maker": lazy_gettext(
        "Du har gjort brevet. Någon annan behöver godkänna det."
    ),
    "letter_discarded": lazy_gettext("Brevet är kasserat och skickas inte. Läs om sidan."),
    "letter_discarded_without_reason": lazy_gettext("Skriv varför brevet inte ska skickas."),
    "letter_not_sent": lazy_gettext("Brevet är inte skickat, så det kan inte ha kommit fram."),
    "letter_received_outside": lazy_gettext(
        "Välj en dag från den då brevet skickades, {sent_on}, till och med i dag."
    ),
    "letter_sent_already": lazy_gettext("Brevet är redan skickat. Läs om sidan."),
    "letter_sent_outside": lazy_gettext(
        "Skriv en dag från {made_on}, då brevet gjordes, till och med i dag."
    ),
    "file_not_pdf": lazy_gettext("Filen är inte en PDF. Spara handlingen som PDF och försök igen."),
    "paper_too_large": lazy_gettext("Filen är för stor. Den får vara högst {most_mb} MB."),
    "letter_not_of_visit": lazy_gettext("Det brevet passar inte för besöket nu. Läs om sidan."),
    "letter_without_ground": lazy_gettext(
        "Skriv vad som låter oss lämna uppgifterna: vem som har sagt ja och när, eller varför "
        "ingen lider men av det."
    ),
}
