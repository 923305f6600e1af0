"""Words for what landlords undertook, what they were asked, and how letters left."""

from collections.abc import Mapping

from flask_babel import gettext, lazy_gettext, ngettext
from flask_babel.speaklater import LazyString

from landlord_watch.documents.models import SentBy
from landlord_watch.documents.rules import Audience, Slot
from landlord_watch.landlords.models import MeasureSeen, MeasureState, PaymentAnswer
from landlord_watch.landlords.queries import PaymentStanding, PaymentStatus
from landlord_watch.web import format as written

MEASURE_STATES: Mapping[str, LazyString] = {
    MeasureState.AGREED.value: lazy_gettext("Överenskommet"),
    MeasureState.CLAIMED_DONE.value: lazy_gettext("Hyresvärden säger att det är gjort"),
    MeasureState.DONE.value: lazy_gettext("Gjort"),
    MeasureState.NOT_DONE.value: lazy_gettext("Inte gjort"),
    MeasureState.POSTPONED.value: lazy_gettext("Uppskjutet efter överenskommelse"),
    MeasureState.WITHDRAWN.value: lazy_gettext("Gäller inte längre"),
}
#: What may happen to a measure; it is agreed once, when it is recorded.
MEASURE_STEPS: Mapping[str, LazyString] = {
    state: words for state, words in MEASURE_STATES.items() if state != MeasureState.AGREED.value
}
MEASURE_COLOURS: Mapping[str, str] = {
    MeasureState.DONE.value: "success",
    MeasureState.NOT_DONE.value: "warning",
}
MEASURE_SEEN: Mapping[str, LazyString] = {
    MeasureSeen.ON_SITE.value: lazy_gettext("Vi har sett det på plats"),
    MeasureSeen.PAPERS.value: lazy_gettext("Kvitto, protokoll eller bild"),
    MeasureSeen.OTHER_AUTHORITY.value: lazy_gettext("En annan myndighet har sett det"),
}
PAYMENT_ANSWERS: Mapping[str, LazyString] = {
    PaymentAnswer.INCOME_ASSESSED.value: lazy_gettext("Prövar om inkomsten räcker till hyran"),
    PaymentAnswer.RENT_ADJUSTED.value: lazy_gettext("Anpassar hyran till vad den boende klarar"),
    PaymentAnswer.SURETY_TAKEN.value: lazy_gettext("Tar borgen eller annan säkerhet"),
    PaymentAnswer.AID_RELIED_ON.value: lazy_gettext("Räknar med ekonomiskt bistånd"),
    PaymentAnswer.NOT_ASSESSED.value: lazy_gettext("Gör ingen bedömning"),
    PaymentAnswer.DECLINED.value: lazy_gettext("Vill inte svara"),
    PaymentAnswer.OTHER.value: lazy_gettext("Annat, se orden"),
}
PAYMENT_STATUSES: Mapping[str, LazyString] = {
    PaymentStatus.NOT_ASKED.value: lazy_gettext("Inte frågad"),
    PaymentStatus.WAITING.value: lazy_gettext("Frågad, inget svar"),
    PaymentStatus.ANSWERED.value: lazy_gettext("Har svarat"),
}
TEMPLATES: Mapping[str, LazyString] = {
    "payment_question": lazy_gettext("Fråga om betalningsförmåga"),
    "invitation": lazy_gettext("Inbjudan till samtal"),
    "agreed_measures": lazy_gettext("Bekräftelse på vad vi kom överens om"),
    "deficiencies": lazy_gettext("Brister i en bostad"),
    "plain": lazy_gettext("Vanligt brev"),
    "first_contact": lazy_gettext("Första kontakt om en flytt"),
    "official_letter": lazy_gettext("Skrivelse om misstänkt medverkan"),
    "unfinished_investigation": lazy_gettext("Begäran om att en utredning slutförs"),
    "transfer_request": lazy_gettext("Begäran om överflyttning"),
    "transfer_reminder": lazy_gettext("Påminnelse om överflyttning"),
    "ivo_application": lazy_gettext("Ansökan till IVO"),
    "ivo_appeal": lazy_gettext("Överklagande av IVO:s beslut"),
    "visit_invitation": lazy_gettext("Fråga om hembesök"),
    "visit_receipt": lazy_gettext("Kvitto efter besöket"),
    "tribunal_information": lazy_gettext("Om hyresnämnden, till den boende"),
    "environment_notice": lazy_gettext("Anmälan till miljönämnden"),
    "concern_report": lazy_gettext("Underlag för orosanmälan"),
}
AUDIENCES: Mapping[str, LazyString] = {
    Audience.LANDLORD.value: lazy_gettext("Till hyresvärdar"),
    Audience.MUNICIPALITY.value: lazy_gettext("Till en annan kommun, om en flytt"),
    Audience.IVO.value: lazy_gettext("Till IVO"),
    Audience.COURT.value: lazy_gettext("Till förvaltningsrätten"),
    Audience.ENVIRONMENT.value: lazy_gettext("Till miljönämnden, om en bostad"),
    Audience.RESIDENT.value: lazy_gettext("Till den boende"),
    Audience.CHILD_UNIT.value: lazy_gettext("Till barnenheten"),
}
SLOTS: Mapping[str, LazyString] = {
    Slot.LANDLORD.value: lazy_gettext("hyresvärdens namn"),
    Slot.ADDRESS.value: lazy_gettext("hyresvärdens postadress"),
    Slot.MUNICIPALITY.value: lazy_gettext("kommunens namn"),
    Slot.CONTACT.value: lazy_gettext("den som skriver brevet"),
    Slot.DAY.value: lazy_gettext("dagens datum"),
    Slot.DWELLING.value: lazy_gettext("bostadens adress, när brevet utgår från en bostad"),
    Slot.DEFICIENCIES.value: lazy_gettext("de brister som väljs"),
    Slot.MEASURES.value: lazy_gettext("de åtaganden som väljs, med datum"),
    Slot.PAYMENT_QUESTION.value: lazy_gettext("frågan, och att det är frivilligt att svara"),
    Slot.BY_HAND.value: lazy_gettext("något som skrivs för hand varje gång"),
    Slot.RECORD_NUMBER.value: lazy_gettext("ärendets diarienummer"),
    Slot.OTHER_MUNICIPALITY.value: lazy_gettext("den andra kommunens namn"),
    Slot.PERSON.value: lazy_gettext("de vuxna i hushållet, med personnummer"),
    Slot.MOVED_ON.value: lazy_gettext("dagen för flytten"),
    Slot.FORMS.value: lazy_gettext("det som talar för att den andra kommunen medverkade"),
    Slot.ACCOUNT.value: lazy_gettext("berättelsen, som den är uppläst och bekräftad"),
    Slot.SECRECY_GROUND.value: lazy_gettext("grunden i prövningen av skydd och sekretess"),
    Slot.REQUEST_SENT.value: lazy_gettext("dagen då begäran skickades"),
    Slot.REQUEST_RECEIVED.value: lazy_gettext("dagen då begäran kom fram"),
    Slot.LAST_DAY.value: lazy_gettext("sista dagen för svar"),
    Slot.ANSWER.value: lazy_gettext("vad den andra kommunen svarade"),
    Slot.TIES.value: lazy_gettext("varför anknytningen är starkast till den andra kommunen"),
    Slot.OWN_WISHES.value: lazy_gettext("vad personen själv önskar"),
    Slot.ONGOING.value: lazy_gettext("det ärende som pågår"),
    Slot.ONGOING_LAW.value: lazy_gettext("lagrummet för det ärende som pågår"),
    Slot.DURATION.value: lazy_gettext("hur länge behovet beräknas bestå"),
    Slot.CIRCUMSTANCES.value: lazy_gettext("övriga omständigheter"),
    Slot.ANNEXES.value: lazy_gettext("vilka bilagor som följer med"),
    Slot.IVO_DECIDED.value: lazy_gettext("dagen för IVO:s beslut"),
    Slot.IVO_NUMBER.value: lazy_gettext("numret på IVO:s beslut"),
    Slot.LAW_RESPONSIBLE.value: lazy_gettext("lagrummet om vilken kommun som ansvarar"),
    Slot.LAW_ACUTE.value: lazy_gettext("lagrummet om hjälp som är akut"),
    Slot.LAW_INVESTIGATION.value: lazy_gettext("lagrummet om att en utredning slutförs"),
    Slot.LAW_TRANSFER.value: lazy_gettext("lagrummet om överflyttning"),
    Slot.LAW_APPLICATION.value: lazy_gettext("lagrummet om ansökan till IVO"),
    Slot.LAW_INFORMATION.value: lazy_gettext("lagrummet om uppgifter vid överflyttning"),
    Slot.LAW_APPEAL.value: lazy_gettext("lagrummet om överklagande"),
    Slot.VISIT_DAY.value: lazy_gettext("dagen och tiden för besöket"),
    Slot.VISITOR.value: lazy_gettext("den som gör eller gjorde besöket"),
    Slot.CHILDREN.value: lazy_gettext("barnen i hushållet, med personnummer"),
    Slot.LAW_NUISANCE.value: lazy_gettext("lagrummet om olägenhet för hälsan"),
    Slot.LAW_MONITORING.value: lazy_gettext("lagrummet om fastighetsägarens egenkontroll"),
    Slot.LAW_REPAIR.value: lazy_gettext("lagrummet om föreläggande att åtgärda brister"),
    Slot.LAW_REPORT.value: lazy_gettext("lagrummet om anmälan om oro för barn"),
}
SENT_BY: Mapping[str, LazyString] = {
    SentBy.POST.value: lazy_gettext("Post"),
    SentBy.EMAIL.value: lazy_gettext("E-post"),
    SentBy.HANDED_OVER.value: lazy_gettext("Lämnat vid möte"),
}


def standing_words(standing: PaymentStanding) -> str:
    """Where the question of ability to pay stands with a landlord, in a sentence."""
    question = standing.question
    if question is None:
        return gettext("Inte frågad.")
    if question.answered_on is not None:
        return gettext("Svarade %(day)s.", day=written.day(question.answered_on))
    asked = gettext("Frågad %(day)s.", day=written.day(question.asked_on))
    waited = ngettext("Inget svar på %(num)s dag.", "Inget svar på %(num)s dagar.", standing.days)
    return f"{asked} {waited}" if standing.days else asked
