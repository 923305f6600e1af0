"""What a refusal about own outward moves, and about counts that leave, says; by its code."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

OUTWARD_SENTENCES: Final[Mapping[str, LazyString]] = {
    "outward_move_known": lazy_gettext(
        "Hushållets flytt den dagen är redan inlagd. Öppna den från hushållet och ändra den."
    ),
    "outward_move_day_outside": lazy_gettext("Välj en dag från flytten till och med {latest_on}."),
    "outward_contact_day_outside": lazy_gettext(
        "Dagen går inte ihop med när kontakten sägs ha varit. Flytten var {moved_on}."
    ),
    "outward_move_taken_back": lazy_gettext(
        "Flytten är tillbakatagen. Lägg in den på nytt om den har ägt rum."
    ),
    "outward_outcome_without_ground": lazy_gettext(
        "Det som är antecknat räcker inte för den bedömningen. Läs vad den kräver bredvid."
    ),
    "outward_reasons_missing": lazy_gettext("Skriv varför det bedöms så."),
    "statistics_period_not_whole": lazy_gettext(
        "Välj hela månader som har gått, högst tio år. I dag är det {today}."
    ),
    "statistics_periods_overlap": lazy_gettext(
        "En tidigare sammanställning, från {starts_on} och fram till {ends_on}, har månader "
        "gemensamt med den här. Välj samma period eller en som inte rör vid den: annars kan "
        "enstaka hushåll räknas fram ur skillnaden."
    ),
    "statistics_editions_too_alike": lazy_gettext(
        "Perioden är redan sammanställd, och färre än fem hushåll skiljer. Den som finns gäller: "
        "ur skillnaden skulle enstaka hushåll kunna räknas fram."
    ),
    "edition_withdrawn_already": lazy_gettext(
        "Utgåvan drogs tillbaka {withdrawn_on}. Den första anledningen står kvar."
    ),
    "edition_not_quarter": lazy_gettext(
        "En utgåva omfattar tolv månader och slutar med ett kvartal som är över."
    ),
    "edition_made_already": lazy_gettext(
        "Det finns redan en utgåva för de månaderna. Dra tillbaka den först, om den är fel."
    ),
    "edition_groups_contradict": lazy_gettext(
        "Hyresvärdar som bekräftats höra ihop har också avvisats från varandra. Red ut det först."
    ),
    "dwelling_total_wrong": lazy_gettext(
        "Skriv minst en lägenhet, varifrån uppgiften kommer och en dag som har varit."
    ),
    "dwelling_total_taken_back": lazy_gettext("Antalet är redan tillbakataget."),
    "indicator_parameter_wrong": lazy_gettext(
        "Skriv ett helt tal som går att räkna med, och vilket beslut det vilar på."
    ),
    "edition_reason_missing": lazy_gettext("Skriv varför utgåvan dras tillbaka."),
    "statistics_purpose_missing": lazy_gettext("Skriv vad statistiken ska användas till."),
    "statistics_request_day_outside": lazy_gettext(
        "Dagarna går inte ihop. Den sista är inte före den då förfrågan kom, och ingen dag som "
        "har varit är senare än {latest_on}."
    ),
    "statistics_request_empty": lazy_gettext(
        "Skriv minst en fråga med svar först. Sedan kan svaret sammanställas."
    ),
    "statistics_reply_sent_already": lazy_gettext(
        "Versionen är redan antecknad som skickad {sent_on}. Gör en ny version om något nytt "
        "ska skickas."
    ),
}
