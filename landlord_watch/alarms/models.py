"""Tables of alarms, the duty list, who was called, and what is sent."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from landlord_watch.alarms.rules import LONGEST_ADDRESS, AlarmKind, Channel
from landlord_watch.identity.models import StaffMember
from landlord_watch.infra.database import Base, Keyed, WordColumn

STANDING = text("ended_at IS NULL")


class DutyPlace(Keyed, Base):
    """
    That somebody is on duty, from when to when, and at which place in the order.

    Rows are added and taken away, never edited: who was to be called at a moment stays known.
    """

    __tablename__ = "duty_place"
    __table_args__ = (
        CheckConstraint("rank >= 1", name="rank_from_one"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
    )

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"), index=True)
    #: 1: is called first.
    rank: Mapped[int]
    starts_at: Mapped[datetime]
    #: None: until further notice.
    ends_at: Mapped[datetime | None]
    #: Empty: is not mailed, and sees the page.
    mail_address: Mapped[str] = mapped_column(String(LONGEST_ADDRESS), default="")
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    #: None: it stands.
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))

    staff: Mapped[StaffMember] = relationship(lazy="raise_on_sql", foreign_keys=[staff_id])


class Alarm(Keyed, Base):
    """
    Something a human must see, until one says so.

    It is written in the transaction of what it tells of, so that neither is without the other.
    """

    __tablename__ = "alarm"
    __table_args__ = (
        Index(
            "uq_alarm_standing",  # of those that stand, one about a thing
            "kind",
            "subject_id",
            unique=True,
            postgresql_where=STANDING,
            sqlite_where=STANDING,
        ),
        Index("ix_alarm_next_call_at", "next_call_at"),
        Index("ix_alarm_subject_id", "subject_id"),
    )

    kind: Mapped[AlarmKind] = mapped_column(WordColumn(AlarmKind))
    #: Of a concern, a parcel or a tablet, by `kind`.
    subject_id: Mapped[UUID]
    #: A child may be in danger now.
    is_urgent: Mapped[bool]
    raised_at: Mapped[datetime]
    #: When somebody is called, or the next is; None: nobody is, or it has ended.
    next_call_at: Mapped[datetime | None]
    #: 0: nobody has been called; 1: one after the other; above: everybody.
    round_number: Mapped[int] = mapped_column(default=0)
    #: None: it stands.
    ended_at: Mapped[datetime | None]
    #: None: it stands, or what it told of has ceased by itself.
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))


class AlarmCall(Keyed, Base):
    """That it was somebody's turn to see an alarm."""

    __tablename__ = "alarm_call"

    alarm_id: Mapped[UUID] = mapped_column(ForeignKey("alarm.id", ondelete="CASCADE"), index=True)
    #: None: nobody was on the duty list.
    staff_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    round_number: Mapped[int]
    called_at: Mapped[datetime]


class Notice(Keyed, Base):
    """
    The address of a page, on its way to somebody outside; an outbox.

    What a notice says is not kept, for it is the same each time: where to look, and no more.
    """

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_next_try_at", "next_try_at"),)

    alarm_id: Mapped[UUID] = mapped_column(ForeignKey("alarm.id", ondelete="CASCADE"), index=True)
    channel: Mapped[Channel] = mapped_column(WordColumn(Channel))
    #: Empty: to the one receiver the settings name.
    mail_address: Mapped[str] = mapped_column(String(LONGEST_ADDRESS), default="")
    raised_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    #: None: it is sent, needed no more, or given up.
    next_try_at: Mapped[datetime | None]
    #: None: not sent, as far as we know.
    sent_at: Mapped[datetime | None]
    #: Why the latest try failed, by a code; empty: none has.
    failed_because: Mapped[str] = mapped_column(String(40), default="")
    #: None: it is still tried, or was sent.
    given_up_at: Mapped[datetime | None]
    #: None: it is still needed, or was sent. Somebody saw the alarm before.
    overtaken_at: Mapped[datetime | None]

    alarm: Mapped[Alarm] = relationship(lazy="raise_on_sql")
