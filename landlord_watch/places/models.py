"""Tables of what a service said of addresses, and where homes' places come from."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Float, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from landlord_watch.infra.database import Base, Keyed, WordColumn
from landlord_watch.places.rules.answers import Precision


class PlaceSource(StrEnum):
    """Who says where a home is."""

    HAND = "hand"
    SERVICE = "service"


class GeocodingAnswer(Keyed, Base):
    """
    What a service said of a house, so that it is asked once; of nobody who lives there.

    That nothing was found is an answer too.
    """

    __tablename__ = "geocoding_answer"
    __table_args__ = (
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="point_whole"),
    )

    #: Of what was asked and whom: the question itself is not kept.
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    source: Mapped[str] = mapped_column(String(200))
    answered_on: Mapped[date]
    #: None: nothing was found.
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    precision: Mapped[Precision | None] = mapped_column(WordColumn(Precision))
    #: The service's own name of what it found.
    label: Mapped[str] = mapped_column(String(300), default="")
    #: `Doubt`s; empty: it could be taken unseen.
    doubts: Mapped[list[str]] = mapped_column(JSON, default=list)
    #: None: nobody has said that it is wrong.
    dismissed_at: Mapped[datetime | None]


class DwellingPlace(Keyed, Base):
    """
    Where a home's coordinates come from, or what is proposed as long as it has none.

    A home with coordinates and no row here had them before anybody noted it.
    """

    __tablename__ = "dwelling_place"

    dwelling_id: Mapped[UUID] = mapped_column(ForeignKey("dwelling.id"), unique=True)
    source: Mapped[PlaceSource] = mapped_column(WordColumn(PlaceSource))
    #: None: given by hand.
    answer_id: Mapped[UUID | None] = mapped_column(ForeignKey("geocoding_answer.id"), index=True)
    #: Else it is proposed, and a person decides.
    is_settled: Mapped[bool]
    changed_at: Mapped[datetime]

    answer: Mapped[GeocodingAnswer | None] = relationship(lazy="raise_on_sql")


class GeocodingTurn(Base):
    """Whose turn it is to ask: one row, which whoever asks holds while they take their turn."""

    __tablename__ = "geocoding_turn"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    #: Nobody asks before.
    next_at: Mapped[datetime]
    asked_on: Mapped[date]
    #: So many questions on that day.
    asked: Mapped[int]
