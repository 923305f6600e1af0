"""What was given out of counts, and to whom. Nobody can be told in it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from landlord_watch.infra.database import Base, Keyed, WordColumn


class EditionKind(StrEnum):
    """What an edition counts."""

    #: Cases against municipalities that households came from.
    CASES = "cases"
    #: The municipality's own outward moves (egenkontroll).
    OWN_MOVES = "own_moves"


class StatisticsEdition(Keyed, Base):
    """
    Counts as they were given out, suppressed; never changed.

    Purpose: follow-up and statistics (lag 2001:454 6 §); holds no personal data, and is kept.
    """

    __tablename__ = "statistics_edition"

    kind: Mapped[EditionKind] = mapped_column(WordColumn(EditionKind))
    starts_on: Mapped[date]
    #: The first day after.
    ends_on: Mapped[date]
    #: What it is made for, as who made it said.
    purpose: Mapped[str] = mapped_column(String(500))
    made_on: Mapped[date]
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    #: All that is told, as `rules.editions.as_document` writes it, with its period and coverage.
    document: Mapped[dict[str, Any]] = mapped_column(JSON)


class StatisticsRequest(Keyed, Base):
    """
    What an authority asks of us: who, what for, and by when.

    Purpose: to answer; holds no personal data, and is kept with the municipality's papers.
    """

    __tablename__ = "statistics_request"

    #: The authority.
    asker: Mapped[str] = mapped_column(String(160))
    #: What it asks for it.
    asked_for: Mapped[str] = mapped_column(String(500))
    #: Its record number, and ours; empty: none.
    record_number: Mapped[str] = mapped_column(String(60), default="")
    own_record_number: Mapped[str] = mapped_column(String(60), default="")
    received_on: Mapped[date]
    #: None: no day was named.
    due_on: Mapped[date | None]
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]

    answers: Mapped[list["StatisticsAnswer"]] = relationship(
        lazy="raise_on_sql", order_by="StatisticsAnswer.recorded_at"
    )
    replies: Mapped[list["StatisticsReply"]] = relationship(
        lazy="raise_on_sql", order_by="StatisticsReply.serial"
    )


class StatisticsAnswer(Keyed, Base):
    """A question of a request, and what is answered; a better one takes its place."""

    __tablename__ = "statistics_answer"

    request_id: Mapped[UUID] = mapped_column(ForeignKey("statistics_request.id"), index=True)
    question: Mapped[str] = mapped_column(String(1_000))
    #: In own words; empty: the table says it.
    words: Mapped[str] = mapped_column(String(4_000), default="")
    #: The edition the table is of; None: own words alone.
    edition_id: Mapped[UUID | None] = mapped_column(ForeignKey("statistics_edition.id"))
    #: Which of its tables; empty: none.
    table_code: Mapped[str] = mapped_column(String(60), default="")
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    #: None: it stands.
    withdrawn_at: Mapped[datetime | None]


class StatisticsReply(Keyed, Base):
    """A version of the whole answer, as it was when it was made; only that it left is added."""

    __tablename__ = "statistics_reply"
    __table_args__ = (UniqueConstraint("request_id", "serial"),)

    request_id: Mapped[UUID] = mapped_column(ForeignKey("statistics_request.id"))
    #: From 1.
    serial: Mapped[int]
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_on: Mapped[date]
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    #: None: it has not left.
    sent_on: Mapped[date | None]
