"""Writing the register of landlords, and the dialogue with them."""

from landlord_watch.landlords.services.contacts import ContactFacts, record_contact
from landlord_watch.landlords.services.letters import note_letter_sent, write_letter
from landlord_watch.landlords.services.measures import (
    MeasureFacts,
    MeasureStep,
    record_measure,
    record_measure_step,
    take_back_measure,
)
from landlord_watch.landlords.services.payment_questions import (
    AnswerFacts,
    record_payment_answer,
    record_payment_question,
    take_back_payment_question,
)
from landlord_watch.landlords.services.register import (
    LandlordFacts,
    Number,
    correct_landlord,
    end_role,
    give_role,
    note_account_looked_at,
    record_landlord,
)

__all__ = [
    "AnswerFacts",
    "ContactFacts",
    "LandlordFacts",
    "MeasureFacts",
    "MeasureStep",
    "Number",
    "correct_landlord",
    "end_role",
    "give_role",
    "note_account_looked_at",
    "note_letter_sent",
    "record_contact",
    "record_landlord",
    "record_measure",
    "record_measure_step",
    "record_payment_answer",
    "record_payment_question",
    "take_back_measure",
    "take_back_payment_question",
    "write_letter",
]
