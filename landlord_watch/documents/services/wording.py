"""Wording templates anew; the wordings before stay to be read."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.documents import queries, rules
from landlord_watch.documents.errors import WordingUnchanged
from landlord_watch.documents.models import LetterWording
from landlord_watch.infra.once import flush_once


def word_template(
    session: Session, *, key: str, subject: str, body: str, actor_id: UUID, at: datetime
) -> LetterWording:
    """
    Word a template anew; the wordings before stay to be read.

    Raises: `NotFound`, `SlotUnknown`, `SlotLeftOut`, `TextNamesAPerson`, `WordingUnchanged`,
    `Conflict`.
    """
    template = queries.get_template(session, key)
    if (subject, body) == (template.subject, template.body):
        raise WordingUnchanged
    for text in (subject, body):
        rules.check_slots(text, template)
        rules.check_names_nobody(text)
    rules.check_demands(subject, body, template)
    wording = LetterWording(
        template_key=key,
        version=template.version + 1,
        subject=subject,
        body=body,
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    session.add(wording)
    flush_once(session)  # who was second is told so
    audit.record(
        session, actor_id=actor_id, action="letter_template.worded", subject_id=None, at=at
    )
    return wording
