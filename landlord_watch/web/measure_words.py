"""Words for measures after a visit, and what is to be known before a step is noted."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Final

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.measures.models import Measure
from landlord_watch.measures.rules import (
    OPEN,
    Channel,
    MeasureKind,
    MeasureState,
    MeasureStep,
    ProtectionOutcome,
    TellingGround,
)
from landlord_watch.visits.rules import published_checklists
from landlord_watch.web import format as written
from landlord_watch.web.case_track_words import cited

STATES: Final[Mapping[str, LazyString]] = {
    MeasureState.PROPOSED.value: lazy_gettext("Föreslagen"),
    MeasureState.PLANNED.value: lazy_gettext("Att göra"),
    MeasureState.BEGUN.value: lazy_gettext("Påbörjad"),
    MeasureState.DONE.value: lazy_gettext("Klar"),
    MeasureState.NOT_NEEDED.value: lazy_gettext("Behövs inte"),
    MeasureState.TAKEN_BACK.value: lazy_gettext("Tillbakatagen"),
}
STATE_COLOURS: Final[Mapping[str, str]] = {
    MeasureState.PROPOSED.value: "info",
    MeasureState.PLANNED.value: "warning",
    MeasureState.BEGUN.value: "info",
    MeasureState.DONE.value: "success",
}
STEPS: Final[Mapping[str, LazyString]] = {
    MeasureStep.TAKEN_UP.value: lazy_gettext("Åtgärden togs upp"),
    MeasureStep.CHANGED.value: lazy_gettext("Dag eller ansvarig ändrades"),
    MeasureStep.BEGUN.value: lazy_gettext("Påbörjad"),
    MeasureStep.NOTED.value: lazy_gettext("Anteckning"),
    MeasureStep.DONE.value: lazy_gettext("Klar"),
    MeasureStep.NOT_NEEDED.value: lazy_gettext("Behövs inte"),
    MeasureStep.REOPENED.value: lazy_gettext("Öppnades igen"),
    MeasureStep.TAKEN_BACK.value: lazy_gettext("Togs tillbaka"),
    MeasureStep.URGED.value: lazy_gettext("Vi uppmanade till att söka annan bostad"),
    MeasureStep.WISH_TOLD.value: lazy_gettext("Den boende sa vad hen vill"),
    MeasureStep.LANDLORD_TRIED.value: lazy_gettext("Hyresvärd söktes tillsammans"),
    MeasureStep.QUEUE_JOINED.value: lazy_gettext("Anmäld till bostadskö"),
    MeasureStep.VIEWING.value: lazy_gettext("Visning"),
    MeasureStep.OTHER_HELP.value: lazy_gettext("Annan hjälp"),
    MeasureStep.MOVED.value: lazy_gettext("Flyttade till annan bostad"),
    MeasureStep.STAYS.value: lazy_gettext("Bor kvar"),
    MeasureStep.OFFERED.value: lazy_gettext("Akut boende erbjöds"),
    MeasureStep.ACCEPTED.value: lazy_gettext("Erbjudandet togs emot"),
    MeasureStep.DECLINED.value: lazy_gettext("Erbjudandet avböjdes"),
    MeasureStep.HOUSED.value: lazy_gettext("Flyttade in i akut boende"),
    MeasureStep.LEFT.value: lazy_gettext("Lämnade det akuta boendet"),
    MeasureStep.REPORTED.value: lazy_gettext("Orosanmälan gjordes"),
    MeasureStep.ASSESSED.value: lazy_gettext("Omedelbar skyddsbedömning gjordes"),
    MeasureStep.NOTIFIED.value: lazy_gettext("Nämnden underrättades"),
    MeasureStep.REGISTERED.value: lazy_gettext("Nämnden gav ett diarienummer"),
    MeasureStep.INSPECTED.value: lazy_gettext("Nämnden inspekterade"),
    MeasureStep.ORDERED.value: lazy_gettext("Nämnden beslutade om föreläggande"),
    MeasureStep.NO_ORDER.value: lazy_gettext("Nämnden avslutade utan föreläggande"),
    MeasureStep.INFORMED.value: lazy_gettext("Den boende fick veta vad hyresnämnden kan göra"),
    MeasureStep.REFERRED.value: lazy_gettext("Hänvisad till någon som hjälper"),
    MeasureStep.APPLIED.value: lazy_gettext("Den boende ansökte hos hyresnämnden"),
    MeasureStep.SETTLED.value: lazy_gettext("Hyresnämnden beslutade, eller de kom överens"),
    MeasureStep.HELPED_TO_REPORT.value: lazy_gettext("Den boende fick hjälp att felanmäla"),
    MeasureStep.LANDLORD_TOLD.value: lazy_gettext("Vi berättade för hyresvärden"),
    MeasureStep.VISIT_PLANNED.value: lazy_gettext("Nytt besök planerades"),
    MeasureStep.VISITED.value: lazy_gettext("Bostaden är sedd igen"),
}
CHANNELS: Final[Mapping[str, LazyString]] = {
    Channel.AT_VISIT.value: lazy_gettext("Vid hembesöket"),
    Channel.MEETING.value: lazy_gettext("I ett möte"),
    Channel.PHONE.value: lazy_gettext("Per telefon"),
    Channel.LETTER.value: lazy_gettext("Med brev"),
}
GROUNDS: Final[Mapping[str, LazyString]] = {
    TellingGround.CONSENT.value: lazy_gettext("Den boende har sagt ja"),
    TellingGround.NO_HARM.value: lazy_gettext("Det står klart att ingen lider men"),
    TellingGround.OWN_TASK.value: lazy_gettext("Nödvändigt för vår egen uppgift"),
}
GROUND_MEANINGS: Final[Mapping[str, LazyString]] = {
    TellingGround.CONSENT.value: lazy_gettext(
        "Skriv vem som sa ja, när, och vad de sa ja till. Alla vuxna som uppgifterna gäller."
    ),
    TellingGround.NO_HARM.value: lazy_gettext(
        "Till exempel ett tips om fastigheten utan vem som bor där. Bor bara ett hushåll där "
        "pekar adressen ut det. Skriv skälen."
    ),
    TellingGround.OWN_TASK.value: lazy_gettext(
        "Ska läsas snävt: att det vore bra för den andra nämnden räcker inte. Skriv skälen."
    ),
}
GROUND_SUBJECTS: Final[Mapping[str, tuple[str, ...]]] = {
    TellingGround.CONSENT.value: ("consent_lifts_secrecy",),
    TellingGround.NO_HARM.value: ("secrecy_of_the_person",),
    TellingGround.OWN_TASK.value: ("needed_for_own_task",),
}
OUTCOMES: Final[Mapping[str, LazyString]] = {
    ProtectionOutcome.PROTECTION_NEEDED.value: lazy_gettext("Barnet behöver skydd genast"),
    ProtectionOutcome.NOT_NEEDED.value: lazy_gettext("Barnet behöver inte skydd genast"),
}
DUE: Final[Mapping[str, LazyString]] = {
    "all": lazy_gettext("Alla som inte är klara"),
    "overdue": lazy_gettext("De vars dag har passerat"),
    "soon": lazy_gettext("Inom en vecka, och de som har passerat"),
    "proposed": lazy_gettext("Föreslagna, som ingen har tagit upp"),
}
#: What is to be known of a kind, before anything is done.
GUIDANCE: Final[Mapping[str, LazyString]] = {
    MeasureKind.NEW_HOME.value: lazy_gettext(
        "Den boende avgör själv. Säg att det är frivilligt, att ett nej inte är ett skäl att "
        "avslå eller minska biståndet, och att ni hjälper till oavsett svaret. Kräv inte att "
        "någon söker bostad i en annan kommun. Fråga vad den boende vill, och anteckna det."
    ),
    MeasureKind.EMERGENCY_HOUSING.value: lazy_gettext(
        "Kommunen svarar för det som är akut. Erbjud i dag. Den boende får tacka nej och ändra "
        "sig. Var någon bor nu står bara på den här sidan, aldrig i listor, filer eller tidslinje."
    ),
    MeasureKind.CHILD_PROTECTION.value: lazy_gettext(
        "Anmäl genast. Mottagningen bedömer genast om barnet behöver omedelbart skydd, och skriver "
        "ned det. Här står vem, när och vad det kom fram till. Utredningen har sin egen akt."
    ),
    MeasureKind.ENVIRONMENT.value: lazy_gettext(
        "Med samtycke, eller efter en prövning av sekretessen med skäl. Att det är uppenbart "
        "befogat räcker inte i socialtjänsten. Skriv vad som lämnades ut. Nämnden avgör om det "
        "är en olägenhet för människors hälsa."
    ),
    MeasureKind.TRIBUNAL.value: lazy_gettext(
        "Den boende ansöker själv hos hyresnämnden, som kan förelägga hyresvärden att åtgärda "
        "bristerna. Kommunen kan inte ansöka åt någon. Hyresgästföreningen och kommunens "
        "konsumentvägledning kan hjälpa till."
    ),
    MeasureKind.LANDLORD.value: lazy_gettext(
        "Den boende felanmäler själv, med er hjälp, eller ni berättar med den boendes ja. Utan "
        "ett ja får hyresvärden inget veta från socialtjänsten."
    ),
    MeasureKind.REVISIT.value: lazy_gettext(
        "Fråga om ett nytt besök i god tid. Det är lika frivilligt som det första."
    ),
    MeasureKind.OTHER.value: lazy_gettext("Anteckna vad som görs, och när det är klart."),
}
#: By what paragraphs.
GUIDANCE_SUBJECTS: Final[Mapping[str, tuple[str, ...]]] = {
    MeasureKind.NEW_HOME.value: ("planned_together",),
    MeasureKind.EMERGENCY_HOUSING.value: ("acute_help",),
    MeasureKind.CHILD_PROTECTION.value: ("mandated_report", "protection_assessment"),
    MeasureKind.ENVIRONMENT.value: ("secrecy_of_the_person", "health_nuisance"),
    MeasureKind.TRIBUNAL.value: ("repair_order",),
    MeasureKind.LANDLORD.value: ("consent_lifts_secrecy",),
}


#: The letter of a visit that goes with a kind, by its template.
LETTERS: Final[Mapping[str, str]] = {
    MeasureKind.CHILD_PROTECTION.value: "concern_report",
    MeasureKind.ENVIRONMENT.value: "environment_notice",
    MeasureKind.TRIBUNAL.value: "tribunal_information",
}


def action_words(language: str) -> dict[str, str]:
    """What every action ever published asks for, by its code; the newest wording."""
    return {
        code: action.en if language == "en" else action.sv
        for checklist in published_checklists()
        for code, action in checklist.actions.items()
    }


def guidance(kind: MeasureKind, *, on: date) -> str:
    """What is to be known of a kind of measure, with the paragraphs of a day."""
    law = cited(GUIDANCE_SUBJECTS.get(kind.value, ()), on=on)
    return f"{GUIDANCE[kind.value]} ({law})" if law else str(GUIDANCE[kind.value])


def due_words(measure: Measure) -> str:
    """By when, with the time of day where there is one."""
    return when_words(measure.due_on, measure.due_clock)


def when_words(on: date, clock: time | None) -> str:
    """A day, with the time of day where it is noted."""
    if clock is None:
        return written.day(on)
    return gettext("%(day)s kl. %(clock)s", day=written.day(on), clock=f"{clock:%H:%M}")


def is_overdue(measure: Measure, *, on: date) -> bool:
    """Whether its day has passed and it is not over."""
    return measure.state in OPEN and measure.due_on < on


def open_first(measures: Iterable[Measure]) -> list[Measure]:
    """Those that are not over, the first due first; then the others."""
    return sorted(measures, key=lambda each: (each.state not in OPEN, each.due_on, each.id))
