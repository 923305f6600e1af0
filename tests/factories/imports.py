"""Lists brought in, looked over and taken in, as a test needs them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import true
from sqlalchemy.orm import Session

from factories.people import NOW, staff_member
from landlord_watch.identity.rules import Role
from landlord_watch.imports import queries
from landlord_watch.imports.models import ImportBatch
from landlord_watch.imports.rules.kind import KindName
from landlord_watch.imports.rules.planning import Outcome
from landlord_watch.imports.services.committing import Progress, commit
from landlord_watch.imports.services.receiving import FileGiven, receive_file
from landlord_watch.imports.services.staging import Place, stage
from landlord_watch.imports.services.undoing import undo
from landlord_watch.infra.database import Within

TODAY = date(2026, 3, 12)
ALL = frozenset({Outcome.NEW, Outcome.CHANGED, Outcome.ABSENT})


@dataclass
class Desk:
    """Somebody who brings lists, of one kind, from one place."""

    session: Session
    kind: KindName = KindName.DWELLINGS
    source: str = "Bostadsbolaget"
    is_full: bool = False
    as_of_on: date = date(2026, 3, 1)
    within: Within = lambda _household_id: true()
    #: None: somebody is made.
    actor_id: UUID | None = None
    today: date = TODAY
    at: datetime = NOW

    def __post_init__(self) -> None:
        if self.actor_id is not None:
            return
        name = f"importer-{self.kind.value}-{self.source}"[:40]
        self.actor_id = staff_member(self.session, Role.CASE_MANAGER, username=name.lower()).id

    @property
    def place(self) -> Place:
        return Place("1460", self.today, self.within)

    def bring(self, content: bytes, *, name: str = "lista.csv", **more: Any) -> ImportBatch:
        """Give a file, and have it read."""
        file = FileGiven(self.kind, self.source, name, content, self.as_of_on, self.is_full, **more)
        return receive_file(
            self.session, file=file, actor_id=self.actor_id, at=self.at, today=self.today
        )

    def look_over(self, content: bytes, **more: Any) -> ImportBatch:
        """Give a file, and have it looked over as its columns seem."""
        return self.stage(self.bring(content, **more))

    def stage(self, batch: ImportBatch) -> ImportBatch:
        """Have a list looked over."""
        return stage(self.session, batch_id=batch.id, place=self.place)

    def take_in(self, content: bytes, **more: Any) -> ImportBatch:
        """Give a file, and take in all that can be."""
        return self.commit(self.look_over(content, **more))

    def commit(self, batch: ImportBatch, groups: frozenset[Outcome] = ALL) -> ImportBatch:
        """Take in what was looked over."""
        return self.commit_with(batch, lambda _done, _total: None, groups=groups)

    def commit_with(
        self, batch: ImportBatch, progress: Progress, *, groups: frozenset[Outcome] = ALL
    ) -> ImportBatch:
        """The same, telling how far it has come."""
        return commit(
            self.session,
            batch_id=batch.id,
            groups=groups,
            place=self.place,
            actor_id=self.actor_id,
            at=self.at,
            progress=progress,
        )

    def undo(self, batch: ImportBatch) -> ImportBatch:
        """Take back what a list brought."""
        return undo(self.session, batch_id=batch.id, actor_id=self.actor_id, at=self.at)

    def rows(self, batch: ImportBatch) -> list[dict[str, Any]]:
        """Every row as it was looked over."""
        return list(queries.staged_rows(self.session, batch.id))

    def codes(self, batch: ImportBatch) -> list[tuple[int, str, str]]:
        """What is wrong: row, code and field."""
        return [
            (row["number"], code, name)
            for row in self.rows(batch)
            for code, name, *_ in row.get("problems", ())
        ]


def counts(batch: ImportBatch) -> Mapping[str, int]:
    """How many rows of each outcome, without those of which there are none."""
    return {name: count for name, count in batch.summary["counts"].items() if count}
