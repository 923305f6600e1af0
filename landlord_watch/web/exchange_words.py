"""Words for what municipalities give each other of landlords, and how it lies to ours."""

from flask_babel import gettext

from landlord_watch.oversight.queries.exchange import ForeignTold
from landlord_watch.oversight.rules.exchange import NumberSent
from landlord_watch.oversight.shapes import NumberTold
from landlord_watch.web import edition_words, fact_file_paper
from landlord_watch.web import format as written


def whose(told: ForeignTold) -> str:
    """Whose number it is, and of when: it is never to be taken for ours."""
    return gettext(
        "%(municipality)s, tolv månader till och med %(day)s",
        municipality=written.municipality_name(told.municipality_code),
        day=written.day(edition_words.last_day(told.ends_on)),
    )


def likeness(differs: tuple[str, ...]) -> str:
    """Whether their numbers go by the same as ours."""
    if not differs:
        return gettext("Räknat på samma sätt som hos oss.")
    if differs[0] == "definitions":
        return gettext("Räknat efter andra definitioner än våra. Jämför inte talen rakt av.")
    return gettext(
        "Samma definitioner, men %(count)s gränsvärden är andra än våra. Jämför med försiktighet.",
        count=len(differs),
    )


def number_words(code: str, sent: NumberSent) -> str:
    """`30 % (12 av 40)`."""
    return fact_file_paper.own_words(code, NumberTold.model_validate(sent.model_dump()))
