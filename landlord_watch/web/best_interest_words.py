"""Words for looking at what is best for a child, with help for each part."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.best_interests.models import BestInterest
from landlord_watch.best_interests.rules import AboutKind, Follows, Heard
from landlord_watch.web import format as written
from landlord_watch.web.case_track_words import cited
from landlord_watch.web.papers import Paper, Section

ABOUT: Final[Mapping[str, LazyString]] = {
    AboutKind.HOUSEHOLD.value: lazy_gettext("Hushållet"),
    AboutKind.CASE.value: lazy_gettext("Ett ärende om medverkan"),
    AboutKind.OUTWARD_MOVE.value: lazy_gettext("En flytt till en annan kommun"),
}
HEARD: Final[Mapping[str, LazyString]] = {
    Heard.BY_CHILD.value: lazy_gettext("Ja, barnet har själv berättat"),
    Heard.BY_GUARDIAN.value: lazy_gettext("Ja, genom en vårdnadshavare"),
    Heard.NOT_HEARD.value: lazy_gettext("Nej"),
}
#: The same where it is read by itself, over what the child thinks.
WHETHER_HEARD: Final[Mapping[str, LazyString]] = {
    Heard.BY_CHILD.value: lazy_gettext("Barnet har själv berättat."),
    Heard.BY_GUARDIAN.value: lazy_gettext("Barnets åsikt har kommit fram genom en vårdnadshavare."),
    Heard.NOT_HEARD.value: lazy_gettext("Barnet har inte hörts."),
}
FOLLOWS: Final[Mapping[str, LazyString]] = {
    Follows.FOLLOWS.value: lazy_gettext("Beslutet följer det som är bäst för barnet"),
    Follows.PARTLY.value: lazy_gettext("Beslutet följer det till en del"),
    Follows.DEVIATES.value: lazy_gettext("Beslutet avviker från det"),
    Follows.OPEN.value: lazy_gettext("Inget är beslutat ännu"),
}
#: What to think of in each part. Source: Barnombudsmannen's steps for prövning av barnets bästa,
#: B; in own words.
HELP: Final[Mapping[str, LazyString]] = {
    "question": lazy_gettext(
        "Vad ska avgöras, och vilka val finns? Hur berörs just det här barnet, nu och på sikt?"
    ),
    "heard": lazy_gettext(
        "Barnet ska få veta vad det handlar om på ett sätt det förstår, och får säga vad det "
        "tycker. Det måste inte. Fråga inte ut barnet utan vårdnadshavarens vetskap."
    ),
    "childs_view": lazy_gettext(
        "Med barnets egna ord, utan tolkning. Det som barnet har sagt står inte i något utdrag ur "
        "akten."
    ),
    "not_heard_because": lazy_gettext("Till exempel för litet, ville inte, kunde ta skada."),
    "facts": lazy_gettext(
        "Vad vet vi om barnets hälsa, skola, trygghet, boende och nätverk? Vad säger forskning och "
        "lag? Skriv var uppgiften kommer ifrån, och vad som inte är känt."
    ),
    "weighing": lazy_gettext(
        "Vad är bra och dåligt för barnet med varje val? Vad väger tyngst, och varför? Vilken vikt "
        "har barnets åsikt fått, med hänsyn till ålder och mognad?"
    ),
    "conclusion": lazy_gettext("Vilket val är bäst? Skriv så att barnet kan förstå det."),
    "outcome_words": lazy_gettext(
        "Vad beslutades? Om beslutet avviker: vad vägde tyngre, och vad görs för att det ska bli "
        "så bra som möjligt för barnet ändå? Hur får barnet veta?"
    ),
    "follow_up_on": lazy_gettext("Kommer i listan över tider. Lämna tom om inget ska följas upp."),
}
#: What looking at what is best for a child rests on.
SUBJECTS: Final = ("best_interest", "childs_view", "rights_of_the_child")


def law(on: date) -> str:
    """The paragraphs of a day that it rests on."""
    return cited(SUBJECTS, on=on)


def followed_up_words(row: BestInterest) -> str:
    """`12 mars 2026, i tid`; empty: it has not been."""
    if row.followed_up_on is None or row.follow_up_on is None:
        return ""
    day = written.day(row.followed_up_on)
    if row.followed_up_on <= row.follow_up_on:
        return gettext("%(day)s, i tid", day=day)
    return gettext("%(day)s, senare än tänkt", day=day)


def paper_of(
    row: BestInterest, *, child: str, case_number: str, decided_by: str, office: str
) -> Paper:
    """The whole of it for the file, in plain words."""
    return Paper(
        title=gettext("Prövning av barnets bästa"),
        office=office,
        made_at=row.recorded_at,
        lead=_lead(row),
        sections=[
            Section(gettext("Vem och när"), _facts(row, child, case_number, decided_by)),
            Section(gettext("Frågan"), lines=_lines(row.question)),
            Section(gettext("Vad barnet tycker"), lines=_view(row)),
            Section(gettext("Vad vi vet"), lines=_lines(row.facts)),
            Section(gettext("Hur det vägs"), lines=_lines(row.weighing)),
            Section(gettext("Vad som är bäst för barnet"), lines=_lines(row.conclusion)),
            Section(gettext("Vad som beslutades"), lines=_outcome(row)),
            Section(gettext("Uppföljning"), lines=_follow_up(row)),
        ],
    )


def _lead(row: BestInterest) -> list[str]:
    lead = [gettext("Barnets bästa kommer i första hand. %(law)s.", law=law(row.decided_on))]
    if row.withdrawn_at is not None:
        lead.append(gettext("Den här prövningen är rättad eller tillbakatagen."))
    return lead


def _facts(row: BestInterest, child: str, case_number: str, decided_by: str) -> list[list[str]]:
    return [
        [gettext("Barn"), child],
        [gettext("Hushåll"), case_number],
        [gettext("Gäller"), str(ABOUT[row.about.value])],
        [gettext("Prövat"), written.day(row.decided_on)],
        [gettext("Av"), decided_by],
    ]


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _view(row: BestInterest) -> list[str]:
    said = row.not_heard_because if row.heard is Heard.NOT_HEARD else row.childs_view
    return [str(WHETHER_HEARD[row.heard.value]), *_lines(said)]


def _outcome(row: BestInterest) -> list[str]:
    return [f"{FOLLOWS[row.follows.value]}.", *_lines(row.outcome_words)]


def _follow_up(row: BestInterest) -> list[str]:
    if row.follow_up_on is None:
        return [gettext("Ingen dag är satt.")]
    planned = gettext("Ska följas upp %(day)s.", day=written.day(row.follow_up_on))
    done = followed_up_words(row)
    if not done:
        return [planned]
    followed = gettext("Följdes upp %(when)s.", when=done)
    return [planned, followed, *_lines(row.follow_up_words)]
