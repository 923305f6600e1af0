"""Who and what there is before anything breaks: officers, tablets, visits, and words to write."""

import random
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from factories.people import staff_member
from factories.tablets import Sent, Tablet, blob, revision, tablet
from factories.tenancies import tenancy
from factories.visits import concern_content, deficiency, visit, visit_content
from landlord_watch.identity.rules import Role
from landlord_watch.kernel.ids import new_id

#: Things that a visit may find, each another outcome.
FINDINGS = (
    (),
    (("DMP-01", "moderate"),),
    (("DMP-01", "serious"),),
    (("DMP-01", "minor"), ("ENT-01", "moderate")),
)
MOST_TABLETS = 3
VISITS = 2


@dataclass(frozen=True)
class Plan:
    """What one schedule has to itself in an office it shares with others."""

    officers: tuple[UUID, UUID]
    #: The officer's own, and one of a colleague who is not to make these visits.
    tablets: tuple[Tablet, ...]
    colleague: Tablet
    visit_ids: tuple[UUID, ...]


def furnish(session: Session, plans: int) -> list[Plan]:
    """An office with two officers, and room for so many schedules."""
    own = staff_member(session, Role.FIELD_OFFICER, username="own")
    other = staff_member(session, Role.FIELD_OFFICER, username="other")
    contract = tenancy(session)
    return [
        Plan(
            (own.id, other.id),
            tuple(tablet(session, own, name=f"Platta {n}") for n in range(MOST_TABLETS)),
            tablet(session, other, name="Kollegans platta"),
            tuple(visit(session, officer=own, contract=contract).id for _ in range(VISITS)),
        )
        for _ in range(plans)
    ]


@cache
def _found(kind: int) -> dict[str, Any]:
    answers = [deficiency(item, level) for item, level in FINDINGS[kind]]
    return visit_content(new_id(), answers=answers).model_dump(mode="json")


@cache
def _worry() -> dict[str, Any]:
    return concern_content(new_id()).model_dump(mode="json")


@dataclass
class Author:
    """Who writes; every text is one that nobody else wrote."""

    lots: random.Random

    def id(self) -> UUID:
        return UUID(int=self.lots.getrandbits(128), version=4)

    def visit(
        self, by: Tablet, visit_id: UUID, *, base: UUID | None, blobs: tuple[Sent, ...]
    ) -> Sent:
        own_id = self.id()
        content = {
            **_found(self.lots.randrange(len(FINDINGS))),
            "visit_id": str(visit_id),
            "revision_id": str(own_id),
            "reason_for_change": f"Ord {self.id()}",
        }
        return revision(by, visit_id, content, revision_id=own_id, base=base, blobs=blobs)

    def concern(self, by: Tablet, visit_id: UUID, *, concern_id: UUID, base: UUID | None) -> Sent:
        own_id = self.id()
        content = {
            **_worry(),
            "visit_id": str(visit_id),
            "revision_id": str(own_id),
            "concern_id": str(concern_id),
            "seen": f"Ord {self.id()}",
        }
        return revision(by, visit_id, content, kind="concern", revision_id=own_id, base=base)

    def photo(self, by: Tablet, visit_id: UUID) -> Sent:
        """Bytes in the frame of a photo; whether they are a picture is asked of no one here."""
        return blob(by, visit_id, self.lots.randbytes(self.lots.randint(200, 2400)))
