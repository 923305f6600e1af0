"""Tables of tenancies."""

from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from landlord_watch.dwellings.models import Dwelling
from landlord_watch.infra.database import Base, Keyed, WordColumn
from landlord_watch.landlords.models import Party
from landlord_watch.tenancies.rules import share_of


class ContractKind(StrEnum):
    """Under what contract somebody lives there."""

    PRIMARY_LEASE = "primary_lease"
    SUBLEASE = "sublease"
    LODGER = "lodger"
    SOCIAL_LEASE = "social_lease"
    #: A private person lets a home of their own, by lag (2012:978).
    PRIVATE_LET = "private_let"


class Tenancy(Keyed, Base):
    """A household's contract for a dwelling with a landlord."""

    __tablename__ = "tenancy"
    __table_args__ = (
        CheckConstraint(
            "share_permille > 0 AND share_permille <= 1000", name="share_within_the_whole"
        ),
    )

    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"), index=True)
    dwelling_id: Mapped[UUID] = mapped_column(ForeignKey("dwelling.id"), index=True)
    #: The contracting party, who need not be owner, manager or payee.
    landlord_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"), index=True)
    contract_kind: Mapped[ContractKind] = mapped_column(WordColumn(ContractKind))
    starts_on: Mapped[date]
    #: The first day after it; None: it goes on.
    ends_on: Mapped[date | None]
    #: Of 1000: the household's part of a shared contract.
    share_permille: Mapped[int] = mapped_column(default=1000)
    #: The part exactly, as 1 of 3, where thousandths cannot say it; None: they can.
    share_parts: Mapped[int | None]
    share_of: Mapped[int | None]
    #: Whether anyone at the municipality has seen the contract itself.
    is_contract_seen: Mapped[bool] = mapped_column(default=False)
    recorded_at: Mapped[datetime]

    dwelling: Mapped[Dwelling] = relationship(lazy="raise_on_sql")
    landlord: Mapped[Party] = relationship(lazy="raise_on_sql")

    @property
    def share(self) -> Fraction:
        """The household's part of the contract, exactly."""
        return share_of(self.share_permille, self.share_parts, self.share_of)
