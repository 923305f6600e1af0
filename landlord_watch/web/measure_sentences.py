"""What a refusal about a measure after a visit says to people, by its code."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

MEASURE_SENTENCES: Final[Mapping[str, LazyString]] = {
    "household_measure_taken_up": lazy_gettext(
        "Åtgärden är redan upptagen. Fortsätt i den i stället."
    ),
    "household_measure_action_unknown": lazy_gettext("Välj en åtgärd som finns i checklistan."),
    "household_measure_visit_elsewhere": lazy_gettext(
        "Besöket hör till ett annat hushåll, eller är inte gjort ännu."
    ),
    "household_measure_for_nobody": lazy_gettext(
        "Den personen arbetar inte här längre. Välj någon annan."
    ),
    "household_measure_due_in_past": lazy_gettext("Välj i dag eller en senare dag."),
    "household_measure_moved_on": lazy_gettext(
        "Något har antecknats sedan du öppnade sidan. Läs det först och spara sedan igen."
    ),
    "household_measure_step_out_of_turn": lazy_gettext(
        "Det kan inte antecknas som åtgärden står nu. Läs om sidan och se vad som kan följa."
    ),
    "household_measure_step_outside_time": lazy_gettext(
        "Välj en dag som har kommit, senast {latest_on}, och inte före det som steget följer på."
    ),
    "household_measure_step_says_too_little": lazy_gettext(
        "Det saknas något i det som ska antecknas."
    ),
    "household_measure_telling_without_yes": lazy_gettext(
        "En hyresvärd får veta något bara med den boendes ja."
    ),
    "household_measure_taken_back": lazy_gettext("Åtgärden är tillbakatagen."),
}
