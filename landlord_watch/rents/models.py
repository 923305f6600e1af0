"""Tables of rents, norms and checks."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from landlord_watch.infra.database import Base, Keyed, WordColumn
from landlord_watch.kernel.money import Money
from landlord_watch.rents.rules.findings import Verdict
from landlord_watch.rents.rules.norms import NormKind

__all__ = [
    "NormKind",
    "NormRow",
    "NormSet",
    "Rent",
    "RentBasis",
    "RentCheckRecord",
    "Verdict",
]

STANDING = text("withdrawn_at IS NULL")


class RentBasis(StrEnum):
    """What a rent figure was read from; the best first."""

    CONTRACT = "contract"
    INVOICE = "invoice"
    STATEMENT = "statement"


class Rent(Keyed, Base):
    """
    The monthly rent of a tenancy from one day on, until the next row's day.

    Rows are added, never edited: a decision may already rest on a wrong one, so
    it gets `withdrawn_at` and a better row follows.
    """

    __tablename__ = "rent"
    __table_args__ = (
        Index(
            "uq_rent_standing",  # of the rows that stand, one for a day
            "tenancy_id",
            "starts_on",
            unique=True,
            postgresql_where=STANDING,
            sqlite_where=STANDING,
        ),
        CheckConstraint("monthly_rent_ore >= 0", name="not_negative"),
    )

    tenancy_id: Mapped[UUID] = mapped_column(
        ForeignKey("tenancy.id", ondelete="RESTRICT"), index=True
    )
    starts_on: Mapped[date]
    #: The whole contract's rent, as written; what it includes stands in `inclusions`.
    monthly_rent: Mapped[Money] = mapped_column("monthly_rent_ore")
    basis: Mapped[RentBasis] = mapped_column(WordColumn(RentBasis))
    #: Inclusion to `{"in_rent": yes|no|unknown, "amount_ore": int|null}`; absent: unknown.
    inclusions: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    recorded_at: Mapped[datetime]
    #: None: it stands.
    withdrawn_at: Mapped[datetime | None]


class NormSet(Keyed, Base):
    """A municipality's rent norm: a rule set with its validity and its decision."""

    __tablename__ = "norm_set"

    #: Four digits; None: the publisher is no municipality.
    municipality_code: Mapped[str | None] = mapped_column(String(4))
    publisher: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[NormKind] = mapped_column(WordColumn(NormKind))
    #: None: undated.
    starts_on: Mapped[date | None]
    #: Only the year was published, so that the first day is taken to be 1 January.
    is_start_assumed: Mapped[bool] = mapped_column(default=False)
    #: The first day it no longer holds; None: it holds.
    ends_on: Mapped[date | None]
    #: Nämnd, § and day; empty: not known.
    decision_reference: Mapped[str] = mapped_column(String(200), default="")
    source: Mapped[str] = mapped_column(String(400))
    #: Inclusion to `yes`, `no` or `unknown`.
    includes: Mapped[dict[str, str]] = mapped_column(JSON)
    #: The one this installation checks rents against, for its own dates.
    is_own: Mapped[bool] = mapped_column(default=False)
    recorded_at: Mapped[datetime]

    rows: Mapped[list["NormRow"]] = relationship(lazy="raise_on_sql", order_by="NormRow.position")


class NormRow(Keyed, Base):
    """One row of a norm: for which households it is, and the amount."""

    __tablename__ = "norm_row"
    __table_args__ = (CheckConstraint("amount_ore > 0", name="amount_positive"),)

    norm_set_id: Mapped[UUID] = mapped_column(ForeignKey("norm_set.id"), index=True)
    position: Mapped[int]
    #: As published.
    label: Mapped[str] = mapped_column(String(160))
    adults_min: Mapped[int]
    #: None: or more.
    adults_max: Mapped[int | None]
    children_min: Mapped[int]
    #: None: or more.
    children_max: Mapped[int | None]
    #: Youngest adult's age from, in years; None: any.
    age_from: Mapped[int | None]
    #: Youngest adult's age under, in years; None: any.
    age_under: Mapped[int | None]
    #: Rooms of the dwelling; None: whatever the dwelling.
    rooms: Mapped[int | None]
    area_m2: Mapped[float | None]
    amount: Mapped[Money] = mapped_column("amount_ore")
    #: For each child over `children_min`; None: no increment.
    per_extra_child: Mapped[Money | None] = mapped_column("per_extra_child_ore")


class RentCheckRecord(Keyed, Base):
    """A rent check as it was made, immutable; a new fact makes a new one that points to it."""

    __tablename__ = "rent_check"

    tenancy_id: Mapped[UUID] = mapped_column(ForeignKey("tenancy.id"), index=True)
    rent_id: Mapped[UUID] = mapped_column(ForeignKey("rent.id"))
    norm_set_id: Mapped[UUID] = mapped_column(ForeignKey("norm_set.id"))
    checked_on: Mapped[date]
    verdict: Mapped[Verdict] = mapped_column(WordColumn(Verdict))
    #: `check`: what went in, the steps and what came out; replays to the same.
    #: `people`: label in the check to the id of the person.
    trace: Mapped[dict[str, Any]] = mapped_column(JSON)
    #: The check this one follows; None: the first.
    previous_id: Mapped[UUID | None] = mapped_column(ForeignKey("rent_check.id"))
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
