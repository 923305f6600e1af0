"""Which landlords belong together in an edition, as a version of the links says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

#: The version of the links where nobody has confirmed any.
NO_LINKS: Final = "none"


@dataclass(frozen=True, slots=True)
class StandingGroups:
    """
    A version of the confirmed links.

    `codes`: by party, the code of the group it belongs to; a party that is not in it stands alone.
    `named`: natural persons whose name a decision lets stand. `waiting`: links nobody has judged.
    """

    version: str = NO_LINKS
    codes: Mapping[UUID, str] = field(default_factory=dict)
    has_contradictions: bool = False
    waiting: int = 0
    named: frozenset[UUID] = frozenset()

    def code_of(self, party_id: UUID) -> str:
        """The code of the row a party is told in."""
        return self.codes.get(party_id, str(party_id))
