"""Words for why a look-up is looked into, and what was found of it."""

from collections.abc import Mapping
from datetime import date

from flask_babel import format_date, lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.log_review.models import ReviewVerdict
from landlord_watch.log_review.rules import Reason

REASONS: Mapping[str, LazyString] = {
    Reason.SAMPLE.value: lazy_gettext("Lottad"),
    Reason.SAME_NAME.value: lazy_gettext("Samma efternamn som läsaren"),
    Reason.NO_TASK.value: lazy_gettext("Inget uppdrag i ärendet"),
    Reason.MANY.value: lazy_gettext("Ett av många ärenden inom en timme"),
    Reason.PROTECTED.value: lazy_gettext("Skyddad person, läsaren står inte på listan"),
    Reason.CANARY.value: lazy_gettext("Påhittad person som ingen har skäl att läsa om"),
}
VERDICTS: Mapping[str, LazyString] = {
    ReviewVerdict.IN_ORDER.value: lazy_gettext("I sin ordning"),
    ReviewVerdict.UNEXPLAINED.value: lazy_gettext("Kunde inte förklaras, leder inte vidare"),
    ReviewVerdict.TAKEN_FURTHER.value: lazy_gettext("Hörde inte till arbetet, förs vidare"),
}


def month_words(month_on: date) -> str:
    """A month for people: `mars 2026`."""
    return format_date(month_on, "MMMM y")
