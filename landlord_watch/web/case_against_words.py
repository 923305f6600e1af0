"""Words for a case against the municipality a household came from, by the values of its codes."""

from collections.abc import Mapping, Sequence
from datetime import date

from flask_babel import gettext, lazy_gettext, ngettext
from flask_babel.speaklater import LazyString

from landlord_watch.cases.models import (
    CaseFinding,
    CaseOrigin,
    Confirmation,
    ContactConsent,
    FindingKind,
    SecrecyGround,
    Signature,
)
from landlord_watch.cases.rules.deadlines import Deadline, Standing
from landlord_watch.cases.rules.findings import (
    ClearOwnWish,
    CounterIndicator,
    Evidence,
    OngoingMatter,
    Outcome,
    TargetGroup,
)
from landlord_watch.cases.rules.tracks import Step, TrackKind
from landlord_watch.web import case_words

ORIGINS: Mapping[str, LazyString] = {
    CaseOrigin.HOUSEHOLD.value: lazy_gettext("hushållet"),
    CaseOrigin.ARRIVAL.value: lazy_gettext("flytten"),
    CaseOrigin.VISIT.value: lazy_gettext("ett hembesök"),
}
TARGET_GROUPS: Mapping[str, LazyString] = {
    TargetGroup.NEWCOMERS.value: lazy_gettext("Nyanlända"),
    TargetGroup.ADDICTION_OR_SOCIAL.value: lazy_gettext("Missbruk eller social problematik"),
    TargetGroup.PROTECTED_HOUSING.value: lazy_gettext("Skyddat boende"),
    TargetGroup.STRUCTURAL_HOMELESSNESS.value: lazy_gettext("Strukturell hemlöshet"),
    TargetGroup.OTHER.value: lazy_gettext("Annan"),
}
ONGOING_MATTERS: Mapping[str, LazyString] = {
    OngoingMatter.CHILD.value: lazy_gettext("Utredning eller insats som rör ett barn"),
    OngoingMatter.VIOLENCE.value: lazy_gettext("Våld eller hot i nära relation"),
    OngoingMatter.ADDICTION.value: lazy_gettext("Missbruk eller beroende"),
}
EVIDENCE: Mapping[str, LazyString] = {
    Evidence.ACCOUNT.value: lazy_gettext("Någon har berättat det"),
    Evidence.DOCUMENT.value: lazy_gettext("Det finns en handling"),
    Evidence.CONFIRMED.value: lazy_gettext("Den andra kommunen har bekräftat det"),
}
EVIDENCE_COLOURS: Mapping[str, str] = {
    Evidence.ACCOUNT.value: "neutral",
    Evidence.DOCUMENT.value: "info",
    Evidence.CONFIRMED.value: "success",
}
COUNTER_INDICATORS: Mapping[str, LazyString] = {
    CounterIndicator.OWN_WISH.value: lazy_gettext("Ville själv flytta hit"),
    CounterIndicator.WORK_OR_STUDIES.value: lazy_gettext("Arbete eller studier här"),
    CounterIndicator.FAMILY.value: lazy_gettext("Anhöriga här"),
    CounterIndicator.PROTECTION.value: lazy_gettext("Behövde skydd från någon"),
    CounterIndicator.CONTACT_BETWEEN_MUNICIPALITIES.value: lazy_gettext(
        "Kommunerna hade kontakt före flytten"
    ),
}
CLEAR_OWN_WISHES: Mapping[str, LazyString] = {
    ClearOwnWish.YES.value: lazy_gettext("Ja, en tydlig egen önskan"),
    ClearOwnWish.NO.value: lazy_gettext("Nej, ingen tydlig egen önskan"),
    ClearOwnWish.UNCLEAR.value: lazy_gettext("Oklart"),
}
OUTCOMES: Mapping[str, LazyString] = {
    Outcome.SUSPECTED.value: lazy_gettext("Misstänkt aktiv medverkan"),
    Outcome.ESTABLISHED.value: lazy_gettext("Konstaterad aktiv medverkan"),
    Outcome.MOTIVATED_MOVE.value: lazy_gettext("Motiverad flytt"),
    Outcome.NO_PARTICIPATION.value: lazy_gettext("Inte aktiv medverkan"),
    Outcome.UNDECIDABLE.value: lazy_gettext("Kan inte avgöras"),
}
CONFIRMATIONS: Mapping[str, LazyString] = {
    Confirmation.CONFIRMED.value: lazy_gettext("Ja, så var det"),
    Confirmation.NOT_CONFIRMED.value: lazy_gettext("Nej, det stämmer inte"),
}
SIGNATURES: Mapping[str, LazyString] = {
    Signature.SIGNED.value: lazy_gettext("Har skrivit under"),
    Signature.DECLINED.value: lazy_gettext("Ville inte skriva under"),
    Signature.NOT_ASKED.value: lazy_gettext("Har inte blivit tillfrågad om underskrift"),
}
CONTACT_CONSENTS: Mapping[str, LazyString] = {
    ContactConsent.YES.value: lazy_gettext("Ja, den andra kommunen får kontaktas"),
    ContactConsent.NO.value: lazy_gettext("Nej, den andra kommunen får inte kontaktas"),
    ContactConsent.NOT_ASKED.value: lazy_gettext("Inte frågat ännu"),
}
SECRECY_GROUNDS: Mapping[str, LazyString] = {
    SecrecyGround.CONSENT.value: lazy_gettext("Samtycke"),
    SecrecyGround.DUTY_BY_LAW.value: lazy_gettext("Skyldighet enligt lag"),
    SecrecyGround.NO_HARM.value: lazy_gettext("Ingen lider men av det"),
}
TRACK_KINDS: Mapping[str, LazyString] = {
    TrackKind.RESPONSIBILITY.value: lazy_gettext("Den andra kommunen har redan ansvaret"),
    TrackKind.UNFINISHED_INVESTIGATION.value: lazy_gettext("En utredning ska avslutas där"),
    TrackKind.TRANSFER.value: lazy_gettext("Begäran om överflyttning"),
    TrackKind.PROTEST.value: lazy_gettext("Enbart en protest"),
}
STEPS: Mapping[str, LazyString] = {
    Step.STARTED.value: lazy_gettext("Påbörjat"),
    Step.SENT.value: lazy_gettext("Skrivelsen skickad"),
    Step.RECEIVED.value: lazy_gettext("Mottagen av den andra kommunen"),
    Step.REMINDED.value: lazy_gettext("Påminnelse skickad"),
    Step.AGREED.value: lazy_gettext("Den andra kommunen sade ja"),
    Step.REFUSED.value: lazy_gettext("Den andra kommunen sade nej"),
    Step.APPLIED.value: lazy_gettext("Ansökan till IVO skickad"),
    Step.RECEIVED_BY_IVO.value: lazy_gettext("Mottagen av IVO"),
    Step.GRANTED.value: lazy_gettext("IVO biföll ansökan"),
    Step.REJECTED.value: lazy_gettext("IVO avslog ansökan"),
    Step.APPEALED.value: lazy_gettext("Beslutet överklagat"),
    Step.COURT_FOR_US.value: lazy_gettext("Domstolen gav oss rätt"),
    Step.COURT_AGAINST_US.value: lazy_gettext("Domstolen gav oss inte rätt"),
    Step.FINAL.value: lazy_gettext("Beslutet vann laga kraft"),
    Step.HANDED_OVER.value: lazy_gettext("Ärendet överlämnat"),
    Step.ENDED.value: lazy_gettext("Avslutat"),
}
#: What is waited for, by the key of the time that runs.
WAITED_FOR: Mapping[str, LazyString] = {
    "transfer_reply": lazy_gettext("Den andra kommunens svar"),
    "reconsider_reply": lazy_gettext("Vårt svar på deras nej"),
    "official_letter_reply": lazy_gettext("Den andra kommunens svar"),
    "ivo_decision": lazy_gettext("IVO:s beslut"),
    "ivo_appeal": lazy_gettext("Sista dag att överklaga"),
    "court_appeal": lazy_gettext("Sista dag att överklaga till kammarrätten"),
    "protection_assessment": lazy_gettext("Bedöm om barnet behöver skydd"),
    "preliminary_assessment": lazy_gettext("Avgör om utredning ska inledas"),
    "child_investigation": lazy_gettext("Utredningen om barnet ska vara klar"),
    "notifier_feedback": lazy_gettext("Svara den som anmälde"),
    "slow_decision": lazy_gettext("Ansökan ska vara avgjord"),
    "slow_decision_answer": lazy_gettext("Avgör ärendet eller avslå begäran"),
    "unexecuted_decision": lazy_gettext("Beslutet ska vara verkställt"),
    "first_contact": lazy_gettext("Ta en första kontakt med den andra kommunen"),
    "start_track": lazy_gettext("Begär att den andra kommunen avslutar det som pågick"),
    "best_interest_follow_up": lazy_gettext("Följ upp vad som är bäst för barnet"),
}
STANDING_COLOURS: Mapping[str, str] = {
    Standing.AT_ONCE.value: "danger",
    Standing.LATER.value: "info",
    Standing.SOON.value: "warning",
    Standing.TODAY.value: "warning",
    Standing.OVERDUE.value: "danger",
}


def speaks_for(finding: CaseFinding) -> bool:
    """Whether it speaks for that the other municipality took part."""
    return finding.kind is FindingKind.FORM


def finding_words(finding: CaseFinding) -> LazyString:
    """What was found, in words."""
    table = case_words.ARRIVAL_FORMS if speaks_for(finding) else COUNTER_INDICATORS
    return table[finding.code]


def groups_words(codes: Sequence[str]) -> str:
    """`Nyanlända, annan`."""
    return ", ".join(str(TARGET_GROUPS[code]) for code in codes)


def days_open_words(opened_on: date, *, on: date) -> str:
    """`Öppet i 38 dagar`."""
    days = (on - opened_on).days
    if days < 1:
        return gettext("Öppnat i dag")
    return ngettext("Öppet i %(num)d dag", "Öppet i %(num)d dagar", days)


def days_left_words(deadline: Deadline, *, on: date) -> str:
    """`12 dagar kvar`, `sista dagen i dag`, `3 dagar över tiden`."""
    left = deadline.days_left(on=on)
    if left == 0:
        return gettext("sista dagen i dag")
    if left > 0:
        return ngettext("%(num)d dag kvar", "%(num)d dagar kvar", left)
    return ngettext("%(num)d dag över tiden", "%(num)d dagar över tiden", -left)
