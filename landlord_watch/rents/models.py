"""Tables of rents, norms and checks."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from landlord_watch.infra.database import Base, Keyed, WordColumn
from landlord_watch.kernel.money import Money
from landlord_watch.rents.rules.asides import AsideKind
from landlord_watch.rents.rules.comparable import PriceUnit
from landlord_watch.rents.rules.findings import Verdict
from landlord_watch.rents.rules.norms import NormKind

__all__ = [
    "AsideKind",
    "NormDraft",
    "NormDraftVersion",
    "NormKind",
    "NormRow",
    "NormSet",
    "PriceUnit",
    "Rent",
    "RentAside",
    "RentBasis",
    "RentCause",
    "RentCheckRecord",
    "Verdict",
]

STANDING = text("withdrawn_at IS NULL")


class RentBasis(StrEnum):
    """What a rent figure was read from; the best first."""

    CONTRACT = "contract"
    INVOICE = "invoice"
    #: A list that a landlord or the municipality keeps.
    LIST = "list"
    STATEMENT = "statement"


class RentCause(StrEnum):
    """Why a rent is as it is from a day on."""

    #: As the contract says, or as landlord and tenant have agreed since.
    AGREED = "agreed"
    #: Raised for days that had passed when it was told.
    RAISED_AFTERWARDS = "raised_afterwards"
    #: Lowered by hyresnämnden or a court, from a day that may have passed.
    LOWERED_BY_TRIBUNAL = "lowered_by_tribunal"
    #: What was recorded before was wrong.
    CORRECTION = "correction"


class Rent(Keyed, Base):
    """
    The monthly rent of a tenancy from one day on, until the next row's day.

    Rows are added, never edited: a decision may already rest on a wrong one, so
    it gets `withdrawn_at` and a better row follows. A row is known from `recorded_at`
    until `withdrawn_at`, so that what was known at an hour can be told from what is known now.
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
    #: What the price is for, as written.
    unit: Mapped[PriceUnit] = mapped_column(WordColumn(PriceUnit), default=PriceUnit.MONTH)
    #: As written, for a week or a night; None: it is for a month.
    unit_price: Mapped[Money | None] = mapped_column("unit_price_ore")
    basis: Mapped[RentBasis] = mapped_column(WordColumn(RentBasis))
    cause: Mapped[RentCause] = mapped_column(WordColumn(RentCause), default=RentCause.AGREED)
    #: Who typed an unusual rent has said that it is right.
    is_confirmed: Mapped[bool] = mapped_column(default=False)
    #: What who sublets pays for the dwelling, in a month; None: not shown.
    sublessor_rent: Mapped[Money | None] = mapped_column("sublessor_rent_ore")
    #: What who sublets pays for what goes with it, beside the rent; None: not known.
    sublessor_extras: Mapped[Money | None] = mapped_column("sublessor_extras_ore")
    #: Of 1000: how much of the dwelling the rent is for; None: not known, or all of it.
    let_part_permille: Mapped[int | None]
    #: What a lodger pays the household, in a month; None: it has none.
    lodger_pays: Mapped[Money | None] = mapped_column("lodger_pays_ore")
    #: As the contract says, to hold against the register; None: it does not say.
    contract_rooms: Mapped[int | None]
    contract_area_m2: Mapped[float | None]
    #: Inclusion to `{"in_rent": yes|no|unknown, "amount_ore": int|null}`; absent: unknown.
    inclusions: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    recorded_at: Mapped[datetime]
    #: None: it stands.
    withdrawn_at: Mapped[datetime | None]
    #: The row that took its place; None: it stands, or was taken back.
    replaced_by_id: Mapped[UUID | None]


class RentAside(Keyed, Base):
    """
    What is paid or spared beside the rent; it is no rent, and weighs only where somebody says so.

    Rows are added, never edited.
    """

    __tablename__ = "rent_aside"
    __table_args__ = (
        CheckConstraint("amount_ore IS NULL OR amount_ore > 0", name="amount_positive"),
        CheckConstraint("spread_months IS NULL OR spread_months > 0", name="spread_positive"),
    )

    tenancy_id: Mapped[UUID] = mapped_column(
        ForeignKey("tenancy.id", ondelete="RESTRICT"), index=True
    )
    kind: Mapped[AsideKind] = mapped_column(WordColumn(AsideKind))
    #: None: days that are free.
    amount: Mapped[Money | None] = mapped_column("amount_ore")
    starts_on: Mapped[date]
    #: The first day that is paid for again; None: it is about one day.
    ends_on: Mapped[date | None]
    #: Over how many months the amount is spread; None: it is not.
    spread_months: Mapped[int | None]
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
    #: The day of the decision; None: not known.
    decided_on: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(400))
    #: Inclusion to `yes`, `no` or `unknown`.
    includes: Mapped[dict[str, str]] = mapped_column(JSON)
    #: The one this installation checks rents against, for its own dates.
    is_own: Mapped[bool] = mapped_column(default=False)
    #: Households that the decision names no amount for, as `rules.norm_check.Apart`.
    apart: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    #: The one that was adopted in its place; None: nothing was.
    replaced_by_id: Mapped[UUID | None]
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


class NormDraft(Keyed, Base):
    """A norm that is being written, seen by nobody's check until it is adopted."""

    __tablename__ = "norm_draft"

    #: The norm it began as a copy of; None: it began empty.
    based_on_id: Mapped[UUID | None] = mapped_column(ForeignKey("norm_set.id"))
    started_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    started_at: Mapped[datetime]
    #: None: it is being written, or was adopted.
    discarded_at: Mapped[datetime | None]
    #: What it became; None: it has not been adopted.
    adopted_as_id: Mapped[UUID | None] = mapped_column(ForeignKey("norm_set.id"))


class NormDraftVersion(Keyed, Base):
    """
    A draft as somebody saved it; the one with the highest number is how it stands.

    Versions are added, never edited, so that nothing anybody wrote is lost.
    """

    __tablename__ = "norm_draft_version"
    __table_args__ = (UniqueConstraint("norm_draft_id", "number"),)

    norm_draft_id: Mapped[UUID] = mapped_column(ForeignKey("norm_draft.id"), index=True)
    #: From 1.
    number: Mapped[int]
    #: As `rules.norm_draft.as_document` writes it.
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    saved_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    saved_at: Mapped[datetime]


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
