"""Adopting the texts that ask for consent, and wording them in one's own way."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.visits.errors import (
    AdoptedInFuture,
    ConsentTextAdopted,
    ConsentTextNotAdopted,
    ConsentWordingKnown,
)
from landlord_watch.visits.models import ConsentTextAdoption, ConsentWording
from landlord_watch.visits.queries import get_consent_text, list_known_texts
from landlord_watch.visits.rules import ConsentText, next_own_version, read_wording


@dataclass(frozen=True, slots=True)
class TextAdoption:
    """Who stands behind a text, since when, and who has read it beside the Swedish."""

    decided_by: str
    decided_on: date
    reviewed_by: str
    translator_reference: str


def adopt_consent_text(
    session: Session,
    *,
    text_id: str,
    version: str,
    language: str,
    adoption: TextAdoption,
    actor_id: UUID,
    at: datetime,
    today: date,
) -> ConsentTextAdoption:
    """
    Let the municipality stand behind a text in one language, as its words are now.

    Tablets are told at their next contact (`sync.services.announcing`).

    Raises: `ConsentTextUnknown`, `ConsentTextAdopted`, `AdoptedInFuture`.
    """
    row = get_consent_text(session, text_id=text_id, version=version, language=language)
    if row.is_adopted:
        raise ConsentTextAdopted
    if adoption.decided_on > today:
        raise AdoptedInFuture
    adopted = ConsentTextAdoption(
        text_id=text_id,
        version=version,
        language=language,
        sha256=row.text.sha256(),
        decided_by=adoption.decided_by,
        decided_on=adoption.decided_on,
        reviewed_by=adoption.reviewed_by,
        translator_reference=adoption.translator_reference,
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    session.add(adopted)
    session.flush()  # the trail below needs its id
    audit.record(
        session, actor_id=actor_id, action="consent_text.adopted", subject_id=adopted.id, at=at
    )
    return adopted


def take_back_adoption(
    session: Session, *, text_id: str, version: str, language: str, actor_id: UUID, at: datetime
) -> ConsentTextAdoption:
    """
    Stand behind a text no longer; consents that were asked for with it stay as they are.

    Raises: `ConsentTextUnknown`, `ConsentTextNotAdopted`.
    """
    row = get_consent_text(session, text_id=text_id, version=version, language=language)
    adoption = row.adoption
    if adoption is None:
        raise ConsentTextNotAdopted
    adoption.withdrawn_at = at
    adoption.withdrawn_by_id = actor_id
    audit.record(
        session,
        actor_id=actor_id,
        action="consent_text.adoption_withdrawn",
        subject_id=adoption.id,
        at=at,
    )
    return adoption


def bring_in_wording(
    session: Session, *, text: str, actor_id: UUID, at: datetime
) -> ConsentWording:
    """
    Keep a municipality's own wording of a published text, under a number of its own.

    Tablets show it once it is adopted.

    Raises: `ConsentWordingRefused`, `ConsentWordingKnown`.
    """
    wording = read_wording(text)
    known = [each for each in list_known_texts(session) if each.language == wording.language]
    same = next((each for each in known if each.sha256() == wording.sha256()), None)
    if same is not None:
        raise ConsentWordingKnown(version=same.version)
    version = next_own_version(wording.version, taken=[each.version for each in known])
    kept = _as_stored(_numbered(wording, version), actor_id, at)
    session.add(kept)
    session.flush()  # the trail below needs its id
    audit.record(
        session, actor_id=actor_id, action="consent_text.brought_in", subject_id=kept.id, at=at
    )
    return kept


def _numbered(wording: ConsentText, version: str) -> ConsentText:
    head = wording.consent_text
    own = head.model_copy(update={"version": version, "supersedes": head.version})
    return wording.model_copy(update={"consent_text": own})


def _as_stored(wording: ConsentText, actor_id: UUID, at: datetime) -> ConsentWording:
    return ConsentWording(
        text_id=wording.consent_text.id,
        version=wording.version,
        language=wording.language,
        document=wording.model_dump(mode="json"),
        sha256=wording.sha256(),
        recorded_by_id=actor_id,
        recorded_at=at,
    )
