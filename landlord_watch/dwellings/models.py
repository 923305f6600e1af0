"""Tables of homes and what they are offered for."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Float,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from landlord_watch.infra.database import Base, Keyed, WordColumn
from landlord_watch.kernel.money import Money

STANDING = text("withdrawn_at IS NULL")


class DwellingKind(StrEnum):
    """What kind of home it is."""

    FLAT = "flat"
    HOUSE = "house"
    ROOM = "room"
    #: Premises, cellar, caravan: not built to live in.
    NOT_A_HOME = "not_a_home"


class Property(Keyed, Base):
    """A property (fastighet) by its designation, as Lantmäteriet writes it."""

    __tablename__ = "property"
    __table_args__ = (UniqueConstraint("municipality_code", "designation"),)

    #: Four digits; begins with a zero for some.
    municipality_code: Mapped[str] = mapped_column(String(4))
    #: `Berga 1:2`, without the municipality's name.
    designation: Mapped[str] = mapped_column(String(120))


class Dwelling(Keyed, Base):
    """A home one can rent; unique by address and lägenhetsnummer."""

    __tablename__ = "dwelling"
    __table_args__ = (
        UniqueConstraint("street_address", "postal_code", "dwelling_number"),
        CheckConstraint("rooms > 0", name="rooms_positive"),
        CheckConstraint("area_m2 > 0", name="area_positive"),
        Index("ix_dwelling_street_address", "street_address"),
        Index("ix_dwelling_postal_code", "postal_code"),
    )

    #: None: not known which property it stands on.
    property_id: Mapped[UUID | None] = mapped_column(ForeignKey("property.id"), index=True)
    kind: Mapped[DwellingKind] = mapped_column(WordColumn(DwellingKind))
    street_address: Mapped[str] = mapped_column(String(120))
    postal_code: Mapped[str] = mapped_column(String(5))
    postal_town: Mapped[str] = mapped_column(String(60))
    #: Four digits; empty where the address has one home only.
    dwelling_number: Mapped[str] = mapped_column(String(4), default="")
    #: Rooms, the kitchen not counted; None: not known.
    rooms: Mapped[int | None]
    #: None: not known; never guessed.
    area_m2: Mapped[float | None]
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    recorded_at: Mapped[datetime]

    located_on: Mapped[Property | None] = relationship(lazy="raise_on_sql")


class RentSource(StrEnum):
    """Where an offered rent was read."""

    ADVERTISEMENT = "advertisement"
    LANDLORD = "landlord"
    PROPERTY_LIST = "property_list"
    CONTRACT = "contract"


class OfferedRent(Keyed, Base):
    """
    What a dwelling is offered for, from a day on; a fact of the market, about no tenant.

    Rows are added, never edited; a wrong one gets `withdrawn_at`.
    """

    __tablename__ = "offered_rent"
    __table_args__ = (
        Index(
            "uq_offered_rent_standing",  # of the rows that stand, one for a day
            "dwelling_id",
            "starts_on",
            unique=True,
            postgresql_where=STANDING,
            sqlite_where=STANDING,
        ),
        CheckConstraint("monthly_rent_ore > 0", name="positive"),
    )

    dwelling_id: Mapped[UUID] = mapped_column(ForeignKey("dwelling.id"), index=True)
    monthly_rent: Mapped[Money] = mapped_column("monthly_rent_ore")
    starts_on: Mapped[date]
    source: Mapped[RentSource] = mapped_column(WordColumn(RentSource))
    #: Inclusion (`heating`, …) to `yes`, `no` or `unknown`; what is absent is unknown.
    inclusions: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    recorded_at: Mapped[datetime]
    #: None: it stands.
    withdrawn_at: Mapped[datetime | None]
