"""The tables of cases. What was said and decided is added to; what was wrong is taken back."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from landlord_watch.cases.rules.annexes import AnnexKind
from landlord_watch.cases.rules.findings import ClearOwnWish, Evidence, Outcome
from landlord_watch.cases.rules.times import TimeKind
from landlord_watch.cases.rules.tracks import Step, TrackKind
from landlord_watch.documents.models import Letter
from landlord_watch.infra.database import Base, Keyed, WordColumn
from landlord_watch.infra.encryption import EncryptedDocument, EncryptedText
from landlord_watch.infra.field_keys import Purpose

OPEN = text("closed_on IS NULL")
STANDING = text("withdrawn_at IS NULL")
RUNNING = text("ended_on IS NULL AND withdrawn_at IS NULL")


class CaseOrigin(StrEnum):
    """What a case was opened from."""

    HOUSEHOLD = "household"
    ARRIVAL = "arrival"
    VISIT = "visit"


class Case(Keyed, Base):
    """A suspicion that another municipality had a hand in a household's move, followed up."""

    __tablename__ = "relocation_case"
    __table_args__ = (
        Index(
            "uq_relocation_case_open",  # a household has one open case at a time
            "household_id",
            unique=True,
            postgresql_where=OPEN,
            sqlite_where=OPEN,
        ),
    )

    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"), index=True)
    #: `AM-2026-00001`.
    number: Mapped[str] = mapped_column(String(20), unique=True)
    #: The municipality's record number (diarienummer); empty: none yet.
    record_number: Mapped[str] = mapped_column(String(60), default="")
    origin: Mapped[CaseOrigin] = mapped_column(WordColumn(CaseOrigin))
    #: The move it is about; None: it is not recorded.
    arrival_id: Mapped[UUID | None] = mapped_column(ForeignKey("arrival.id"))
    #: Four digits; None: which one is not known.
    municipality_code: Mapped[str | None] = mapped_column(String(4))
    #: Codes of `findings.TargetGroup`.
    target_groups: Mapped[list[str]] = mapped_column(JSON, default=list)
    #: Codes of `findings.OngoingMatter`; with any of them the process starts at once.
    ongoing_matters: Mapped[list[str]] = mapped_column(JSON, default=list)
    opened_on: Mapped[date]
    opened_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    #: None: it is open.
    closed_on: Mapped[date | None]

    tracks: Mapped[list["CaseTrack"]] = relationship(
        lazy="raise_on_sql", order_by="CaseTrack.recorded_at"
    )


class FindingKind(StrEnum):
    """Which way a finding points."""

    FORM = "form"
    COUNTER = "counter"


class CaseFinding(Keyed, Base):
    """Something that speaks for, or against, that the other municipality took part."""

    __tablename__ = "case_finding"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("relocation_case.id"), index=True)
    kind: Mapped[FindingKind] = mapped_column(WordColumn(FindingKind))
    #: Of `households.rules.ArrivalForm`, or of `findings.CounterIndicator`.
    code: Mapped[str] = mapped_column(String(40))
    evidence: Mapped[Evidence] = mapped_column(WordColumn(Evidence))
    #: What it is, and where it is kept; of another municipality's staff the post, and no name.
    note: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    #: None: it stands.
    withdrawn_at: Mapped[datetime | None]


class Confirmation(StrEnum):
    """What the person said when the account had been read back."""

    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"


class Signature(StrEnum):
    """Whether the person signed; nobody has to."""

    SIGNED = "signed"
    DECLINED = "declined"
    NOT_ASKED = "not_asked"


class ContactConsent(StrEnum):
    """Whether the person agrees that the other municipality is asked and told."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"


class CaseAccount(Keyed, Base):
    """How somebody told of the move, in their words, and what they said when it was read back."""

    __tablename__ = "case_account"
    __table_args__ = (
        Index(
            "uq_case_account_corrects",  # of those that stand, one corrects another
            "corrects_id",
            unique=True,
            postgresql_where=STANDING,
            sqlite_where=STANDING,
        ),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("relocation_case.id"), index=True)
    #: Who told it.
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    told_on: Mapped[date]
    #: Two letters of ISO 639-1, or three of 639-3.
    language: Mapped[str] = mapped_column(String(3), default="")
    is_interpreted: Mapped[bool] = mapped_column(default=False)
    words: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT))
    #: What made them feel that they had no choice (mellantvång); empty: nothing was said of it.
    coercion_words: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    own_wish: Mapped[ClearOwnWish] = mapped_column(WordColumn(ClearOwnWish))
    contact_consent: Mapped[ContactConsent] = mapped_column(WordColumn(ContactConsent))
    #: None: it has not been read back.
    read_back_on: Mapped[date | None]
    confirmation: Mapped[Confirmation | None] = mapped_column(WordColumn(Confirmation))
    signature: Mapped[Signature] = mapped_column(WordColumn(Signature), default=Signature.NOT_ASKED)
    #: The account that this one is a better one of; None: the first.
    corrects_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_account.id"))
    taken_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    #: None: it stands.
    withdrawn_at: Mapped[datetime | None]


class SecrecyGround(StrEnum):
    """
    What lets us tell the other municipality of somebody.

    Source: OSL 12 kap. 2 § and 10 kap. 1 § (consent), 10 kap. 28 § (a duty by law, as SoL 29
    kap. 10 and 12 §§), 26 kap. 1 § (no harm), A.
    """

    CONSENT = "consent"
    DUTY_BY_LAW = "duty_by_law"
    NO_HARM = "no_harm"


class OutwardCheck(Keyed, Base):
    """That a person looked at protection and secrecy before anything was told outside."""

    __tablename__ = "case_outward_check"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("relocation_case.id"), index=True)
    checked_on: Mapped[date]
    ground: Mapped[SecrecyGround] = mapped_column(WordColumn(SecrecyGround))
    #: Why, where it is not consent; empty: by consent.
    reasons: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    checked_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    #: None: it stands.
    withdrawn_at: Mapped[datetime | None]


class CaseAssessment(Keyed, Base):
    """What a person judged the case to be, with reasons; a later one stands before an earlier."""

    __tablename__ = "case_assessment"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("relocation_case.id"), index=True)
    outcome: Mapped[Outcome] = mapped_column(WordColumn(Outcome))
    clear_own_wish: Mapped[ClearOwnWish] = mapped_column(WordColumn(ClearOwnWish))
    reasons: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT))
    decided_on: Mapped[date]
    decided_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    #: None: it stands.
    withdrawn_at: Mapped[datetime | None]


class CaseTrack(Keyed, Base):
    """One of the ways a case goes against the other municipality; its steps say how far."""

    __tablename__ = "case_track"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("relocation_case.id"), index=True)
    kind: Mapped[TrackKind] = mapped_column(WordColumn(TrackKind))
    recorded_at: Mapped[datetime]

    steps: Mapped[list["CaseStep"]] = relationship(lazy="raise_on_sql", order_by="CaseStep.serial")


class CaseStep(Keyed, Base):
    """A step of a track, with its day; never changed."""

    __tablename__ = "case_step"
    __table_args__ = (UniqueConstraint("track_id", "serial"),)

    track_id: Mapped[UUID] = mapped_column(ForeignKey("case_track.id"))
    #: From 1; who wanted the same number at the same time, and was second, is told so.
    serial: Mapped[int]
    step: Mapped[Step] = mapped_column(WordColumn(Step))
    happened_on: Mapped[date]
    #: The other side's record number, or IVO's; empty: none.
    reference: Mapped[str] = mapped_column(String(60), default="")
    note: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    #: The letter that left with it; None: none.
    letter_id: Mapped[UUID | None] = mapped_column(ForeignKey("letter.id"))
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]


class CaseLetter(Keyed, Base):
    """That a letter was made in a case; what it says, and when it left, lies with the letters."""

    __tablename__ = "case_letter"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("relocation_case.id"), index=True)
    #: None: a first contact, before anything is asked for.
    track_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_track.id"))
    letter_id: Mapped[UUID] = mapped_column(ForeignKey("letter.id"), unique=True)

    letter: Mapped[Letter] = relationship(lazy="raise_on_sql")


class CaseTime(Keyed, Base):
    """A time of our own that something began, and what ended it; taken back, never changed."""

    __tablename__ = "case_time"
    __table_args__ = (
        Index(
            "uq_case_time_running",  # of the same kind one runs at a time
            "case_id",
            "kind",
            unique=True,
            postgresql_where=RUNNING,
            sqlite_where=RUNNING,
        ),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("relocation_case.id"), index=True)
    #: The key of its rule in data/deadlines.yaml; its last day follows from that.
    kind: Mapped[TimeKind] = mapped_column(WordColumn(TimeKind))
    began_on: Mapped[date]
    note: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    #: The day it was done; None: it runs, or was taken back.
    ended_on: Mapped[date | None]
    #: What ended it.
    ended_words: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    end_noted_at: Mapped[datetime | None]
    #: None: it stands.
    withdrawn_at: Mapped[datetime | None]


class TransferBasis(Keyed, Base):
    """What a request for transfer rests on, as it was written once; the newest counts."""

    __tablename__ = "case_transfer_basis"
    __table_args__ = (UniqueConstraint("track_id", "version"),)

    track_id: Mapped[UUID] = mapped_column(ForeignKey("case_track.id"))
    #: From 1; who wrote the same one at the same time, and was second, is told so.
    version: Mapped[int]
    #: `rules.basis.Basis`.
    content: Mapped[dict[str, Any]] = mapped_column(EncryptedDocument(Purpose.CASE_TEXT))
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]


class CaseAnnex(Keyed, Base):
    """A paper that follows a letter of a track: which, and the paper itself where we have it."""

    __tablename__ = "case_annex"

    track_id: Mapped[UUID] = mapped_column(ForeignKey("case_track.id"), index=True)
    kind: Mapped[AnnexKind] = mapped_column(WordColumn(AnnexKind))
    #: What it is called; empty: as its kind.
    title: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    #: The day of the paper.
    dated_on: Mapped[date]
    #: Paragraph of the minutes, or record number; empty: none.
    reference: Mapped[str] = mapped_column(String(60), default="")
    #: Our own letter that it is a copy of; None: it is none.
    letter_id: Mapped[UUID | None] = mapped_column(ForeignKey("letter.id"))
    #: Of the bytes as they lie in the blob store, sealed; None: the paper lies elsewhere.
    file_sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    #: What opens them.
    file_key: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    #: None: it stands.
    withdrawn_at: Mapped[datetime | None]

    letter: Mapped[Letter | None] = relationship(lazy="raise_on_sql")
