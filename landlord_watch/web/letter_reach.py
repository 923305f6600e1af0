"""Who may read a letter to a landlord: one that names a home, whoever has a case there."""

from collections.abc import Collection
from uuid import UUID

from landlord_watch.identity.rules import Permission
from landlord_watch.landlords.models import LandlordLetter
from landlord_watch.tenancies.queries import homes_rented_within
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, within


def readable(letters: Collection[LandlordLetter]) -> list[LandlordLetter]:
    """Those who is signed in may read: of no home, their own, or where they have a case."""
    homes = {each.dwelling_id for each in letters if each.dwelling_id and not _is_own(each)}
    reached = _reached(homes) if homes else set()
    return [
        each
        for each in letters
        if each.dwelling_id is None or _is_own(each) or each.dwelling_id in reached
    ]


def may_read(letter: LandlordLetter) -> bool:
    """Whether who is signed in may read it."""
    return bool(readable([letter]))


def _is_own(letter: LandlordLetter) -> bool:
    return letter.letter.made_by_id == actor_id()


def _reached(dwelling_ids: Collection[UUID]) -> set[UUID]:
    return homes_rented_within(
        db(), dwelling_ids=dwelling_ids, within=within(Permission.DEFICIENCIES_READ)
    )
