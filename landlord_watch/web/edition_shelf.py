"""The editions of landlords there are, as pages read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from landlord_watch.kernel.errors import NotFound
from landlord_watch.oversight.rules.frozen import FrozenEdition
from landlord_watch.oversight.shapes import EditionTold, LandlordTold


@dataclass(frozen=True, slots=True)
class Kept:
    """An edition, when and by whom it was made, and whether it was taken back."""

    id: UUID
    told: EditionTold
    frozen: FrozenEdition
    made_on: date
    made_by_id: UUID
    #: None: it stands.
    withdrawn_on: date | None = None
    reason: str = ""

    def landlord(self, code: str) -> LandlordTold:
        """
        A row of landlords.

        Raises: `NotFound`.
        """
        found = next((each for each in self.told.landlords if each.code == code), None)
        if found is None:
            raise NotFound(edition_id=self.id)
        return found


@dataclass(frozen=True, slots=True)
class Shelf:
    """All editions, the latest period first, and of one period the latest made."""

    editions: Sequence[Kept]

    @property
    def standing(self) -> list[Kept]:
        """Those that were not taken back."""
        return [each for each in self.editions if each.withdrawn_on is None]

    @property
    def newest(self) -> Kept | None:
        """What the board reads; None: nothing has been told yet."""
        return next(iter(self.standing), None)

    def get(self, edition_id: UUID) -> Kept:
        """
        One of them.

        Raises: `NotFound`.
        """
        found = next((each for each in self.editions if each.id == edition_id), None)
        if found is None:
            raise NotFound(edition_id=edition_id)
        return found

    def up_to(self, kept: Kept) -> list[EditionTold]:
        """This one, and those before it that stand; the latest first."""
        before = [each.told for each in self.standing if each.told.ends_on < kept.told.ends_on]
        return [kept.told, *before]


def shelf() -> Shelf:
    """What there is."""
    return Shelf(())
