"""Words for the kinds and states of visits, by their values."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.visits.models import DeficiencyState, PhotoProblem, VisitPurpose, VisitState
from landlord_watch.visits.shapes import (
    AdultCapacity,
    AnswerKind,
    Ending,
    Level,
    Purpose,
    TextStatus,
)

STATES: Mapping[str, LazyString] = {
    VisitState.PLANNED.value: lazy_gettext("Planerat"),
    VisitState.RECEIVED.value: lazy_gettext("Inkommet, att granska"),
    VisitState.REVIEWED.value: lazy_gettext("Granskat"),
    VisitState.CANCELLED.value: lazy_gettext("Inställt"),
}
PHOTO_PROBLEMS: Mapping[str, LazyString] = {
    PhotoProblem.UNREADABLE.value: lazy_gettext("Fotot gick inte att öppna."),
    PhotoProblem.CANNOT_OPEN.value: lazy_gettext(
        "Fotot är låst med en nyckel som inte finns här. Det visas när nyckeln är tillbaka."
    ),
    PhotoProblem.OPEN_FAILED.value: lazy_gettext(
        "Fotot har ändrats efter att plattan låste det och kan inte öppnas."
    ),
    PhotoProblem.OTHER_PICTURE.value: lazy_gettext(
        "Bilden är inte den som besöket säger att den är. Fråga den som tog den."
    ),
}
PURPOSES: Mapping[str, LazyString] = {
    VisitPurpose.HOUSING_CONDITION.value: lazy_gettext("Bostadens skick"),
    VisitPurpose.FOLLOW_UP.value: lazy_gettext("Uppföljning av brister"),
    VisitPurpose.SUSPECTED_INDUCED_RELOCATION.value: lazy_gettext(
        "Misstänkt aktiv medverkan till flytt"
    ),
}
ENDINGS: Mapping[str, LazyString] = {
    Ending.COMPLETED.value: lazy_gettext("Genomfört"),
    Ending.DECLINED.value: lazy_gettext("Den boende tackade nej"),
    Ending.WITHDRAWN.value: lazy_gettext("Avbrutet: samtycket togs tillbaka"),
    Ending.NOBODY_HOME.value: lazy_gettext("Ingen var hemma"),
}
ANSWERS: Mapping[str, LazyString] = {
    AnswerKind.OK.value: lazy_gettext("Ok"),
    AnswerKind.DEFICIENCY.value: lazy_gettext("Brist"),
    AnswerKind.NOT_APPLICABLE.value: lazy_gettext("Gäller inte"),
    AnswerKind.NOT_INSPECTED.value: lazy_gettext("Inte undersökt"),
    AnswerKind.SAID.value: lazy_gettext("Svar"),
}
CONSENT_PURPOSES: Mapping[str, LazyString] = {
    Purpose.VISIT.value: lazy_gettext("besöket"),
    Purpose.ROOMS.value: lazy_gettext("rummen"),
    Purpose.PHOTOS.value: lazy_gettext("foton"),
    Purpose.TELL_LANDLORD.value: lazy_gettext("berätta för hyresvärden"),
    Purpose.TELL_MUNICIPALITY.value: lazy_gettext("berätta för annan kommun"),
}
TEXT_STATUSES: Mapping[str, LazyString] = {
    TextStatus.PROPOSAL.value: lazy_gettext("Förslag, inte antaget"),
    TextStatus.MACHINE_TRANSLATED.value: lazy_gettext("Maskinöversatt, ska granskas"),
    TextStatus.ADOPTED.value: lazy_gettext("Antagen"),
}
CAPACITIES: Mapping[str, LazyString] = {
    AdultCapacity.TENANT.value: lazy_gettext("hyresgäst"),
    AdultCapacity.CO_TENANT.value: lazy_gettext("medhyresgäst"),
    AdultCapacity.LODGER.value: lazy_gettext("inneboende"),
    AdultCapacity.RESIDENT_LANDLORD.value: lazy_gettext("hyresvärd som bor i bostaden"),
    AdultCapacity.OTHER_ADULT.value: lazy_gettext("annan vuxen"),
}
DEFICIENCY_STATES: Mapping[str, LazyString] = {
    DeficiencyState.OPEN.value: lazy_gettext("Öppen"),
    DeficiencyState.REPORTED.value: lazy_gettext("Anmäld till den ansvariga"),
    DeficiencyState.PROMISED.value: lazy_gettext("Utlovad"),
    DeficiencyState.CLAIMED_FIXED.value: lazy_gettext("Uppges åtgärdad"),
    DeficiencyState.CONFIRMED_FIXED.value: lazy_gettext("Bekräftat åtgärdad"),
    DeficiencyState.FOUND_AGAIN.value: lazy_gettext("Finns kvar, följs från ett nytt besök"),
    DeficiencyState.ACCEPTED_RISK.value: lazy_gettext("Lämnas, med skäl"),
    DeficiencyState.MOVED_OUT.value: lazy_gettext("Hushållet har flyttat"),
}
#: What somebody at the office may note; that it was found again, a new visit says.
DEFICIENCY_STEPS: Mapping[str, LazyString] = {
    state: words
    for state, words in DEFICIENCY_STATES.items()
    if state != DeficiencyState.FOUND_AGAIN.value
}
LEVELS: Mapping[str, LazyString] = {
    Level.MINOR.value: lazy_gettext("Ringa"),
    Level.MODERATE.value: lazy_gettext("Måttlig"),
    Level.SERIOUS.value: lazy_gettext("Allvarlig"),
    Level.ACUTE.value: lazy_gettext("Akut"),
}
RESPONSIBLE: Mapping[str, LazyString] = {
    "landlord": lazy_gettext("Hyresvärd, förening eller ägare"),
    "resident": lazy_gettext("Den boende"),
    "shared": lazy_gettext("Delat ansvar"),
    "municipality": lazy_gettext("Kommunen"),
}
READBACK: Mapping[str, LazyString] = {
    "agreed": lazy_gettext("Den boende håller med"),
    "disagrees": lazy_gettext("Den boende har en annan syn"),
    "not_shown": lazy_gettext("Inte visad eller uppläst"),
}
CALLS: Mapping[str, LazyString] = {
    "112": lazy_gettext("112"),
    "on_call": lazy_gettext("Socialjouren"),
    "police": lazy_gettext("Polisen"),
    "other": lazy_gettext("Någon annan"),
}
#: Units of the checklist that are words; the others are signs, and the same in every language.
UNITS: Mapping[str, LazyString] = {
    "% RF": lazy_gettext("% RF"),
    "st": lazy_gettext("st"),
    "personer per rum": lazy_gettext("personer per rum"),
}
LANGUAGES: Mapping[str, LazyString] = {
    "sv": lazy_gettext("svenska"),
    "en": lazy_gettext("engelska"),
    "ar": lazy_gettext("arabiska"),
    "so": lazy_gettext("somaliska"),
    "ti": lazy_gettext("tigrinska"),
    "fa": lazy_gettext("persiska/dari"),
    "uk": lazy_gettext("ukrainska"),
    "pl": lazy_gettext("polska"),
    "es": lazy_gettext("spanska"),
    "fi": lazy_gettext("finska"),
}
