"""
What it takes for two parties to be proposed as belonging together.

Source: how evidence on landlords is weighed here follows what was measured of tiers, caps and
independence on generated parties; the choice is ours. own.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Final, TypeAlias
from uuid import UUID

from landlord_watch.landlords.rules.network.facts import (
    IDENTITY,
    KIND_OF_EVIDENCE,
    Against,
    Found,
    Key,
    LinkParameters,
    MarkKind,
    Ownership,
    PartyFacts,
    Shared,
    Tier,
)
from landlord_watch.landlords.rules.network.names import core_of, likeness

#: What a name can support; a box and who signs for very many are shared by namesakes as well.
SUPPORTABLE: Final = frozenset(
    {MarkKind.ACCOUNT, MarkKind.EMAIL, MarkKind.PHONE, MarkKind.POSTAL_ADDRESS}
)


def weigh(
    one: PartyFacts,
    other: PartyFacts,
    *,
    shared: Sequence[Shared],
    owned: Ownership | None,
    parameters: LinkParameters,
) -> Found | None:
    """
    What two parties that share something may be to each other; None: nothing is proposed.

    Between persons only the same number counts, and between a person and a company no phone, no
    address and no name: families share those. An agent's marks are not handed to this.
    """
    first, second = sorted((one, other), key=_by_id)
    counted = [each for each in shared if _counts(each, one, other)]
    alike = None if _has_person(one, other) else _alike(one, other, parameters)
    tier = _tier(counted, owned, alike=alike, parameters=parameters)
    if tier is None:
        return None
    return Found(first.party_id, second.party_id, tier, tuple(counted), owned, alike)


def _by_id(party: PartyFacts) -> int:
    return party.party_id.int


def _has_person(one: PartyFacts, other: PartyFacts) -> bool:
    return one.is_person or other.is_person


#: What counts where one of the two is a person.
OF_PERSONS: Final = IDENTITY | {MarkKind.SIGNATORY, MarkKind.ACCOUNT}


def _counts(each: Shared, one: PartyFacts, other: PartyFacts) -> bool:
    if one.is_person and other.is_person:
        return each.first.kind in IDENTITY
    return each.first.kind in OF_PERSONS or not _has_person(one, other)


def _alike(one: PartyFacts, other: PartyFacts, parameters: LinkParameters) -> float | None:
    cores = [core_of(each.name, parameters.places) for each in (one, other)]
    if not all(cores):
        return None
    alike = likeness(*cores)
    return alike if alike >= parameters.least_likeness else None


def _tier(
    shared: Sequence[Shared],
    owned: Ownership | None,
    *,
    alike: float | None,
    parameters: LinkParameters,
) -> Tier | None:
    kinds = {each.first.kind for each in shared}
    if kinds & IDENTITY:
        return Tier.IDENTITY
    if owned or any(_is_own_signatory(each, parameters) for each in shared):
        return Tier.STRONG
    if has_two_pieces(shared):
        return Tier.STRONG if MarkKind.ACCOUNT in kinds else Tier.SUPPORTED
    if alike is not None and kinds & SUPPORTABLE:
        return Tier.SUPPORTED
    return Tier.ACCOUNT_ALONE if MarkKind.ACCOUNT in kinds else None


def _is_own_signatory(each: Shared, parameters: LinkParameters) -> bool:
    """Whether the same person signs for both, and not for so many that it is a trade."""
    return each.first.kind is MarkKind.SIGNATORY and each.holders <= parameters.most_signed_for


def has_two_pieces(shared: Sequence[Shared]) -> bool:
    """Whether two of these are of two kinds, and not read in the papers of one third party."""
    return any(_are_independent(*two) for two in combinations(shared, 2))


def _are_independent(one: Shared, other: Shared) -> bool:
    kinds = {KIND_OF_EVIDENCE.get(each.first.kind) for each in (one, other)}
    return len(kinds) > 1 and (_teller(one) is None or _teller(one) != _teller(other))


def _teller(each: Shared) -> UUID | None:
    told_by = each.first.told_by
    return told_by if told_by == each.second.told_by else None


def speaks_against(
    found: Found, one: PartyFacts, other: PartyFacts, *, bear: tuple[Iterable[Key], Iterable[Key]]
) -> frozenset[Against]:
    """What speaks against a link that is found, of what the two bear on the day."""
    mine, theirs = (_by_kind(each) for each in bear)
    if found.tier is not Tier.IDENTITY:
        return frozenset({Against.OTHER_SIGNATORIES} if _differ(mine, theirs, SIGNS) else ())
    differing = any(_differ_too(mine, theirs, kind) for kind in IDENTITY)
    said = {
        Against.OTHER_NUMBERS: differing,
        Against.PERSON_AND_COMPANY: one.is_person is not other.is_person,
    }
    return frozenset(against for against, holds in said.items() if holds)


SIGNS: Final = MarkKind.SIGNATORY
ByKind: TypeAlias = dict[MarkKind, set[str]]


def _by_kind(keys: Iterable[Key]) -> ByKind:
    by_kind: ByKind = {}
    for kind, value in keys:
        if kind is SIGNS or kind in IDENTITY:
            by_kind.setdefault(kind, set()).add(value)
    return by_kind


def _differ(one: ByKind, other: ByKind, kind: MarkKind) -> bool:
    """Whether something of a kind is known of both, and nothing is the same."""
    return kind in one and kind in other and not one[kind] & other[kind]


def _differ_too(one: ByKind, other: ByKind, kind: MarkKind) -> bool:
    """Whether each has something of a kind that the other has not."""
    mine, theirs = one.get(kind, set()), other.get(kind, set())
    return bool(mine - theirs) and bool(theirs - mine)
