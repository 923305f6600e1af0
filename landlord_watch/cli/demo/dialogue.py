"""The invented dialogue with some landlords: talks, what they undertook, the question, a letter."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.cli.demo.landlords import LandlordIds
from landlord_watch.cli.demo.setting import Setting, at
from landlord_watch.documents.models import SentBy
from landlord_watch.documents.queries import get_template
from landlord_watch.documents.rules import Slot, filled, passages
from landlord_watch.documents.services import LetterFacts, LetterText, word_template
from landlord_watch.landlords.models import (
    ContactChannel,
    MeasureSeen,
    MeasureState,
    PaymentAnswer,
)
from landlord_watch.landlords.queries import get_landlord, list_measures_of_landlord
from landlord_watch.landlords.services import (
    AnswerFacts,
    ContactFacts,
    MeasureFacts,
    MeasureStep,
    note_letter_sent,
    record_contact,
    record_measure,
    record_measure_step,
    record_payment_answer,
    record_payment_question,
    write_letter,
)

TALKS = (
    (
        *("Nattskiftet Fastigheter AB", 210, ContactChannel.MEETING),
        "Möte om husens skick. Bolaget fick se sammanställningen av brister i sina hus.",
        "Bolaget låter en fackman gå igenom ventilationen i båda husen.",
        60,
    ),
    (
        *("Nattskiftet Fastigheter AB", 41, ContactChannel.EMAIL),
        "Påminnelse om ventilationen. Bolaget svarar att förvaltaren har frågan.",
        "",
        0,
    ),
    (
        *("Järnladans Hem AB", 96, ContactChannel.LETTER),
        "Brev om hyrornas nivå jämfört med kommunens norm. Inget svar ännu.",
        "",
        0,
    ),
    (
        *("Tallhöjdens Bostad AB", 130, ContactChannel.MEETING),
        "Genomgång av hyror och underhållsplan. Bra samtal.",
        "Bolaget skickar en lista över lediga lägenheter varje kvartal.",
        30,
    ),
    (
        *("Fabriksloftet AB", 18, ContactChannel.PHONE),
        "Fråga om lokalen på bottenvåningen är godkänd som bostad. Ägaren ska återkomma.",
        "Ägaren visar bygglovet.",
        14,
    ),
    (
        *("Sagobackens Bostäder AB", 75, ContactChannel.MEETING),
        "Årligt samråd. Bolaget har elva tomma lägenheter i Billingsfors.",
        "",
        0,
    ),
    (
        *("Kjell Barkman", 33, ContactChannel.PHONE),
        "Talade om värmen i huset. Han säger att pannan är bytt.",
        "Skickar kvittot på pannan.",
        10,
    ),
)


def record_talks(
    session: Session, *, setting: Setting, landlord_ids: LandlordIds, actor_id: UUID
) -> None:
    """Record what was said with some landlords, about no tenant."""
    for name, days, channel, summary, agreed, within_days in TALKS:
        happened_on = setting.days_ago(days)
        contact = record_contact(
            session,
            landlord_id=landlord_ids[name],
            contact=ContactFacts(happened_on, channel, summary),
            today=setting.today,
            actor_id=actor_id,
            at=at(happened_on),
        )
        if agreed:
            due_on = happened_on + timedelta(days=within_days)
            undertaken = MeasureFacts(agreed, happened_on, due_on, contact_id=contact.id)
            record_measure(
                session,
                landlord_id=landlord_ids[name],
                measure=undertaken,
                today=setting.today,
                actor_id=actor_id,
                at=at(happened_on),
            )


WRITER = "Hanna Handlund"
ANSWERED = "Tallhöjdens Bostad AB"
ASKED_BY_LETTER = "Järnladans Hem AB"
FOLLOWED_UP = "Kjell Barkman"


def follow_up_talks(
    session: Session, *, setting: Setting, landlord_ids: LandlordIds, actor_id: UUID
) -> None:
    """One has done what it undertook, one has put it off, and one has answered the question."""
    for name, step in (
        (
            FOLLOWED_UP,
            MeasureStep(
                MeasureState.DONE,
                setting.days_ago(20),
                "Kvittot kom med posten.",
                seen_how=MeasureSeen.PAPERS,
            ),
        ),
        (
            "Nattskiftet Fastigheter AB",
            MeasureStep(
                MeasureState.POSTPONED,
                setting.days_ago(140),
                "Fackmannen är upptagen.",
                due_on=setting.days_ago(80),
            ),
        ),
    ):
        measure = list_measures_of_landlord(session, landlord_ids[name])[0]
        record_measure_step(
            session,
            measure_id=measure.id,
            step=step,
            today=setting.today,
            actor_id=actor_id,
            at=at(step.happened_on),
        )
    _ask(session, setting, landlord_ids[ANSWERED], actor_id)


def _ask(session: Session, setting: Setting, landlord_id: UUID, actor_id: UUID) -> None:
    question = record_payment_question(
        session,
        landlord_id=landlord_id,
        asked_on=setting.days_ago(130),
        channel=ContactChannel.MEETING,
        today=setting.today,
        actor_id=actor_id,
        at=at(setting.days_ago(130)),
    )
    answered_on = setting.days_ago(121)
    words = "Vi räknar på inkomst mot hyra och ringer den som ligger efter, innan vi kräver."
    record_payment_answer(
        session,
        question_id=question.id,
        facts=AnswerFacts(answered_on, PaymentAnswer.INCOME_ASSESSED, words),
        today=setting.today,
        actor_id=actor_id,
        at=at(answered_on),
    )


def write_letters(
    session: Session, *, setting: Setting, landlord_ids: LandlordIds, actor_id: UUID
) -> None:
    """The municipality words a template anew; the question has left in a letter, another waits."""
    office = f"{setting.municipality.name} kommun"
    plain = get_template(session, "plain")
    word_template(
        session,
        key=plain.key,
        subject=plain.subject,
        body=plain.body.replace("Hej,", "Hej {hyresvärd},"),
        actor_id=actor_id,
        at=at(setting.days_ago(100)),
    )
    for key, name, days, is_sent in (
        ("payment_question", ASKED_BY_LETTER, 96, True),
        ("invitation", FOLLOWED_UP, 2, False),
    ):
        made_on = setting.days_ago(days)
        template, party = get_template(session, key), get_landlord(session, landlord_ids[name])
        values = {
            **passages(),
            Slot.MUNICIPALITY: office,
            Slot.CONTACT: WRITER,
            Slot.BY_HAND: "tisdagen den 1 december klockan 10",
        }
        text = LetterText(
            office=office,
            recipient="\n".join([name, *party.postal_address.split(", ")]),
            contact=WRITER,
            subject=filled(template.subject, values),
            body=filled(template.body, values),
        )
        letter = write_letter(
            session,
            landlord_id=landlord_ids[name],
            dwelling_id=None,
            facts=LetterFacts(template, text, f"KS {made_on.year}/{days}"),
            today=made_on,
            actor_id=actor_id,
            at=at(made_on),
        )
        if is_sent:
            note_letter_sent(
                session,
                letter_id=letter.id,
                sent_on=made_on,
                sent_by=SentBy.POST,
                words=f"Brev {letter.number}: {text.subject}",
                today=made_on,
                actor_id=actor_id,
                at=at(made_on),
            )
