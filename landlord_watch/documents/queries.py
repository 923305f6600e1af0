"""Reading templates and letters."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from landlord_watch.documents.models import Letter, LetterWording
from landlord_watch.documents.rules import Audience, LetterTemplate, published_templates
from landlord_watch.kernel.errors import NotFound


def list_templates(session: Session, *, audience: Audience) -> list[LetterTemplate]:
    """The templates of letters to these, each in the wording that is used."""
    newest = {row.template_key: row for row in session.scalars(_newest())}
    return [
        _worded(template, newest.get(template.key))
        for template in published_templates().values()
        if template.is_for(audience)
    ]


def _newest() -> Select[LetterWording]:
    last = (
        select(LetterWording.template_key, func.max(LetterWording.version).label("version"))
        .group_by(LetterWording.template_key)
        .subquery()
    )
    return select(LetterWording).join(
        last,
        (last.c.template_key == LetterWording.template_key)
        & (last.c.version == LetterWording.version),
    )


def _worded(template: LetterTemplate, wording: LetterWording | None) -> LetterTemplate:
    if wording is None:
        return template
    return replace(template, subject=wording.subject, body=wording.body, version=wording.version)


def get_template(session: Session, key: str) -> LetterTemplate:
    """
    A template in the wording that is used.

    Raises: `NotFound`.
    """
    wordings = list_wordings(session, key)
    return _worded(get_published(key), wordings[0] if wordings else None)


def get_published(key: str) -> LetterTemplate:
    """
    A template as the program comes with it.

    Raises: `NotFound`.
    """
    found = published_templates().get(key)
    if found is None:
        raise NotFound
    return found


def list_wordings(session: Session, key: str) -> Sequence[LetterWording]:
    """The municipality's own wordings of a template, the newest first."""
    return session.scalars(
        select(LetterWording)
        .where(LetterWording.template_key == key)
        .order_by(LetterWording.version.desc())
    ).all()


def get_letter(session: Session, letter_id: UUID) -> Letter:
    """
    A letter.

    Raises: `NotFound`.
    """
    found = session.get(Letter, letter_id)
    if found is None:
        raise NotFound(letter_id=letter_id)
    return found


def last_serial(session: Session, *, year: int) -> int:
    """The number of the last letter of a year; 0: there is none."""
    return session.scalar(select(func.max(Letter.serial)).where(Letter.year == year)) or 0
