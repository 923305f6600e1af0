"""Reading what was given out of counts, and what authorities ask."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from landlord_watch.kernel.errors import NotFound
from landlord_watch.oversight.models import (
    EditionKind,
    StatisticsAnswer,
    StatisticsEdition,
    StatisticsReply,
    StatisticsRequest,
)


def list_editions(session: Session, kind: EditionKind) -> Sequence[StatisticsEdition]:
    """The editions of a kind, the latest period first, and of one period the latest made."""
    return session.scalars(
        select(StatisticsEdition)
        .where(StatisticsEdition.kind == kind)
        .order_by(StatisticsEdition.starts_on.desc(), StatisticsEdition.id.desc())
    ).all()


def get_edition(session: Session, *, kind: EditionKind, edition_id: UUID) -> StatisticsEdition:
    """
    An edition of a kind; one of another kind does not exist here.

    Raises: `NotFound`.
    """
    found = session.get(StatisticsEdition, edition_id)
    if found is None or found.kind is not kind:
        raise NotFound(edition_id=edition_id)
    return found


def list_requests(session: Session) -> Sequence[StatisticsRequest]:
    """What authorities have asked, the latest first, with what has been answered."""
    return session.scalars(
        select(StatisticsRequest)
        .order_by(StatisticsRequest.received_on.desc(), StatisticsRequest.id.desc())
        .options(selectinload(StatisticsRequest.replies))
    ).all()


def get_request(session: Session, request_id: UUID) -> StatisticsRequest:
    """
    What an authority asks, with its questions and the versions of the answer.

    Raises: `NotFound`.
    """
    found = session.scalar(
        select(StatisticsRequest)
        .where(StatisticsRequest.id == request_id)
        .options(selectinload(StatisticsRequest.answers), selectinload(StatisticsRequest.replies))
    )
    if found is None:
        raise NotFound(request_id=request_id)
    return found


def get_answer(session: Session, *, request_id: UUID, answer_id: UUID) -> StatisticsAnswer:
    """
    A question of a request and its answer; another request's does not exist here.

    Raises: `NotFound`.
    """
    found = session.get(StatisticsAnswer, answer_id)
    if found is None or found.request_id != request_id:
        raise NotFound(answer_id=answer_id)
    return found


def get_reply(session: Session, *, request_id: UUID, serial: int) -> StatisticsReply:
    """
    A version of the answer to a request.

    Raises: `NotFound`.
    """
    found = session.scalar(
        select(StatisticsReply).where(
            StatisticsReply.request_id == request_id, StatisticsReply.serial == serial
        )
    )
    if found is None:
        raise NotFound(request_id=request_id)
    return found
