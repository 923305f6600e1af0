"""
What the adults of a home have allowed, and since when.

Consent is the only ground for entering a home: without it nothing is recorded.
Every adult with the disposal of the home answers for themselves, so what one has not
said yes to is not in force. It is stricter than the decisions ask for: one recorded
no ends the visit, as nothing here can tell whose the shared rooms are.
Source: RF 2:6; domain notes 3.2–3.3: JO 6367-2019 (other residents), 2383-2007 (rooms),
4034-2011 (photos), 1188-2020 (voluntariness). B; the strictness is own.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import chain

from landlord_watch.visits.rules.consent_text import ConsentTextUnknown, published_words
from landlord_watch.visits.shapes import (
    Answer,
    AnswerKind,
    Consent,
    ConsentDecision,
    ConsentForm,
    Photo,
    Purpose,
)

#: What a real choice takes between the question and the visit; own, of 24–48 hours.
GOOD_TIME = timedelta(hours=24)

#: The zone of what is asked and not looked at; a conversation enters no room.
TALK = "talk"


def may_record(consents: Iterable[Consent], *, at: datetime | None = None) -> bool:
    """
    Whether anything may be recorded: someone was asked, and all have said yes and stand by it.

    `at` is an instant by the tablet's clock; None: as things stand now.
    """
    return Purpose.VISIT in purposes_in_force(consents, at=at)


def purposes_in_force(
    consents: Iterable[Consent], *, at: datetime | None = None
) -> frozenset[Purpose]:
    """
    What every adult asked has said yes to and not taken back; nothing without the visit.

    A visit that is taken back takes everything with it. `at` None: as things stand now.
    Source: domain notes 3.3, 3–5 and 8. B.
    """
    granted = [_purposes_of(consent, at) for consent in consents]
    common = frozenset.intersection(*granted) if granted else frozenset[Purpose]()
    return common if Purpose.VISIT in common else frozenset()


def zones_allowed(consents: Iterable[Consent], *, zones: Iterable[str]) -> tuple[str, ...]:
    """
    The walk zones that may be looked at, of all `zones` and in their order.

    Only what every adult has agreed to; talk enters no room, and goes with the visit.
    Source: JO 2383-2007: consent also limits what may be looked at. B.
    """
    kept = tuple(consents)
    purposes = purposes_in_force(kept)
    if Purpose.VISIT not in purposes:
        return ()
    has_rooms = Purpose.ROOMS in purposes
    limits = [set(consent.rooms) for consent in kept if consent.rooms is not None]
    return tuple(
        zone
        for zone in zones
        if zone == TALK or (has_rooms and all(zone in limit for limit in limits))
    )


def was_asked_in_good_time(*, asked_at: datetime | None, planned_at: datetime) -> bool:
    """
    Whether there was time to think between the question and the visit; not if none was asked.

    Source: JO, Malmö and Rinkeby-Kista: ask in good time. B; the 24 hours are own.
    """
    return asked_at is not None and planned_at - asked_at >= GOOD_TIME


def recorded_outside_consent(
    consents: Iterable[Consent], *, answers: Iterable[Answer]
) -> tuple[str, ...]:
    """
    The items with something recorded before a yes, or after it was taken back.

    That an item was not inspected or does not apply may always be written.
    """
    kept = tuple(consents)
    told = {AnswerKind.OK, AnswerKind.DEFICIENCY, AnswerKind.SAID}
    return tuple(
        answer.item
        for answer in answers
        if answer.kind in told and not may_record(kept, at=answer.answered_at)
    )


def photographed_outside_consent(
    consents: Iterable[Consent], *, photos: Iterable[Photo]
) -> tuple[Photo, ...]:
    """
    The photos taken when not every adult had said yes to photos.

    Source: JO 4034-2011: photographing against the resident's will has no legal ground. B.
    """
    kept = tuple(consents)
    return tuple(
        photo
        for photo in photos
        if Purpose.PHOTOS not in purposes_in_force(kept, at=photo.taken.device_at)
    )


class ConsentProblem(StrEnum):
    """What is amiss with a consent record; both sides switch on it, and each has its sentence."""

    VISIT_MISSING = "visit_missing"
    PURPOSE_NOT_EXPECTED = "purpose_not_expected"
    FORM_MISSING = "form_missing"
    SIGNATURE_MISSING = "signature_missing"
    WITNESS_MISSING = "witness_missing"
    WITHDRAWAL_UNDATED = "withdrawal_undated"
    WITHDRAWAL_NOT_GRANTED = "withdrawal_not_granted"
    ADULT_TWICE = "adult_twice"


class TextProblem(StrEnum):
    """What is amiss with the words a consent says were shown."""

    UNKNOWN = "text_unknown"
    DIFFERS = "text_differs"


def check_consents(consents: Iterable[Consent]) -> tuple[tuple[str, ConsentProblem], ...]:
    """What is amiss with the consents of a visit, adult by adult."""
    kept = tuple(consents)
    times = Counter(consent.adult for consent in kept)
    each = ((consent.adult, code) for consent in kept for code in _problems_of(consent))
    twice = ((adult, ConsentProblem.ADULT_TWICE) for adult, count in times.items() if count > 1)
    return tuple(chain(each, twice))


def check_text(consent: Consent) -> TextProblem | None:
    """Whether the words a consent names are words we published; None: they are."""
    ref = consent.text
    try:
        words = published_words(text_id=ref.id, version=ref.version, language=ref.language)
    except ConsentTextUnknown:
        return TextProblem.UNKNOWN
    return None if words.sha256() == ref.sha256 else TextProblem.DIFFERS


def _purposes_of(consent: Consent, at: datetime | None) -> frozenset[Purpose]:
    if consent.decision is ConsentDecision.DECLINED:
        return frozenset()
    if at is not None and at < consent.given.device_at:
        return frozenset()
    return frozenset(consent.purposes) - _taken_back(consent, at)


def _taken_back(consent: Consent, at: datetime | None) -> frozenset[Purpose]:
    if consent.decision is not ConsentDecision.WITHDRAWN and consent.withdrawn is None:
        return frozenset(consent.withdrawn_purposes)
    if at is not None and consent.withdrawn is not None and at < consent.withdrawn.device_at:
        return frozenset()
    is_whole = consent.decision is ConsentDecision.WITHDRAWN or not consent.withdrawn_purposes
    return frozenset(Purpose) if is_whole else frozenset(consent.withdrawn_purposes)


def _problems_of(consent: Consent) -> Iterator[ConsentProblem]:
    if consent.decision is ConsentDecision.DECLINED:
        if consent.purposes:
            yield ConsentProblem.PURPOSE_NOT_EXPECTED
        return
    if Purpose.VISIT not in consent.purposes:
        yield ConsentProblem.VISIT_MISSING
    yield from _problems_of_form(consent)
    yield from _problems_of_withdrawal(consent)


def _problems_of_form(consent: Consent) -> Iterator[ConsentProblem]:
    if consent.form is None:
        yield ConsentProblem.FORM_MISSING
    if consent.form is ConsentForm.SIGNATURE and consent.signature is None:
        yield ConsentProblem.SIGNATURE_MISSING
    if consent.form is ConsentForm.ORAL_WITNESSED and not consent.witness.strip():
        yield ConsentProblem.WITNESS_MISSING


def _problems_of_withdrawal(consent: Consent) -> Iterator[ConsentProblem]:
    is_withdrawn = consent.decision is ConsentDecision.WITHDRAWN or consent.withdrawn_purposes
    if is_withdrawn and consent.withdrawn is None:
        yield ConsentProblem.WITHDRAWAL_UNDATED
    if not set(consent.withdrawn_purposes) <= set(consent.purposes):
        yield ConsentProblem.WITHDRAWAL_NOT_GRANTED
