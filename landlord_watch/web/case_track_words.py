"""What each choice in a case means and needs, and what to know of a time that runs."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from babel import Locale
from flask_babel import get_locale, gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.cases.models import SecrecyGround
from landlord_watch.cases.rules.deadlines import Standing, Whose, deadline_rule
from landlord_watch.cases.rules.findings import Outcome
from landlord_watch.cases.rules.tracks import BEGINS, Step, TrackKind
from landlord_watch.kernel.statutes import Statute, statute
from landlord_watch.web.case_against_words import WAITED_FOR
from landlord_watch.web.case_time_words import length_words
from landlord_watch.web.visit_words import LANGUAGES

#: What each outcome says, and what it needs.
OUTCOME_NEEDS: Final[Mapping[str, LazyString]] = {
    Outcome.SUSPECTED.value: lazy_gettext(
        "Något talar för att den andra kommunen medverkade, och personen har inte sagt sig ha en "
        "tydlig egen önskan att flytta. Kräver minst en form av medverkan, som får vila på vad "
        "personen har berättat."
    ),
    Outcome.ESTABLISHED.value: lazy_gettext(
        "Det är klarlagt. Kräver att personen inte hade en tydlig egen önskan, en form av "
        "medverkan som en handling visar eller den andra kommunen har bekräftat, och att "
        "personen har fått sin berättelse uppläst och bekräftat den."
    ),
    Outcome.MOTIVATED_MOVE.value: lazy_gettext(
        "Flytten hade goda skäl: arbete, anhöriga, skydd, egen vilja eller att kommunerna var "
        "överens. Kräver att minst ett sådant är antecknat."
    ),
    Outcome.NO_PARTICIPATION.value: lazy_gettext(
        "Inget tyder på att den andra kommunen påverkade flytten. Kräver skäl."
    ),
    Outcome.UNDECIDABLE.value: lazy_gettext(
        "Det som går att få veta räcker inte åt något håll. Kräver skäl: vad som saknas."
    ),
}
#: What each ground means, and what it needs.
GROUND_MEANINGS: Final[Mapping[str, LazyString]] = {
    SecrecyGround.CONSENT.value: lazy_gettext(
        "Alla som har berättat har sagt ja till att den andra kommunen frågas och får veta. Den "
        "som ändrar sig stoppar det som inte har gått iväg."
    ),
    SecrecyGround.DUTY_BY_LAW.value: lazy_gettext(
        "En lag säger att uppgiften ska lämnas, till exempel i en begäran om överflyttning. Det "
        "gäller bara det som behövs för den. Skriv vilken skyldighet."
    ),
    SecrecyGround.NO_HARM.value: lazy_gettext(
        "Det står klart att varken personen eller någon närstående lider men av att uppgiften "
        "lämnas. Utgångspunkten är att den inte lämnas. Skriv varför det står klart, och vilka "
        "uppgifter det gäller."
    ),
}
#: What each ground rests on, as `kernel.statutes` has it.
GROUND_SUBJECTS: Final[Mapping[str, tuple[str, ...]]] = {
    SecrecyGround.CONSENT.value: ("consent_lifts_secrecy",),
    SecrecyGround.DUTY_BY_LAW.value: (
        "duty_breaks_secrecy",
        "transfer_request",
        "transfer_information",
    ),
    SecrecyGround.NO_HARM.value: ("secrecy_of_the_person",),
}
#: What is asked of the other municipality on a track.
TRACK_QUESTIONS: Final[Mapping[str, LazyString]] = {
    TrackKind.RESPONSIBILITY.value: lazy_gettext(
        "Är den andra kommunen redan ansvarig? Det är den om personen bor stadigvarande där eller "
        "har starkast anknytning dit, eller är placerad här av den. Till dess ger vi den hjälp "
        "som inte kan vänta."
    ),
    TrackKind.UNFINISHED_INVESTIGATION.value: lazy_gettext(
        "Hade den andra kommunen en utredning om ett barn eller om missbruk som började före "
        "flytten? Då ska den avsluta den."
    ),
    TrackKind.TRANSFER.value: lazy_gettext(
        "Ska den andra kommunen ta över ett ärende som pågår här? Det kräver att personen har "
        "starkast anknytning dit, och att det är lämpligt med hänsyn till vad personen vill, hur "
        "länge behovet varar och annat som har betydelse."
    ),
    TrackKind.PROTEST.value: lazy_gettext(
        "Den andra kommunen får veta vad vi anser om det som har hänt. Ingen lag ger rätt till "
        "svar eller åtgärd."
    ),
}
#: What a track rests on; empty: no law.
TRACK_SUBJECTS: Final[Mapping[str, tuple[str, ...]]] = {
    TrackKind.RESPONSIBILITY.value: ("responsible_municipality", "placed_elsewhere", "acute_help"),
    TrackKind.UNFINISHED_INVESTIGATION.value: ("finish_investigation",),
    TrackKind.TRANSFER.value: ("transfer_request", "transfer_application", "transfer_information"),
    TrackKind.PROTEST.value: (),
}
#: What to know of a step before it is noted.
STEP_NOTES: Final[Mapping[str, LazyString]] = {
    Step.REMINDED.value: lazy_gettext("Tiden som går ändras inte av en påminnelse."),
    Step.APPLIED.value: lazy_gettext(
        "När kommunen har sagt nej, eller inte har svarat när tiden är slut."
    ),
    Step.FINAL.value: lazy_gettext("IVO säger inte till när det händer. Fråga."),
    Step.HANDED_OVER.value: lazy_gettext(
        "Den andra kommunen har fått det den behöver för att ta över."
    ),
    Step.ENDED.value: lazy_gettext("Inget mer väntas. Skriv varför i anteckningen."),
}
#: What may be done when it has run out.
WHEN_OVER: Final[Mapping[str, LazyString]] = {
    "transfer_reply": lazy_gettext("Inget svar i tid: nu kan ni ansöka hos IVO."),
    "reconsider_reply": lazy_gettext("Ansök hos IVO, eller avsluta spåret."),
    "official_letter_reply": lazy_gettext("Påminn, eller avsluta spåret."),
    "ivo_decision": lazy_gettext("Fråga IVO när beslutet kommer."),
    "ivo_appeal": lazy_gettext("Fråga IVO om beslutet har vunnit laga kraft."),
    "court_appeal": lazy_gettext("Fråga domstolen om domen har vunnit laga kraft."),
}
WHOSE: Final[Mapping[str, LazyString]] = {
    Whose.OURS.value: lazy_gettext("Vi"),
    Whose.THEIRS.value: lazy_gettext("Den andra kommunen"),
    Whose.IVO.value: lazy_gettext("IVO"),
}
STANDINGS: Final[Mapping[str, LazyString]] = {
    Standing.AT_ONCE.value: lazy_gettext("Ska göras genast"),
    Standing.OVERDUE.value: lazy_gettext("Tiden är slut"),
    Standing.TODAY.value: lazy_gettext("Sista dagen är i dag"),
    Standing.SOON.value: lazy_gettext("Inom en vecka"),
    Standing.LATER.value: lazy_gettext("Senare"),
}
#: Languages that are offered for an account, by their codes.
LANGUAGE_CODES: Final = (
    *("sv", "am", "ar", "sq", "bs", "en", "fi", "fr", "ku", "ckb", "ps", "fa", "pl", "ro", "ru"),
    *("so", "es", "sw", "ti", "tr", "uk"),
)


def language_names() -> dict[str, str]:
    """Names of those languages, Swedish first, then as who reads orders them."""
    known = Locale.parse(str(get_locale())).languages
    names = {code: str(LANGUAGES.get(code) or known[code]) for code in LANGUAGE_CODES}
    return dict(sorted(names.items(), key=lambda row: (row[0] != "sv", row[1])))


def cited(subjects: Iterable[str], *, on: date) -> str:
    """`29 kap. 10 §, 29 kap. 12 § SoL (2025:400)`: paragraphs of a day, each Act named once."""
    by_act: dict[str, list[Statute]] = {}
    for subject in subjects:
        found = statute(subject, on=on)
        by_act.setdefault(found.act.short, []).append(found)
    return "; ".join(
        f"{', '.join(each.section for each in of_act)} {act}" for act, of_act in by_act.items()
    )


def with_law(
    meanings: Mapping[str, LazyString], subjects: Mapping[str, Iterable[str]], *, on: date
) -> dict[str, str]:
    """What each choice means, with the paragraphs of a day that it rests on."""
    found = {value: (words, cited(subjects[value], on=on)) for value, words in meanings.items()}
    return {
        value: f"{words} ({law})" if law else str(words) for value, (words, law) in found.items()
    }


def step_note(kind: TrackKind, step: Step, *, on: date) -> str:
    """What to know of a step before it is noted, and which time it starts; empty: nothing."""
    said = [str(STEP_NOTES[step.value])] if step.value in STEP_NOTES else []
    key = BEGINS[kind].get(step)
    if key is not None:
        rule = deadline_rule(key, on=on)
        length = length_words(rule.months, rule.days)
        what = WAITED_FOR[key]
        said.append(gettext("Då börjar en tid: %(what)s, %(length)s.", what=what, length=length))
    return " ".join(said)
