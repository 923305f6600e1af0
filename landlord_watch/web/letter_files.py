"""A letter taken out as a file, which its trail tells of."""

from flask import Response

from landlord_watch.documents.models import Letter
from landlord_watch.documents.services import note_copied
from landlord_watch.infra import clock
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id
from landlord_watch.web.letter_paper import letter_pdf, letter_word
from landlord_watch.web.papers import PDF, WORD


def pdf_of(letter: Letter) -> Response:
    """The letter as it is sent."""
    return _file(letter, letter_pdf(letter), PDF, "pdf")


def word_of(letter: Letter) -> Response:
    """The letter as a Word file."""
    return _file(letter, letter_word(letter), WORD, "docx")


def _file(letter: Letter, content: bytes, mimetype: str, ending: str) -> Response:
    note_copied(db(), letter=letter, actor_id=actor_id(), at=clock.utc_now())
    headers = {"Content-Disposition": f'attachment; filename="brev-{letter.number}.{ending}"'}
    return Response(content, mimetype=mimetype, headers=headers)
