"""
What the adults of a home have allowed, and since when.

Consent is the only ground for entering a home: without it nothing is recorded, and
every adult answers for themselves. Whoever takes the visit back ends it for all. A no
from the start ends it too when the one who said it shares the rooms; a no from a
lodger, or from a landlord who lives there, leaves what the others alone dispose of,
and that is only what they have named.
Source: RF 2:6; domain notes 3.2–3.3: JO 6367-2019 (other residents), JO Tyresö
(resident landlord), 2383-2007 (rooms), 4034-2011 (photos), 1188-2020 (voluntariness).
B; how a no is bounded is own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from landlord_watch.visits.shapes import (
    AdultCapacity,
    Answer,
    AnswerKind,
    Consent,
    ConsentDecision,
    Photo,
    Purpose,
)

#: What a real choice takes between the question and the visit; own, of 24–48 hours.
GOOD_TIME = timedelta(hours=24)

#: The zone of what is asked and not looked at; a conversation enters no room.
TALK = "talk"

#: Those who live as one household and have every room together.
HOUSEHOLD = frozenset({AdultCapacity.TENANT, AdultCapacity.CO_TENANT, AdultCapacity.OTHER_ADULT})


@dataclass(frozen=True, slots=True)
class Scope:
    """What is allowed; `rooms` None: every room, else the walk zones named."""

    purposes: frozenset[Purpose]
    rooms: frozenset[str] | None


NOTHING = Scope(frozenset(), frozenset())


def scope_of(consents: Iterable[Consent], *, at: datetime | None = None) -> Scope:
    """
    What the adults asked allow together, at an instant by the tablet's clock.

    A purpose takes the yes of everyone whose rooms are entered. `at` None: as things
    stand now; else who had not answered yet does not count.
    Source: domain notes 3.3, 3–6 and 8. B; see the module.
    """
    asked = [each for each in consents if at is None or each.given.device_at <= at]
    if any(Purpose.VISIT in _taken_back(each, at) for each in asked):
        return NOTHING
    refused = [each for each in asked if Purpose.VISIT not in _standing(each, at)]
    agreed = [each for each in asked if each not in refused and not _is_overruled(each, refused)]
    if not agreed:
        return NOTHING
    purposes = frozenset.intersection(*(_standing(each, at) for each in agreed))
    return Scope(purposes, _rooms_of(agreed, purposes, is_all_asked_agreed=not refused))


def may_record(consents: Iterable[Consent], *, at: datetime | None = None) -> bool:
    """Whether anything at all may be recorded; `at` None: as things stand now."""
    return Purpose.VISIT in scope_of(consents, at=at).purposes


def purposes_in_force(
    consents: Iterable[Consent], *, at: datetime | None = None
) -> frozenset[Purpose]:
    """What there is a yes to; nothing without the visit. `at` None: as things stand now."""
    return scope_of(consents, at=at).purposes


def zones_allowed(consents: Iterable[Consent], *, zones: Iterable[str]) -> tuple[str, ...]:
    """
    The walk zones that may be taken up, of all `zones` and in their order.

    Talk enters no room, and goes with the visit.
    Source: JO 2383-2007: consent also limits what may be looked at. B.
    """
    scope = scope_of(consents)
    if Purpose.VISIT not in scope.purposes:
        return ()
    return tuple(
        zone for zone in zones if zone == TALK or scope.rooms is None or zone in scope.rooms
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

    That an item was not inspected or does not apply may always be written. A consent
    that was taken back bit by bit dates only the first time: what came between is
    named too, for a person to look at.
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
    The photos taken when not everyone concerned had said yes to photos.

    Source: JO 4034-2011: photographing against the resident's will has no legal ground. B.
    """
    kept = tuple(consents)
    return tuple(
        photo
        for photo in photos
        if Purpose.PHOTOS not in purposes_in_force(kept, at=photo.taken.device_at)
    )


def photos_taken_back_at(consents: Iterable[Consent]) -> datetime | None:
    """
    Since when photos are locked: a yes to them was taken back; None: none was.

    What was photographed before stays recorded, and a person judges whether it may be used.
    Source: domain notes 3.3, 5 and 8; JO 4034-2011. B; that they are locked is own.
    """
    moments = [
        consent.withdrawn.device_at
        for consent in consents
        if consent.withdrawn is not None
        and Purpose.PHOTOS in consent.purposes
        and Purpose.PHOTOS in _taken_back(consent, None)
    ]
    return min(moments, default=None)


def _standing(consent: Consent, at: datetime | None) -> frozenset[Purpose]:
    if consent.decision is ConsentDecision.DECLINED:
        return frozenset()
    return frozenset(consent.purposes) - _taken_back(consent, at)


def _taken_back(consent: Consent, at: datetime | None) -> frozenset[Purpose]:
    """What a consent no longer gives; all of it when it is not said which part."""
    moment = consent.withdrawn.device_at if consent.withdrawn else None
    if at is not None and moment is not None and at < moment:
        return frozenset()
    is_whole = consent.decision is ConsentDecision.WITHDRAWN
    if is_whole or (moment is not None and not consent.withdrawn_purposes):
        return frozenset(Purpose)
    return frozenset(consent.withdrawn_purposes)


def _is_overruled(agreed: Consent, refused: list[Consent]) -> bool:
    """Whether someone who shares the rooms said no; an adult of no stated part shares all."""
    own = _party_of(agreed)
    return any(
        each.capacity is AdultCapacity.OTHER_ADULT or _party_of(each) == own for each in refused
    )


def _party_of(consent: Consent) -> frozenset[AdultCapacity]:
    return HOUSEHOLD if consent.capacity in HOUSEHOLD else frozenset({consent.capacity})


def _rooms_of(
    agreed: list[Consent], purposes: frozenset[Purpose], *, is_all_asked_agreed: bool
) -> frozenset[str] | None:
    if Purpose.ROOMS not in purposes:
        return frozenset()
    named = [frozenset(each.rooms) for each in agreed if each.rooms is not None]
    if not is_all_asked_agreed and len(named) < len(agreed):
        return frozenset()
    return frozenset.intersection(*named) if named else None
