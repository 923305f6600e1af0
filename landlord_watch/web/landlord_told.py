"""What a landlord's page shows of editions: what it was given to answer, meetings, others'."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from landlord_watch.identity.rules import Permission
from landlord_watch.landlords.models import Party, PartyKind
from landlord_watch.oversight.models import FactFile, LandlordMeeting
from landlord_watch.oversight.queries.exchange import ForeignTold, foreign_for
from landlord_watch.oversight.queries.fact_files import is_named, list_files_of_landlord
from landlord_watch.oversight.queries.meetings import (
    list_meetings_of_landlord,
    state_of_meeting,
)
from landlord_watch.oversight.rules.meetings import MeetingState
from landlord_watch.oversight.rules.replies import FileStanding, standing_of
from landlord_watch.web import edition_words, exchange_words, fact_file_words, meeting_agenda
from landlord_watch.web.db import db
from landlord_watch.web.guard import is_allowed


@dataclass(frozen=True, slots=True)
class LandlordTold:
    """What there is, and the words it is shown with."""

    on: date
    files: Sequence[FactFile]
    meetings: Sequence[LandlordMeeting]
    foreign: Sequence[ForeignTold]
    is_person: bool
    #: A human being who may be named to the board by a decision that holds.
    is_named: bool

    file_words = fact_file_words
    edition_words = edition_words
    agenda = meeting_agenda
    exchange_words = exchange_words

    def standing_of(self, file: FactFile) -> FileStanding:
        """How far facts have come today."""
        return standing_of(file.days, on=self.on)

    def state_of(self, meeting: LandlordMeeting) -> MeetingState:
        """How far a meeting has come today."""
        return state_of_meeting(meeting, on=self.on)


def told_of(party: Party, *, on: date) -> LandlordTold:
    """What who is signed in may see of it."""
    may_files, may_foreign = (
        is_allowed(Permission.FACT_FILES_READ),
        is_allowed(Permission.EXCHANGE_READ),
    )
    is_person = party.kind is PartyKind.NATURAL
    return LandlordTold(
        on=on,
        files=list_files_of_landlord(db(), party.id) if may_files else [],
        meetings=list_meetings_of_landlord(db(), party.id),
        foreign=foreign_for(db(), [party.id]).get(party.id, []) if may_foreign else [],
        is_person=is_person,
        is_named=is_person and is_named(db(), party.id, on=on),
    )
