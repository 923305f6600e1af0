"""Tables of which landlords belong together: what they bear, what is found, what was judged."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from landlord_watch.infra.database import Base, Keyed, WordColumn
from landlord_watch.infra.encryption import INDEX_BYTES, EncryptedDocument, EncryptedText
from landlord_watch.infra.field_keys import Purpose
from landlord_watch.landlords.rules.network.facts import MarkKind, Tier
from landlord_watch.landlords.rules.network.judgements import Verdict
from landlord_watch.landlords.rules.network.states import Due, LinkState

#: Long enough for a source, and for a mark as it is compared.
LINE = 200


class PartyMark(Base):
    """
    Something a landlord is known by, as it is compared with others'.

    It follows from the register and from what was noted by hand, and goes with the landlord; so
    that it stands in no list's way that is taken back.
    """

    __tablename__ = "party_mark"
    __table_args__ = (Index("ix_party_mark_value", "value", "kind"),)

    party_id: Mapped[UUID] = mapped_column(
        ForeignKey("party.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[MarkKind] = mapped_column(WordColumn(MarkKind), primary_key=True)
    #: Of every number its blind index; of the rest what is left when spelling is gone.
    value: Mapped[str] = mapped_column(String(LINE), primary_key=True)
    #: As a person reads it; empty: a number, or a name that lies sealed elsewhere.
    shown: Mapped[str] = mapped_column(String(LINE), default="")
    #: Empty: the register's own.
    source: Mapped[str] = mapped_column(String(LINE), default="")
    seen_on: Mapped[date]
    #: The first day it was no longer the landlord's; None: it is.
    gone_on: Mapped[date | None]
    #: Another landlord in whose papers it was read; None: its own.
    told_by_id: Mapped[UUID | None]
    #: Who bears it manages or collects for others.
    is_agents: Mapped[bool]


class NotedMark(Keyed, Base):
    """Something about a landlord that somebody read in a paper and noted by hand."""

    __tablename__ = "noted_mark"

    party_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"), index=True)
    kind: Mapped[MarkKind] = mapped_column(WordColumn(MarkKind))
    #: As in `PartyMark`.
    value: Mapped[str] = mapped_column(String(LINE), index=True)
    #: Who signs, by name, or what was read; empty: a number.
    shown: Mapped[str] = mapped_column(EncryptedText(Purpose.PERSON), default="")
    source: Mapped[str] = mapped_column(String(LINE))
    seen_on: Mapped[date]
    #: As in `PartyMark`; the day it was seen: it never held.
    gone_on: Mapped[date | None]
    told_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("party.id"))
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]


class PartyOwnership(Keyed, Base):
    """That one landlord owns another, as a register said it on a day."""

    __tablename__ = "party_ownership"
    __table_args__ = (CheckConstraint("owner_id <> owned_id", name="owns_another"),)

    owner_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"), index=True)
    owned_id: Mapped[UUID] = mapped_column(ForeignKey("party.id"), index=True)
    source: Mapped[str] = mapped_column(String(LINE))
    seen_on: Mapped[date]
    #: The first day it no longer held; None: it holds. The day it was seen: it never held.
    gone_on: Mapped[date | None]
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]


class LandlordLink(Base):
    """
    A link between two landlords: found, judged, or both; the one whose id sorts first before.

    Made anew when what it follows from changes. Only what the days do to it is left out: a
    confirmed one no longer counts from `review_on`.
    """

    __tablename__ = "landlord_link"
    __table_args__ = (
        Index("ix_landlord_link_place", "place", "first_id", "second_id"),
        Index("ix_landlord_link_state", "state", "review_on"),
    )

    first_id: Mapped[UUID] = mapped_column(
        ForeignKey("party.id", ondelete="CASCADE"), primary_key=True
    )
    second_id: Mapped[UUID] = mapped_column(
        ForeignKey("party.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    #: None: nothing is found of it, and it rests on who judged it.
    tier: Mapped[Tier | None] = mapped_column(WordColumn(Tier))
    state: Mapped[LinkState] = mapped_column(WordColumn(LinkState))
    due: Mapped[Due | None] = mapped_column(WordColumn(Due))
    #: Where it stands among what asks for somebody, the first lowest; None: it asks for nobody.
    place: Mapped[int | None]
    #: The first day a confirmed one no longer counts; None: it does not end.
    review_on: Mapped[date | None]
    #: The day it was found first.
    found_on: Mapped[date]


class LinkJudgement(Keyed, Base):
    """
    What somebody held of two landlords; added to, never changed.

    Neither is pointed at: it holds for who comes back under another id.
    """

    __tablename__ = "link_judgement"
    __table_args__ = (
        # of two who judge at once, one is second
        UniqueConstraint("first_id", "second_id", "turn"),
        Index("ix_link_judgement_second_id", "second_id"),
        Index("ix_link_judgement_judged_by_id", "judged_by_id", "judged_at"),
    )

    first_id: Mapped[UUID]
    second_id: Mapped[UUID]
    #: Which of the judgements of these two it is, from 1.
    turn: Mapped[int]
    verdict: Mapped[Verdict] = mapped_column(WordColumn(Verdict))
    reason: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT))
    #: By what each was known, and what the link rested on.
    known: Mapped[dict[str, Any]] = mapped_column(EncryptedDocument(Purpose.PERSON))
    judged_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    judged_on: Mapped[date]
    judged_at: Mapped[datetime]


class LinkJudgementToken(Base):
    """By what a judgement is found: a blind index of each thing the two were known by."""

    __tablename__ = "link_judgement_token"
    __table_args__ = (Index("ix_link_judgement_token_token", "token"),)

    judgement_id: Mapped[UUID] = mapped_column(ForeignKey("link_judgement.id"), primary_key=True)
    token: Mapped[bytes] = mapped_column(LargeBinary(INDEX_BYTES), primary_key=True)


class LinkParameterSet(Keyed, Base):
    """By which numbers landlords are linked from a day on, and by whose decision."""

    __tablename__ = "link_parameters"

    starts_on: Mapped[date] = mapped_column(index=True)
    decided: Mapped[str] = mapped_column(String(LINE))
    most_sharing: Mapped[int]
    most_signed_for: Mapped[int]
    #: Of a hundred.
    least_likeness: Mapped[int]
    review_months: Mapped[int]
    largest_group: Mapped[int]
    #: Names of places, a space between them.
    places: Mapped[str] = mapped_column(Text, default="")
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]


class GroupVersionMade(Keyed, Base):
    """The groups of a day as editions use them: never changed, and never made of contradictions."""

    __tablename__ = "group_version"

    made_on: Mapped[date] = mapped_column(index=True)
    #: SHA-256 of day and pairs, as hexadecimal text.
    digest: Mapped[str] = mapped_column(String(64))
    #: `groups`: the ids in each; `pairs`: the confirmed links they follow from.
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    #: How many links waited for somebody when it was made.
    waiting: Mapped[int]
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    made_at: Mapped[datetime]
