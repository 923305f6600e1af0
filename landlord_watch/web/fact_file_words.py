"""Words for what landlords are given to answer, how far it has come, and what was decided."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from flask_babel import gettext, lazy_gettext, ngettext
from flask_babel.speaklater import LazyString

from landlord_watch.oversight.rules.fact_file import FactsTold
from landlord_watch.oversight.rules.replies import (
    CorrectionAnswer,
    FileOutcome,
    FileStanding,
    FileStep,
    NextStep,
)
from landlord_watch.web import edition_words
from landlord_watch.web import format as written

STANDINGS: Final[Mapping[str, LazyString]] = {
    FileStanding.MADE.value: lazy_gettext("Inte kontrollerat"),
    FileStanding.CHECKED.value: lazy_gettext("Kontrollerat, inte skickat"),
    FileStanding.WAITING.value: lazy_gettext("Skickat, väntar på svar"),
    FileStanding.NO_REPLY.value: lazy_gettext("Inget svar inom tiden"),
    FileStanding.REPLIED.value: lazy_gettext("Har svarat"),
    FileStanding.CLOSED.value: lazy_gettext("Avslutat"),
    FileStanding.FOLLOW_UP.value: lazy_gettext("Följs upp"),
    FileStanding.MEASURES.value: lazy_gettext("Åtgärder"),
    FileStanding.EXPIRED.value: lazy_gettext("Gäller inte längre"),
    FileStanding.TAKEN_BACK.value: lazy_gettext("Tillbakataget"),
}
COLOURS: Final[Mapping[str, str]] = {
    FileStanding.NO_REPLY.value: "warning",
    FileStanding.REPLIED.value: "info",
    FileStanding.CLOSED.value: "success",
}
STEPS: Final[Mapping[str, LazyString]] = {
    FileStep.CHECK.value: lazy_gettext("Kontrollera uppgifterna"),
    FileStep.SEND.value: lazy_gettext("Skicka till hyresvärden"),
    FileStep.WAIT.value: lazy_gettext("Hyresvärden kan svara"),
    FileStep.ANSWER_CORRECTION.value: lazy_gettext("Svara på vad som sägs vara fel"),
    FileStep.DECIDE.value: lazy_gettext("Besluta vad som följer"),
    FileStep.RENEW.value: lazy_gettext("Förnya, eller låt det upphöra"),
}
OUTCOMES: Final[Mapping[str, LazyString]] = {
    FileOutcome.CLOSED.value: lazy_gettext("Avsluta"),
    FileOutcome.FOLLOW_UP.value: lazy_gettext("Följ upp i kommande utgåvor"),
    FileOutcome.MEASURES.value: lazy_gettext("Åtgärder i dialogen med hyresvärden"),
}
ANSWERS: Final[Mapping[str, LazyString]] = {
    CorrectionAnswer.EDITION_WITHDRAWN.value: lazy_gettext(
        "Rättat i registret, och utgåvan dras tillbaka"
    ),
    CorrectionAnswer.PRINTED_BESIDE.value: lazy_gettext(
        "Rättat i registret, och rättelsen står bredvid talet i utgåvan"
    ),
    CorrectionAnswer.KEPT.value: lazy_gettext("Uppgiften står kvar"),
}
_OTHER_FACTS: Final[Mapping[str, LazyString]] = {
    "name": lazy_gettext("Vem det gäller"),
    "dwellings": lazy_gettext("Antalet lägenheter"),
    "links": lazy_gettext("Vilka som räknas tillsammans"),
    "other": lazy_gettext("Något annat"),
}


def fact_words(fact: str) -> str:
    """What a fact that is said to be wrong is called."""
    return str(_OTHER_FACTS[fact]) if fact in _OTHER_FACTS else edition_words.indicator_name(fact)


def facts_to_choose(facts: FactsTold) -> Mapping[str, str]:
    """What a landlord may say is wrong: the numbers it was given, and the rest."""
    return {fact: fact_words(fact) for fact in (*facts.told, *_OTHER_FACTS)}


def step_words(step: NextStep | None, *, on: date) -> str:
    """What is to be done next and by when; empty: nothing."""
    if step is None:
        return ""
    words = str(STEPS[step.step.value])
    if step.due_on is None:
        return words
    left = (step.due_on - on).days
    if left < 0:
        late = ngettext("%(num)s dag för sent", "%(num)s dagar för sent", -left)
        return gettext("%(step)s (%(late)s)", step=words, late=late)
    return gettext("%(step)s senast %(day)s", step=words, day=written.day(step.due_on))
