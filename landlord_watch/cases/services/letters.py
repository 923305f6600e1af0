"""Letters of a case: made, and sent together with the step of the track that they are."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.cases import queries
from landlord_watch.cases.errors import LetterOutOfPlace
from landlord_watch.cases.models import CaseLetter
from landlord_watch.cases.rules.letters import FIRST_CONTACT, fitting, step_of
from landlord_watch.cases.rules.times import TimeKind
from landlord_watch.cases.rules.tracks import Step
from landlord_watch.cases.services.holding import hold_open
from landlord_watch.cases.services.outward import check_may_go_out
from landlord_watch.cases.services.times import meet
from landlord_watch.cases.services.tracks import StepFacts, take_step
from landlord_watch.documents import services as documents
from landlord_watch.documents.models import Letter, SentBy
from landlord_watch.documents.services import LetterFacts


def record_letter(
    session: Session,
    *,
    case_id: UUID,
    track_id: UUID | None,
    facts: LetterFacts,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> Letter:
    """
    Make a letter of a case; `track_id` None: a first contact.

    Raises: `NotFound`, `CaseClosed`, `LetterOutOfPlace`, and what `documents.make_letter` raises.
    """
    case = hold_open(session, case_id=case_id)
    offered = [FIRST_CONTACT]
    if track_id is not None:
        track = queries.get_track(session, case_id=case.id, track_id=track_id)
        offered = fitting(track.kind, queries.taken(track))
    if facts.template.key not in offered:
        raise LetterOutOfPlace
    letter = documents.make_letter(session, facts=facts, today=today, actor_id=actor_id, at=at)
    session.add(CaseLetter(case_id=case.id, track_id=track_id, letter_id=letter.id))
    return letter


@dataclass(frozen=True, slots=True)
class Sent:
    """That a letter left, and how."""

    on: date
    by: SentBy


def send_letter(
    session: Session,
    *,
    case_id: UUID,
    letter_id: UUID,
    sent: Sent,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> CaseLetter:
    """
    Note that a letter of a case left, and take the step of its track that it is.

    Raises: `NotFound`, `LetterSentAlready`, `LetterSentOutside`, and what `take_step` raises.
    """
    case = hold_open(session, case_id=case_id)
    made = queries.get_letter(session, case_id=case.id, letter_id=letter_id)
    check_may_go_out(session, case=case, today=today)
    documents.note_sent(
        session,
        letter_id=letter_id,
        sent_on=sent.on,
        sent_by=sent.by,
        today=today,
        actor_id=actor_id,
        at=at,
    )
    if made.track_id is not None:
        take_step(
            session,
            case_id=case.id,
            track_id=made.track_id,
            facts=StepFacts(_step(session, made, made.track_id), sent.on, letter_id=letter_id),
            today=today,
            actor_id=actor_id,
            at=at,
        )
    else:
        meet(session, case=case, kind=TimeKind.FIRST_CONTACT, on=sent.on, actor_id=actor_id, at=at)
    return made


def _step(session: Session, made: CaseLetter, track_id: UUID) -> Step:
    track = queries.get_track(session, case_id=made.case_id, track_id=track_id)
    step = step_of(track.kind, made.letter.template_key)
    if step is None:
        raise LetterOutOfPlace
    return step
