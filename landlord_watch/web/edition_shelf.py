"""The editions of landlords there are, as pages read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from landlord_watch.kernel.errors import NotFound
from landlord_watch.oversight.queries.landlord_editions import EditionKept, list_editions
from landlord_watch.oversight.shapes import EditionTold, LandlordTold
from landlord_watch.web.db import db


@dataclass(frozen=True, slots=True)
class Shelf:
    """All editions, the latest period first, and of one period the latest made."""

    editions: Sequence[EditionKept]

    @property
    def standing(self) -> list[EditionKept]:
        """Those that were not taken back."""
        return [each for each in self.editions if each.stands]

    @property
    def newest(self) -> EditionKept | None:
        """What the board reads; None: nothing has been told yet."""
        return next(iter(self.standing), None)

    def get(self, edition_id: UUID) -> EditionKept:
        """
        One of them.

        Raises: `NotFound`.
        """
        found = next((each for each in self.editions if each.id == edition_id), None)
        if found is None:
            raise NotFound(edition_id=edition_id)
        return found

    def up_to(self, kept: EditionKept) -> list[EditionTold]:
        """This one, and those before it that stand; the latest first."""
        before = [each.told for each in self.standing if each.told.ends_on < kept.told.ends_on]
        return [kept.told, *before]


def shelf() -> Shelf:
    """What there is."""
    return Shelf(list_editions(db()))


def landlord_of(kept: EditionKept, code: str) -> LandlordTold:
    """
    A row of an edition's landlords.

    Raises: `NotFound`.
    """
    found = next((each for each in kept.told.landlords if each.code == code), None)
    if found is None:
        raise NotFound(edition_id=kept.id)
    return found
