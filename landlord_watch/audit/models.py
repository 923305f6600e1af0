"""The tables of the access log and its chains."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from landlord_watch.audit.rules import BEGINNING, CODE_BYTES
from landlord_watch.infra.database import Base, WordColumn


class AccessOutcome(StrEnum):
    """Whether what was asked for was given."""

    ALLOWED = "allowed"
    DENIED = "denied"


class AccessChain(Base):
    """
    A chain of the log and its end: who writes holds it until the transaction ends.

    Only where several write at once (PostgreSQL); else there is chain 1 alone, and no row.
    """

    __tablename__ = "access_chain"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    #: The last row's.
    number: Mapped[int] = mapped_column(BigInteger, default=0)
    #: The last row's.
    code: Mapped[bytes] = mapped_column(LargeBinary(CODE_BYTES), default=BEGINNING)


class AccessLogClosing(Base):
    """
    That the beginning of a chain is erased, and what the rest of it follows on.

    Only added to, like the log itself; `seal` is ours alone to make, see `rules.Closing`.
    """

    __tablename__ = "access_log_closing"

    chain: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    #: The last row that is erased.
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    #: Its code.
    code: Mapped[bytes] = mapped_column(LargeBinary(CODE_BYTES))
    #: Every row that is erased is older.
    kept_from_at: Mapped[datetime]
    closed_at: Mapped[datetime]
    seal: Mapped[bytes] = mapped_column(LargeBinary(CODE_BYTES))


class AccessLogEntry(Base):
    """
    One access: ids only, no content, no names.

    Rows are added and never changed: a trigger refuses it, and the chain shows it. They go when
    five years have passed, from the beginning of each chain (`services.erasing`).
    Source: lag (2001:454) 10 § (access is to be documented and checkable), read 2026-11-22. A.
    Purpose: log review; kept five years.
    """

    __tablename__ = "access_log_entry"
    __table_args__ = (
        Index("ix_access_log_entry_actor", "actor_id", "accessed_at"),
        Index("ix_access_log_entry_subject", "subject_id", "accessed_at"),
    )

    seq: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    accessed_at: Mapped[datetime]
    #: None: nobody was signed in.
    actor_id: Mapped[UUID | None]
    #: The tablet it came from; None: a desk.
    device_id: Mapped[UUID | None]
    #: `rent.recorded`, `household.read`: what was done.
    action: Mapped[str] = mapped_column(String(60))
    outcome: Mapped[AccessOutcome] = mapped_column(WordColumn(AccessOutcome))
    #: None: it was about no one thing.
    subject_id: Mapped[UUID | None]
    #: Rows of one request share it; None: not from a request.
    request_id: Mapped[UUID | None]
    #: Of what was searched for, to be compared and not read; None: it was no search.
    search_code: Mapped[bytes | None] = mapped_column(LargeBinary(CODE_BYTES))
    #: When it was, by the clock of a tablet that told of it afterwards; None: when it was logged.
    device_at: Mapped[datetime | None]
    chain: Mapped[int]
    #: 1, 2, 3 within the chain, without a gap.
    number: Mapped[int] = mapped_column(BigInteger)
    #: Over this row and the code of the one before it; see `rules`.
    code: Mapped[bytes] = mapped_column(LargeBinary(CODE_BYTES))
