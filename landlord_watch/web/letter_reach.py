"""Who may write a letter that names a home, and read it: who has a case there."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from landlord_watch.identity.rules import Permission
from landlord_watch.kernel.errors import RuleBroken
from landlord_watch.landlords.models import LandlordLetter
from landlord_watch.reach.queries import check_naming_home
from landlord_watch.tenancies.queries import homes_rented_within, household_ids_renting
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, is_allowed, within


def check_may_name(home_id: UUID, *, on: date) -> None:
    """
    Refuse to start a letter from a home where who is signed in has no case, or may not tell.

    Raises: `NoCaseInHome`, `OutwardContactBlocked`.
    """
    check_naming_home(
        db(),
        household_ids=household_ids_renting(home_id, on=on),
        within=within(Permission.DEFICIENCIES_WRITE),
        on=on,
    )


def may_name(home_id: UUID, *, on: date) -> bool:
    """Whether a letter may start from a home; for showing a way to it."""
    if not is_allowed(Permission.LETTERS_WRITE):
        return False
    try:
        check_may_name(home_id, on=on)
    except RuleBroken:
        return False
    return True


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
