"""The tables of measures. What happened is added to; a measure that was wrong is taken back."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from landlord_watch.infra.database import Base, Keyed, WordColumn
from landlord_watch.infra.encryption import EncryptedText
from landlord_watch.infra.field_keys import Purpose
from landlord_watch.measures.rules import (
    Channel,
    MeasureKind,
    MeasureState,
    MeasureStep,
    ProtectionOutcome,
    TellingGround,
    kind_of,
)

IS_OPEN = text("state IN ('proposed', 'planned', 'begun')")


class Measure(Keyed, Base):
    """Something that is to be done for a household, by somebody, by a day."""

    __tablename__ = "household_measure"
    __table_args__ = (
        Index(
            "uq_household_measure_open",  # taken up once of a visit, until it is over
            "visit_id",
            "action",
            unique=True,
            postgresql_where=IS_OPEN,
            sqlite_where=IS_OPEN,
        ),
    )

    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"), index=True)
    #: The visit that it follows on; None: on no visit.
    visit_id: Mapped[UUID | None] = mapped_column(ForeignKey("visit.id"), index=True)
    #: An action of the checklist, as `A-ENV`.
    action: Mapped[str] = mapped_column(String(20))
    #: What is to be done, in words of one's own; empty: as the checklist has it.
    what: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    #: None: proposed, and nobody has taken it up.
    responsible_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"), index=True)
    due_on: Mapped[date] = mapped_column(index=True)
    #: The time of day in Sweden; None: any time that day.
    due_clock: Mapped[time | None]
    state: Mapped[MeasureState] = mapped_column(WordColumn(MeasureState))
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]

    events: Mapped[list["MeasureEvent"]] = relationship(
        lazy="raise_on_sql", order_by="MeasureEvent.serial"
    )

    @property
    def kind(self) -> MeasureKind:
        """What sort of measure it is."""
        return kind_of(self.action)


class MeasureEvent(Keyed, Base):
    """Something that happened to a measure; never changed, and followed by what is right."""

    __tablename__ = "household_measure_event"
    __table_args__ = (UniqueConstraint("measure_id", "serial"),)

    measure_id: Mapped[UUID] = mapped_column(ForeignKey("household_measure.id"))
    #: From 1; who wanted the same number at the same time, and was second, is told so.
    serial: Mapped[int]
    step: Mapped[MeasureStep] = mapped_column(WordColumn(MeasureStep))
    happened_on: Mapped[date]
    #: The time of day in Sweden; None: not noted.
    happened_clock: Mapped[time | None]
    done_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    #: None: nobody was told anything, or how is not noted.
    channel: Mapped[Channel | None] = mapped_column(WordColumn(Channel))
    #: In which it was said: two letters of ISO 639-1, or three of 639-3; empty: nothing was.
    language: Mapped[str] = mapped_column(String(3), default="")
    #: What let somebody outside be told; None: nobody was.
    ground: Mapped[TellingGround | None] = mapped_column(WordColumn(TellingGround))
    #: Of an assessment of immediate protection; None: it was none.
    outcome: Mapped[ProtectionOutcome | None] = mapped_column(WordColumn(ProtectionOutcome))
    #: Another authority's record number; empty: none.
    reference: Mapped[str] = mapped_column(String(60), default="")
    #: Where somebody was housed: told to nobody who does not have the case. Empty: nowhere.
    place: Mapped[str] = mapped_column(EncryptedText(Purpose.PROTECTED), default="")
    note: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    #: The visit that was planned; None: none.
    visit_id: Mapped[UUID | None] = mapped_column(ForeignKey("visit.id"), index=True)
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
