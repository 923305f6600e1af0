"""What a refusal about visits, and what came of them, says to people, by its code."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

VISIT_SENTENCES: Final[Mapping[str, LazyString]] = {
    "visit_erased": lazy_gettext(
        "Besöket är gallrat hos kontoret. Det som skickades är undanlagt och läses av ingen."
    ),
    "visit_not_theirs": lazy_gettext(
        "Besöket är gjort av någon annan än den som det är planerat för."
    ),
    "visit_too_late": lazy_gettext("Tiden har redan passerat. Välj en tid framåt."),
    "asked_after_visit": lazy_gettext("Den boende ska tillfrågas före besöket, inte efter."),
    "not_a_field_officer": lazy_gettext("Den personen arbetar inte i fält. Välj någon annan."),
    "dwelling_not_the_households": lazy_gettext(
        "Hushållet hyr inte den bostaden den dagen. Välj en annan bostad eller dag."
    ),
    "visit_not_planned": lazy_gettext("Besöket är redan gjort eller inställt och kan inte ändras."),
    "visit_not_received": lazy_gettext("Inget har kommit in från besöket ännu."),
    "deficiency_needs_more": lazy_gettext(
        "En allvarlig eller akut brist stängs först när den boende har bekräftat eller ett nytt "
        "besök har visat att den är borta."
    ),
    "step_before_finding": lazy_gettext(
        "Dagen ska ligga från den {found_on}, då bristen noterades, till och med i dag."
    ),
    "nothing_to_merge": lazy_gettext("Besöket har en version. Det finns inget att föra ihop."),
    "versions_merged": lazy_gettext(
        "Någon har redan fört ihop de här versionerna. Läs besöket innan du gör något mer."
    ),
    "versions_moved": lazy_gettext(
        "En av versionerna har ändrats sedan sidan öppnades. Läs dem som de är nu och välj igen. "
        "Ditt skäl står kvar."
    ),
    "parts_not_chosen": lazy_gettext("Välj vilken version som gäller överallt där de skiljer sig."),
    "part_not_offered": lazy_gettext("Ett av valen finns inte. Läs om sidan och välj igen."),
    "home_was_entered": lazy_gettext(
        "Det som är valt har svar eller foton från bostaden. Då kan besöket inte ha slutat så: "
        "välj ett annat slut, eller välj bort svaren och fotona."
    ),
    "merge_too_large": lazy_gettext(
        "Tillsammans blir det mer än ett besök rymmer, högst 60 foton. Välj bort några."
    ),
    "merge_without_reason": lazy_gettext("Skriv varför versionerna förs ihop så här."),
}
