"""
What an adult has said when two versions of a visit have it differently.

The latest word of an adult counts, and what was taken back counts whichever version has it. So
nothing wider than that can be taken, and of what can be, the narrowest is what is proposed.
A consent that only one version knows of stays: to leave it out would take a no away.
Source: RF 2:6; domain notes 3.2–3.3 (JO 6367-2019, 2383-2007). B; how two are held together, own.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from landlord_watch.visits.rules.consent import Scope, scope_of
from landlord_watch.visits.rules.merge_parts import Part, PartKind, Standing, Take, standing_of
from landlord_watch.visits.shapes import Consent, ConsentDecision, Moment

Consents = Mapping[str, Consent]


def said_at(moment: Moment) -> datetime:
    """When something was said, the known error of the tablet's clock taken off."""
    return moment.device_at + timedelta(milliseconds=moment.server_offset_ms or 0)


def consent_parts(
    one: Iterable[Consent], other: Iterable[Consent], *, base: Iterable[Consent]
) -> Iterator[Part]:
    """The consents of two versions, adult by adult; two people under one label stay two."""
    mine, theirs = _by_adult(one), _by_adult(other)
    before = _by_adult(base)
    for adult in sorted({*mine, *theirs}):
        first, second = mine.get(adult), theirs.get(adult)
        if first is not None and second is not None and _are_two_people(first, second):
            yield _only(f"{adult}/{first.id}", first, is_ones=True)
            yield _only(f"{adult}/{second.id}", second, is_ones=False)
        else:
            yield _part(adult, first, second, before.get(adult))


def last_words(one: Consent, other: Consent) -> tuple[Consent, ...]:
    """
    What an adult gave last, less what was taken back after it in either version.

    Several: they were given at the same instant, and neither holds the other.
    """
    if said_at(one.given) != said_at(other.given):
        later, earlier = sorted((one, other), key=lambda each: said_at(each.given), reverse=True)
        return (_less_taken_back(later, earlier),)
    both = (_less_taken_back(one, other), _less_taken_back(other, one))
    narrow = [each for each, beside in (both, both[::-1]) if not _is_narrower(beside, than=each)]
    return tuple(sorted(narrow, key=lambda each: each.model_dump_json()))


def is_within(scope: Scope, *, wider: Scope) -> bool:
    """Whether a scope lets nobody do or see anything that the wider one does not."""
    rooms = wider.rooms is None or (scope.rooms is not None and scope.rooms <= wider.rooms)
    return scope.purposes <= wider.purposes and rooms


@dataclass(frozen=True, slots=True)
class _Offer:
    """What of two consents may be taken; `proposed` None: a person has to choose."""

    joined: Consent | None
    takes: tuple[Take, ...]
    proposed: Take | None


def _part(adult: str, one: Consent | None, other: Consent | None, base: Consent | None) -> Part:
    if one is None or other is None:
        return _only(adult, one or other, is_ones=one is not None)
    standing = standing_of(one, other, base=base)
    offer = _Offer(None, (), None) if one == other else _offer(one, other, standing)
    return Part(
        PartKind.CONSENT,
        adult,
        base,
        one,
        other,
        standing,
        offer.takes,
        offer.proposed,
        offer.joined,
    )


def _only(name: str, consent: Consent | None, *, is_ones: bool) -> Part:
    """A consent that one version alone has; it stays."""
    one, other = (consent, None) if is_ones else (None, consent)
    standing = Standing.ONE_ALONE if is_ones else Standing.OTHER_ALONE
    return Part(PartKind.CONSENT, name, None, one, other, standing, (), None, consent)


def _offer(one: Consent, other: Consent, standing: Standing) -> _Offer:
    words = last_words(one, other)
    joined = next((each for each in words if each not in (one, other)), None)
    options = {Take.ONE: one, Take.OTHER: other} | ({Take.JOINED: joined} if joined else {})
    scopes = {take: scope_of([consent]) for take, consent in options.items()}
    last = [scope_of([word]) for word in words]
    takes = tuple(
        take for take, scope in scopes.items() if any(is_within(scope, wider=each) for each in last)
    )
    narrowest = [
        take
        for take in takes
        if all(is_within(scopes[take], wider=each) for each in scopes.values())
    ]
    return _Offer(joined, takes, _proposed(narrowest, standing))


def _proposed(narrowest: list[Take], standing: Standing) -> Take | None:
    """The narrowest; of several that allow the same, the one that was changed alone."""
    if len(narrowest) == 1:
        return narrowest[0]
    changed = {Standing.ONE_ALONE: Take.ONE, Standing.OTHER_ALONE: Take.OTHER}.get(standing)
    return changed if changed in narrowest else None


def _by_adult(consents: Iterable[Consent]) -> dict[str, Consent]:
    """Consents by their adult; a second one of the same adult is one of its own."""
    found: dict[str, Consent] = {}
    for consent in consents:
        key, count = consent.adult, 1
        while key in found:
            count += 1
            key = f"{consent.adult}#{count}"
        found[key] = consent
    return found


def _are_two_people(one: Consent, other: Consent) -> bool:
    """Whether two tablets numbered two people alike, by the names they signed with."""
    names = {each.name.strip().casefold() for each in (one, other)}
    return one.id != other.id and len(names) > 1 and "" not in names


def _is_narrower(consent: Consent, *, than: Consent) -> bool:
    scope, beside = scope_of([consent]), scope_of([than])
    return scope != beside and is_within(scope, wider=beside)


def _less_taken_back(consent: Consent, beside: Consent) -> Consent:
    """A consent less what the other version says was taken back after it was given."""
    taken = beside.withdrawn
    is_after = taken is not None and said_at(taken) >= said_at(consent.given)
    if taken is None or not is_after or consent.decision is ConsentDecision.DECLINED:
        return consent
    is_whole = beside.decision is ConsentDecision.WITHDRAWN or not beside.withdrawn_purposes
    purposes = {*consent.withdrawn_purposes, *beside.withdrawn_purposes} & {*consent.purposes}
    moments = [taken] if consent.withdrawn is None else [taken, consent.withdrawn]
    less = consent.model_copy(
        update={
            "decision": ConsentDecision.WITHDRAWN if is_whole else consent.decision,
            "withdrawn": min(moments, key=said_at),
            "withdrawn_purposes": sorted(purposes),
        }
    )
    return consent if scope_of([less]) == scope_of([consent]) else less
