"""Tables of visits, what was found, and concerns for children."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from landlord_watch.documents.models import Letter
from landlord_watch.infra.database import Base, Keyed, WordColumn
from landlord_watch.infra.encryption import EncryptedDocument, EncryptedText
from landlord_watch.infra.field_keys import Purpose
from landlord_watch.visits.shapes import (
    ChildOutcome,
    ConsentDecision,
    Ending,
    HomeOutcome,
    Level,
)

STANDING = text("withdrawn_at IS NULL")


class VisitState(StrEnum):
    """How far the office has come with a visit."""

    PLANNED = "planned"
    #: A finished revision is here and understood.
    RECEIVED = "received"
    REVIEWED = "reviewed"
    CANCELLED = "cancelled"


class VisitPurpose(StrEnum):
    """Why a home is visited; consent is for this one purpose."""

    HOUSING_CONDITION = "housing_condition"
    FOLLOW_UP = "follow_up"
    SUSPECTED_INDUCED_RELOCATION = "suspected_induced_relocation"


class Visit(Keyed, Base):
    """A planned home visit with consent."""

    __tablename__ = "visit"

    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"), index=True)
    dwelling_id: Mapped[UUID] = mapped_column(ForeignKey("dwelling.id"), index=True)
    assigned_to_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"), index=True)
    purpose: Mapped[VisitPurpose] = mapped_column(WordColumn(VisitPurpose))
    planned_at: Mapped[datetime]
    #: When the resident was asked; None: not asked yet.
    asked_at: Mapped[datetime | None]
    #: How the resident was asked: by phone, letter, at a meeting.
    asked_how: Mapped[str] = mapped_column(String(80), default="")
    language: Mapped[str] = mapped_column(String(3), default="sv")
    interpreter: Mapped[str] = mapped_column(String(120), default="")
    note: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    state: Mapped[VisitState] = mapped_column(WordColumn(VisitState))
    planned_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    #: None: not reviewed.
    reviewed_at: Mapped[datetime | None]
    reviewed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))


class VisitRevision(Keyed, Base):
    """
    A revision the office could open and understand, its id the tablet's; or one the office
    made of two that stood beside each other.

    Of what the office made, `author_id` is who did, `received_at` when, and the content says
    why. Both it was made from stay as they are.
    """

    __tablename__ = "visit_revision"

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visit.id"), index=True)
    #: None: the first.
    base_revision_id: Mapped[UUID | None]
    #: The second of two that were held together, once or anew; None: it is a tablet's own.
    merged_revision_id: Mapped[UUID | None]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    checklist_version: Mapped[str] = mapped_column(String(40))
    ending: Mapped[Ending] = mapped_column(WordColumn(Ending))
    #: `VisitContent` as it came, or as it was held together.
    content: Mapped[dict[str, Any]] = mapped_column(EncryptedDocument(Purpose.CASE_TEXT))
    #: As computed here; None where nothing was assessed.
    home_as_found: Mapped[HomeOutcome | None] = mapped_column(WordColumn(HomeOutcome))
    home_as_left: Mapped[HomeOutcome | None] = mapped_column(WordColumn(HomeOutcome))
    #: None: no child is listed, or nothing was assessed.
    child_as_found: Mapped[ChildOutcome | None] = mapped_column(WordColumn(ChildOutcome))
    child_as_left: Mapped[ChildOutcome | None] = mapped_column(WordColumn(ChildOutcome))
    is_preliminary: Mapped[bool] = mapped_column(default=False)
    #: The tablet's own computation differed; a person must look.
    has_outcome_difference: Mapped[bool] = mapped_column(default=False)
    #: By the tablet's clock; of two, the later.
    finished_at: Mapped[datetime]
    received_at: Mapped[datetime]
    #: No later revision was made from this one.
    is_head: Mapped[bool] = mapped_column(default=True)


class VisitConsent(Keyed, Base):
    """What one adult answered, out of a revision, to be found without reading it."""

    __tablename__ = "visit_consent"

    revision_id: Mapped[UUID] = mapped_column(ForeignKey("visit_revision.id"), index=True)
    adult: Mapped[str] = mapped_column(String(40))
    decision: Mapped[ConsentDecision] = mapped_column(WordColumn(ConsentDecision))
    purposes: Mapped[list[str]] = mapped_column(JSON)
    given_at: Mapped[datetime]
    #: None: it stands.
    withdrawn_at: Mapped[datetime | None]


class ConsentTextAdoption(Keyed, Base):
    """
    That the municipality stands behind a consent text in one language.

    Rows are added, never edited: one that is taken back gets `withdrawn_at`, since
    consents were asked for with it.
    """

    __tablename__ = "consent_text_adoption"
    __table_args__ = (
        Index(
            "uq_consent_text_adoption_standing",  # of those that stand, one for a text
            "text_id",
            "version",
            "language",
            unique=True,
            postgresql_where=STANDING,
            sqlite_where=STANDING,
        ),
    )

    text_id: Mapped[str] = mapped_column(String(60))
    version: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(3))
    #: Of the words that were read.
    sha256: Mapped[str] = mapped_column(String(64))
    #: Who decided: a board with its section, or somebody it has left it to.
    decided_by: Mapped[str] = mapped_column(String(200))
    decided_on: Mapped[date]
    #: Who read it beside the Swedish.
    reviewed_by: Mapped[str] = mapped_column(String(200))
    #: The translator's own reference, as an authorisation; empty: none.
    translator_reference: Mapped[str] = mapped_column(String(200), default="")
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]
    #: None: it stands.
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))


class ConsentWording(Keyed, Base):
    """A municipality's own wording of a published consent text; never changed once here."""

    __tablename__ = "consent_wording"
    __table_args__ = (UniqueConstraint("text_id", "version", "language"),)

    text_id: Mapped[str] = mapped_column(String(60))
    #: The published version's number and one of its own, as `1.1.0.2`.
    version: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(3))
    #: The whole text, as `rules.ConsentText`.
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    sha256: Mapped[str] = mapped_column(String(64))
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]


class PhotoProblem(StrEnum):
    """What may be wrong with a photo that has come; its bytes are kept all the same."""

    #: No picture we can open, or one of another visit.
    UNREADABLE = "unreadable"
    #: Sealed for a key that is not here; tried again when it is.
    CANNOT_OPEN = "cannot_open"
    #: Changed after it was sealed.
    OPEN_FAILED = "open_failed"
    #: A picture, and not the one the visit says it took.
    OTHER_PICTURE = "other_picture"


class VisitPhoto(Keyed, Base):
    """A photo of a visit; what it shows stands with its item."""

    __tablename__ = "visit_photo"
    __table_args__ = (UniqueConstraint("revision_id", "photo_id"),)

    revision_id: Mapped[UUID] = mapped_column(ForeignKey("visit_revision.id"), index=True)
    #: The tablet's id of the photo.
    photo_id: Mapped[UUID]
    #: Hash of the blob parcel it comes in.
    blob_sha256: Mapped[str] = mapped_column(String(64))
    item_id: Mapped[str] = mapped_column(String(10), default="")
    caption: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    #: None: not here yet, or could not be read as a picture.
    stored_file_id: Mapped[UUID | None] = mapped_column(ForeignKey("stored_file.id"))
    #: What is wrong with what came; None: nothing, or it has not come.
    problem: Mapped[PhotoProblem | None] = mapped_column(WordColumn(PhotoProblem))


class DeficiencyState(StrEnum):
    """How far a deficiency has come; the landlord's word alone closes nothing serious."""

    OPEN = "open"
    REPORTED = "reported"
    PROMISED = "promised"
    CLAIMED_FIXED = "claimed_fixed"
    CONFIRMED_FIXED = "confirmed_fixed"
    #: Still there when the home was seen again; what the new visit found is followed instead.
    FOUND_AGAIN = "found_again"
    ACCEPTED_RISK = "accepted_risk"
    MOVED_OUT = "moved_out"


class Deficiency(Keyed, Base):
    """A deficiency of a dwelling, found at a visit and followed until it is gone."""

    __tablename__ = "deficiency"
    __table_args__ = (UniqueConstraint("visit_id", "item_id"),)

    dwelling_id: Mapped[UUID] = mapped_column(ForeignKey("dwelling.id"), index=True)
    #: None: the file of the household it was found at has been taken away.
    visit_id: Mapped[UUID | None] = mapped_column(ForeignKey("visit.id"), index=True)
    item_id: Mapped[str] = mapped_column(String(10))
    checklist_version: Mapped[str] = mapped_column(String(40))
    #: The worst place, after any lift.
    level: Mapped[Level] = mapped_column(WordColumn(Level))
    #: landlord, resident, shared or municipality.
    responsible: Mapped[str] = mapped_column(String(20))
    found_on: Mapped[date]
    #: By when something is to be done.
    due_on: Mapped[date]
    is_fixed_on_spot: Mapped[bool] = mapped_column(default=False)
    state: Mapped[DeficiencyState] = mapped_column(WordColumn(DeficiencyState))
    #: By when its landlord was asked to put it right; None: it was not.
    asked_by_on: Mapped[date | None]
    #: The letter in which it was asked last; None: none.
    letter_id: Mapped[UUID | None] = mapped_column(ForeignKey("letter.id"), index=True)

    events: Mapped[list["DeficiencyEvent"]] = relationship(
        lazy="raise_on_sql", order_by="DeficiencyEvent.recorded_at"
    )


class DeficiencyEvent(Keyed, Base):
    """A step in the life of a deficiency."""

    __tablename__ = "deficiency_event"

    deficiency_id: Mapped[UUID] = mapped_column(ForeignKey("deficiency.id"), index=True)
    state: Mapped[DeficiencyState] = mapped_column(WordColumn(DeficiencyState))
    happened_on: Mapped[date]
    note: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")
    #: The new visit that saw it; None: somebody at the office noted it.
    seen_at_visit_id: Mapped[UUID | None] = mapped_column(ForeignKey("visit.id"), index=True)
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    recorded_at: Mapped[datetime]


class Concern(Keyed, Base):
    """A worry for a child raised at a visit; about the family, never about the landlord."""

    __tablename__ = "concern"

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visit.id"), index=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("staff_member.id"))
    #: `ConcernContent` as it came last.
    content: Mapped[dict[str, Any]] = mapped_column(EncryptedDocument(Purpose.CONCERN))
    is_immediate_danger: Mapped[bool]
    raised_at: Mapped[datetime]
    received_at: Mapped[datetime]
    #: None: no human has read it.
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))


class VisitLetter(Keyed, Base):
    """That a letter goes with a visit; what it says, and when it left, lies with the letters."""

    __tablename__ = "visit_letter"

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visit.id"), index=True)
    letter_id: Mapped[UUID] = mapped_column(ForeignKey("letter.id"), unique=True)
    #: What lets somebody outside be told, and why; empty: nobody outside is.
    ground: Mapped[str] = mapped_column(EncryptedText(Purpose.CASE_TEXT), default="")

    letter: Mapped[Letter] = relationship(lazy="raise_on_sql")
