"""The lists of one world, for who may work with them, and taking one more in."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import false

from landlord_watch.identity.rules import Permission
from landlord_watch.imports import queries
from landlord_watch.imports.errors import FileUnreadable
from landlord_watch.imports.models import ImportBatch
from landlord_watch.imports.rules.kind import KindName
from landlord_watch.imports.services.receiving import FileGiven, receive_file
from landlord_watch.imports.services.staging import Place
from landlord_watch.infra import clock
from landlord_watch.infra.sheets import MOST_FILE_BYTES
from landlord_watch.web import forms, import_words
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, settings, within
from landlord_watch.web.sentences import sentence

#: A form around a file is a little larger than the file.
MOST_FORM_BYTES = MOST_FILE_BYTES + 100_000


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of one world, for who may work with them."""

    permission: Permission
    kinds: tuple[KindName, ...]
    is_of_cases: bool

    def batch(self, batch_id: UUID) -> ImportBatch:
        """
        A list of these.

        Raises: `NotFound`.
        """
        return queries.get_batch(db(), batch_id, kinds=self.kinds, received_by_id=self.owner())

    def owner(self) -> UUID | None:
        """Who alone may see a list; None: anybody who may work with them."""
        return actor_id() if self.is_of_cases else None

    def place(self) -> Place:
        """Where and when lists are looked over, and what is within reach."""
        reach = within(self.permission) if self.is_of_cases else lambda _household_id: false()
        return Place(settings().municipality.code, clock.today(), reach)


def receive(given: FileGiven) -> ImportBatch:
    """
    Take a file in, for who is signed in.

    Raises: `FileReadAlready`, `FileUnreadable`.
    """
    return receive_file(
        db(), file=given, actor_id=actor_id(), at=clock.utc_now(), today=clock.today()
    )


def refuse_file(form: forms.OfficeForm, refusal: FileUnreadable) -> None:
    """Say at its field why a file cannot be read."""
    words = str(import_words.UNREADABLE.get(refusal.reason, sentence(refusal)))
    form["file"].errors = [*form["file"].errors, words]
