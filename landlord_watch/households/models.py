"""Tables of people and households."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column, relationship

from landlord_watch.households.rules import Arranger, name_key
from landlord_watch.infra.database import Base, Keyed, WordColumn
from landlord_watch.infra.encryption import BlindIndex, EncryptedText
from landlord_watch.infra.field_keys import Purpose
from landlord_watch.kernel.identifiers import PersonNumberKind
from landlord_watch.kernel.money import Money
from landlord_watch.landlords.models import Party


def _name_key_of_row(context: DefaultExecutionContext) -> str:
    row = context.get_current_parameters()  # type: ignore[no-untyped-call]  # SQLAlchemy's own
    return name_key(f"{row['given_name']} {row['family_name']}")


class Person(Keyed, Base):
    """
    A person of a household on financial aid.

    Purpose: to handle aid and housing (lag 2001:454 6 §); kept by SoL 16 kap.
    """

    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("number_kind", "number_index"),
        Index("ix_person_name", "family_name", "given_name"),
    )

    given_name: Mapped[str] = mapped_column(String(80))
    family_name: Mapped[str] = mapped_column(String(80))
    #: Both names as they are searched for; follows from them when the row is made.
    name_key: Mapped[str] = mapped_column(String(330), default=_name_key_of_row)
    number_kind: Mapped[PersonNumberKind] = mapped_column(WordColumn(PersonNumberKind))
    #: Twelve digits, or our own `T2026-00001`.
    number: Mapped[str] = mapped_column(EncryptedText(Purpose.PERSON))
    #: What it is found by.
    number_index: Mapped[bytes] = mapped_column(BlindIndex("number"))
    #: None: not known; a personnummer's date may differ from it.
    born_on: Mapped[date | None]
    recorded_at: Mapped[datetime]


class Household(Keyed, Base):
    """Those counted together for aid; known by its case number."""

    __tablename__ = "household"

    #: `EB-2026-00001`.
    case_number: Mapped[str] = mapped_column(String(20), unique=True)
    #: The language to speak; empty: not asked.
    language: Mapped[str] = mapped_column(String(3), default="")
    is_interpreter_needed: Mapped[bool] = mapped_column(default=False)
    recorded_at: Mapped[datetime]

    members: Mapped[list["HouseholdMember"]] = relationship(lazy="raise_on_sql")


class NumberSeries(Base):
    """The last number given out of a series (`EB-2026`, `T2026`); none is given twice."""

    __tablename__ = "number_series"

    series: Mapped[str] = mapped_column(String(20), primary_key=True)
    last_number: Mapped[int]


class MemberRole(StrEnum):
    """What a person is in a household."""

    ADULT = "adult"
    CHILD = "child"


class HouseholdMember(Keyed, Base):
    """That a person belongs to a household, from when to when, and how much of the time."""

    __tablename__ = "household_member"
    __table_args__ = (
        CheckConstraint(
            "share_permille > 0 AND share_permille <= 1000", name="share_within_the_whole"
        ),
    )

    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[MemberRole] = mapped_column(WordColumn(MemberRole))
    starts_on: Mapped[date]
    #: The first day no longer in it; None: still in it.
    ends_on: Mapped[date | None]
    #: Of 1000: how much of the time the person lives here (växelvis boende, umgänge).
    share_permille: Mapped[int] = mapped_column(default=1000)
    #: In upper-secondary school, which keeps an 18–20-year-old counted as a child.
    is_in_school: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person] = relationship(lazy="raise_on_sql")


class AidPeriod(Keyed, Base):
    """Months in which a household has financial aid, and what was granted for housing."""

    __tablename__ = "aid_period"

    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"), index=True)
    starts_on: Mapped[date]
    #: The first day without; None: it goes on.
    ends_on: Mapped[date | None]
    #: A month; None: nothing decided for housing.
    granted_housing_cost: Mapped[Money | None] = mapped_column("granted_housing_cost_ore")
    recorded_at: Mapped[datetime]


class OwnWish(StrEnum):
    """Whether the person wanted to move here, by their own account."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"
    NOT_ASKED = "not_asked"


class Arrival(Keyed, Base):
    """
    That a household came from another municipality; a fact, not an offence.

    Forms by the municipality's policy; groups overlap, so several may be chosen. Rows are added,
    never edited: one that was wrong gets `withdrawn_at`, and a better one says which it corrects.
    """

    __tablename__ = "arrival"

    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"), index=True)
    #: Four digits; None: from which municipality is not known.
    from_municipality_code: Mapped[str | None] = mapped_column(String(4))
    arrived_on: Mapped[date]
    own_wish: Mapped[OwnWish] = mapped_column(WordColumn(OwnWish))
    #: Codes of how the other municipality took part (`referred_to_landlord`, …).
    forms: Mapped[list[str]] = mapped_column(JSON, default=list)
    #: In the person's own words.
    account: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    arranged_by: Mapped[Arranger] = mapped_column(WordColumn(Arranger), default=Arranger.NOT_KNOWN)
    #: Who it was; of another municipality's staff the post, and no name.
    arranged_words: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    #: The landlord who arranged it or a part of it; None: none, or not known which.
    landlord_id: Mapped[UUID | None] = mapped_column(ForeignKey("party.id"), index=True)
    #: Who arranged which part of the move (`{"transport": "landlord"}`).
    arranged_parts: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    #: The row that this one is a better one of; None: the first.
    corrects_id: Mapped[UUID | None] = mapped_column(ForeignKey("arrival.id"))
    #: None: it stands.
    withdrawn_at: Mapped[datetime | None]
    recorded_at: Mapped[datetime]

    landlord: Mapped[Party | None] = relationship(lazy="raise_on_sql")
