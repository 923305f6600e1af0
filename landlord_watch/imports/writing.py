"""What the engine asks of each kind of list: to find what the register has, and to write."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.imports.rules.kind import Kind, Setting
from landlord_watch.imports.rules.planning import Match, Planned
from landlord_watch.imports.rules.telling import ToldRow
from landlord_watch.infra.database import Within
from landlord_watch.infra.many import Written


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes, when, and the setting of the list."""

    actor_id: UUID
    at: datetime
    today: date
    setting: Setting


class Register(Protocol):
    """The rooms behind a kind of list."""

    kind: Kind

    def match(
        self, session: Session, *, rows: Sequence[ToldRow], setting: Setting, within: Within
    ) -> list[Match]:
        """What the register has for each row, in their order."""

    def absent(
        self,
        session: Session,
        *,
        rows: Sequence[ToldRow],
        matches: Sequence[Match],
        setting: Setting,
        within: Within,
    ) -> list[Planned]:
        """What stands in the register and a whole list does not name, proposed to end."""

    def write(
        self, session: Session, *, planned: Sequence[Planned], writer: Writer
    ) -> list[Written]:
        """Write what was decided."""
