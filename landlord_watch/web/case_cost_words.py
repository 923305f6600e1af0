"""Words for what a case costs, what is claimed of it and what comes."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.case_costs.models import CaseClaim
from landlord_watch.case_costs.queries import recovered_of
from landlord_watch.case_costs.rules import GROUND_SUBJECTS, Answer, ClaimGround, CostKind
from landlord_watch.web import format as written
from landlord_watch.web.case_track_words import with_law

KINDS: Final[Mapping[str, LazyString]] = {
    CostKind.AID.value: lazy_gettext("Bistånd"),
    CostKind.EMERGENCY_HOUSING.value: lazy_gettext("Akut boende"),
    CostKind.REMOVAL.value: lazy_gettext("Flytt"),
    CostKind.OTHER.value: lazy_gettext("Annat"),
}
GROUNDS: Final[Mapping[str, LazyString]] = {
    ClaimGround.HELP_ON_REQUEST.value: lazy_gettext("Vi hjälpte till på deras begäran"),
    ClaimGround.RESPONSIBLE.value: lazy_gettext("Den andra kommunen hade ansvaret"),
    ClaimGround.AGREEMENT.value: lazy_gettext("Vi är överens, eller annat"),
}
GROUND_MEANINGS: Final[Mapping[str, LazyString]] = {
    ClaimGround.HELP_ON_REQUEST.value: lazy_gettext(
        "Den kommun där personen är bosatt bad oss om hjälp, och ersätter då vad den kostade."
    ),
    ClaimGround.RESPONSIBLE.value: lazy_gettext(
        "Lagen säger vem som har ansvaret, men ger inte i sig rätt till pengar. Skriv varför de "
        "ska betala."
    ),
    ClaimGround.AGREEMENT.value: lazy_gettext(
        "Ingen lag ger rätt till det. Skriv vad ni har kommit överens om."
    ),
}
ANSWERS: Final[Mapping[str, LazyString]] = {
    Answer.YES.value: lazy_gettext("Ja, till allt"),
    Answer.PART.value: lazy_gettext("Ja, till en del"),
    Answer.NO.value: lazy_gettext("Nej"),
}


def meanings(*, on: date) -> dict[str, str]:
    """What each ground means, with the paragraphs of a day."""
    subjects: dict[str, Sequence[str]] = {key.value: of for key, of in GROUND_SUBJECTS.items()}
    return with_law(GROUND_MEANINGS, subjects, on=on)


def answer_words(claim: CaseClaim) -> str:
    """`Ja, till en del: 4 000 kr, 12 mars 2026`, or that there is none yet."""
    if claim.answer is None or claim.answered_on is None:
        return gettext("Inget svar ännu")
    said = f"{ANSWERS[claim.answer.value]}, {written.day(claim.answered_on)}"
    if claim.answer is not Answer.PART or claim.agreed is None:
        return said
    return f"{said}: {written.kronor(claim.agreed)}"


def came_words(claim: CaseClaim) -> str:
    """How much has come of a claim."""
    return gettext("%(amount)s har kommit", amount=written.kronor(recovered_of(claim)))
