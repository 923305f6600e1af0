"""Words for the times of our own in a case: what begins each, and what to know of it."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from flask_babel import gettext, lazy_gettext, ngettext
from flask_babel.speaklater import LazyString

from landlord_watch.cases.models import CaseTime
from landlord_watch.cases.queries import deadline_of
from landlord_watch.cases.rules.deadlines import deadline_rule
from landlord_watch.cases.rules.times import NOTED, TimeEvent, TimeKind, begun_by
from landlord_watch.kernel.statutes import NoStatuteInForce
from landlord_watch.web.case_against_words import WAITED_FOR

EVENTS: Final[Mapping[str, LazyString]] = {
    TimeEvent.CONCERN_RECEIVED.value: lazy_gettext("En anmälan om oro för ett barn kom in"),
    TimeEvent.INVESTIGATION_OPENED.value: lazy_gettext("En utredning om ett barn inleddes"),
    TimeEvent.FEEDBACK_DECIDED.value: lazy_gettext(
        "Beslut efter en anmälan, och den som anmälde vill veta"
    ),
    TimeEvent.APPLICATION_RECEIVED.value: lazy_gettext("En ansökan kom in"),
    TimeEvent.DECISION_DEMANDED.value: lazy_gettext("Den som sökte begärde att ärendet avgörs"),
    TimeEvent.FAVOURABLE_DECISION.value: lazy_gettext(
        "Ett beslut om insats eller bistånd fattades"
    ),
}
#: What to know of an event before it is noted.
EVENT_NOTES: Final[Mapping[str, LazyString]] = {
    TimeEvent.CONCERN_RECEIVED.value: lazy_gettext(
        "Bedöm genast, samma dag, om barnet behöver skydd. Skriv inte här vem som anmälde."
    ),
    TimeEvent.INVESTIGATION_OPENED.value: lazy_gettext(
        "Räknas från dagen då nämnden beslutade att inleda den."
    ),
    TimeEvent.FEEDBACK_DECIDED.value: lazy_gettext(
        "Bara när den som anmälde frågar, och bara om utredning inleds eller redan pågår."
    ),
    TimeEvent.APPLICATION_RECEIVED.value: lazy_gettext(
        "Efter sex månader får den som sökte begära att ärendet avgörs."
    ),
    TimeEvent.DECISION_DEMANDED.value: lazy_gettext(
        "Avgör ärendet, eller avslå begäran i ett särskilt beslut."
    ),
    TimeEvent.FAVOURABLE_DECISION.value: lazy_gettext(
        "Det som inte är verkställt när tiden är slut rapporteras till IVO och revisorerna, en "
        "gång i kvartalet."
    ),
}
#: What is to be done when it has run out, or what follows when it is done.
WHEN_DONE: Final[Mapping[str, LazyString]] = {
    TimeKind.PROTECTION_ASSESSMENT.value: lazy_gettext(
        "Skriv bedömningen i barnets akt också. Här räcker vad den kom fram till i korthet."
    ),
    TimeKind.PRELIMINARY_ASSESSMENT.value: lazy_gettext(
        "Inleds en utredning: anteckna det också, så börjar dess tid."
    ),
    TimeKind.UNEXECUTED_DECISION.value: lazy_gettext(
        "Klart när insatsen har börjat eller pengarna är utbetalda."
    ),
    TimeKind.FIRST_CONTACT.value: lazy_gettext(
        "Blir klar av sig själv när ett första brev antecknas som skickat. Skriv annars hur den "
        "andra kommunen kontaktades, eller varför den inte får kontaktas."
    ),
    TimeKind.START_TRACK.value: lazy_gettext(
        "Blir klar av sig själv när något begärs av den andra kommunen. Skriv annars varför inget "
        "ska begäras."
    ),
}
#: What an event was, as it stands in the story.
BEGAN: Final[Mapping[str, LazyString]] = {
    TimeKind.PROTECTION_ASSESSMENT.value: lazy_gettext(
        "En oro för ett barn kom in. Behovet av skydd skulle bedömas genast."
    ),
    TimeKind.PRELIMINARY_ASSESSMENT.value: lazy_gettext(
        "En oro för ett barn kom in. Om utredning skulle inledas skulle avgöras i tid."
    ),
    TimeKind.CHILD_INVESTIGATION.value: lazy_gettext("En utredning om ett barn inleddes."),
    TimeKind.NOTIFIER_FEEDBACK.value: lazy_gettext(
        "Den som anmälde ville veta om utredning inleds."
    ),
    TimeKind.SLOW_DECISION.value: lazy_gettext("En ansökan kom in."),
    TimeKind.SLOW_DECISION_ANSWER.value: lazy_gettext("Den som sökte begärde att ärendet avgörs."),
    TimeKind.UNEXECUTED_DECISION.value: lazy_gettext("Ett beslut fattades som ska verkställas."),
    TimeKind.FIRST_CONTACT.value: lazy_gettext(
        "Något som pågick i den andra kommunen kom fram. En första kontakt skulle tas genast."
    ),
    TimeKind.START_TRACK.value: lazy_gettext(
        "Något som pågick i den andra kommunen kom fram. Att den avslutar det skulle begäras "
        "genast."
    ),
}


def event_notes(*, on: date) -> dict[str, str]:
    """What to know of each event: which times it begins, by which paragraph of a day."""
    return {event.value: _event_note(event, on) for event in NOTED}


def _event_note(event: TimeEvent, on: date) -> str:
    begun = "; ".join(_time_of(kind, on) for kind in begun_by(event))
    return gettext("Börjar: %(times)s. %(note)s", times=begun, note=EVENT_NOTES[event.value])


def _time_of(kind: TimeKind, on: date) -> str:
    rule = deadline_rule(kind.value, on=on)
    parts = [str(WAITED_FOR[kind.value]), length_words(rule.months, rule.days), _cited(kind, on)]
    return ", ".join(part for part in parts if part)


def _cited(kind: TimeKind, on: date) -> str:
    """The paragraph of a day; empty: none, or none yet."""
    try:
        found = deadline_rule(kind.value, on=on).statute(on=on)
    except NoStatuteInForce:
        return ""
    return found.short if found else ""


def length_words(months: int, days: int) -> str:
    """`4 månader`, `14 dagar`, `genast`."""
    if months:
        return ngettext("%(num)d månad", "%(num)d månader", months)
    return ngettext("%(num)d dag", "%(num)d dagar", days) if days else gettext("genast")


def done_words(time: CaseTime) -> str:
    """`i tid`, `3 dagar för sent`; empty: it is not done."""
    if time.ended_on is None:
        return ""
    late = (time.ended_on - deadline_of(time).last_on).days
    if late <= 0:
        return gettext("i tid")
    return ngettext("%(num)d dag för sent", "%(num)d dagar för sent", late)
