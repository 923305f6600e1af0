"""Reading norms that are being written, and every version of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from landlord_watch.kernel.errors import NotFound
from landlord_watch.rents.models import NormDraft, NormDraftVersion
from landlord_watch.rents.rules.norm_draft import DraftedNorm, as_norm_set, from_document
from landlord_watch.rents.rules.norms import NormSet


@dataclass(frozen=True, slots=True)
class DraftRead:
    """A draft with a version of it, and what that says."""

    draft: NormDraft
    version: NormDraftVersion
    content: DraftedNorm

    @property
    def is_open(self) -> bool:
        return self.draft.discarded_at is None and self.draft.adopted_as_id is None

    def as_norm_set(self, publisher: str) -> NormSet:
        """The version as the rules read a norm, in force on any day."""
        return as_norm_set(self.content, norm_id=self.draft.id, publisher=publisher)


def list_drafts(session: Session) -> list[DraftRead]:
    """Every draft that is not adopted, as it stands; the one saved last first."""
    latest = (
        select(
            NormDraftVersion.norm_draft_id,
            func.max(NormDraftVersion.number).label("number"),
        )
        .group_by(NormDraftVersion.norm_draft_id)
        .subquery()
    )
    rows = session.execute(
        select(NormDraft, NormDraftVersion)
        .join(NormDraftVersion, NormDraftVersion.norm_draft_id == NormDraft.id)
        .join(
            latest,
            (latest.c.norm_draft_id == NormDraftVersion.norm_draft_id)
            & (latest.c.number == NormDraftVersion.number),
        )
        .where(NormDraft.adopted_as_id.is_(None))
        .order_by(NormDraftVersion.saved_at.desc(), NormDraft.id)
    )
    return [_read(draft, version) for draft, version in rows]


def get_draft(session: Session, draft_id: UUID, *, number: int | None = None) -> DraftRead:
    """
    A draft at a version; `number` None: as it stands.

    Raises: `NotFound`.
    """
    query = (
        select(NormDraft, NormDraftVersion)
        .join(NormDraftVersion, NormDraftVersion.norm_draft_id == NormDraft.id)
        .where(NormDraft.id == draft_id)
        .order_by(NormDraftVersion.number.desc())
        .limit(1)
    )
    if number is not None:
        query = query.where(NormDraftVersion.number == number)
    found = session.execute(query).one_or_none()
    if found is None:
        raise NotFound
    return _read(*found)


def list_versions(session: Session, draft_id: UUID) -> Sequence[NormDraftVersion]:
    """Every version of a draft, the latest first."""
    return session.scalars(
        select(NormDraftVersion)
        .where(NormDraftVersion.norm_draft_id == draft_id)
        .order_by(NormDraftVersion.number.desc())
    ).all()


def _read(draft: NormDraft, version: NormDraftVersion) -> DraftRead:
    return DraftRead(draft, version, from_document(version.content))
