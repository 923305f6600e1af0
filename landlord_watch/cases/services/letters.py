"""Letters of a case: made, and sent together with the step of the track that they are."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.cases import queries
from landlord_watch.cases.errors import AnnexesLack, BasisLacks, LetterOutOfPlace
from landlord_watch.cases.models import Case, CaseLetter, CaseTrack
from landlord_watch.cases.queries import papers
from landlord_watch.cases.rules.annexes import AnnexKind
from landlord_watch.cases.rules.letters import (
    ARRIVES,
    ASKS,
    FIRST_CONTACT,
    RESTS_ON_BASIS,
    fitting,
    step_of,
)
from landlord_watch.cases.rules.times import TimeKind
from landlord_watch.cases.rules.tracks import Step, next_steps
from landlord_watch.cases.services.holding import hold_open
from landlord_watch.cases.services.outward import check_may_go_out
from landlord_watch.cases.services.papers import AnnexFacts, annexed
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

    Raises: `NotFound`, `CaseClosed`, `LetterOutOfPlace`, `BasisLacks`, `AnnexesLack`, and what
    `documents.make_letter` raises.
    """
    case = hold_open(session, case_id=case_id)
    if track_id is not None:
        track = queries.get_track(session, case_id=case.id, track_id=track_id)
        if facts.template.key not in fitting(track.kind, queries.taken(track)):
            raise LetterOutOfPlace
        check_carried(session, case=case, track=track, template=facts.template.key, on=today)
    elif facts.template.key != FIRST_CONTACT:
        raise LetterOutOfPlace
    letter = documents.make_letter(session, facts=facts, today=today, actor_id=actor_id, at=at)
    session.add(CaseLetter(case_id=case.id, track_id=track_id, letter_id=letter.id))
    return letter


def check_carried(
    session: Session, *, case: Case, track: CaseTrack, template: str, on: date
) -> None:
    """
    Refuse a letter before what it has to say is known, and its papers are listed.

    Raises: `BasisLacks`, `AnnexesLack`.
    """
    if template in RESTS_ON_BASIS:
        shown = papers.show_basis(session, case=case, track_id=track.id, on=on)
        if shown.lacks:
            raise BasisLacks(lacks=shown.lacks)
    lacks = papers.annexes_lacked(session, track=track, template=template)
    if lacks:
        raise AnnexesLack(lacks=lacks)


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

    A request for transfer that left is a paper of the application that may follow.

    Raises: `NotFound`, `AnnexesLack`, and what `documents.note_sent` and `take_step` raise.
    """
    case = hold_open(session, case_id=case_id)
    made = queries.get_letter(session, case_id=case.id, letter_id=letter_id)
    check_may_go_out(session, case=case, today=today)
    _check_papers(session, made)
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
        track = take_step(
            session,
            case_id=case.id,
            track_id=made.track_id,
            facts=StepFacts(_step(session, made, made.track_id), sent.on, letter_id=letter_id),
            today=today,
            actor_id=actor_id,
            at=at,
        )
        if made.letter.template_key in ASKS:
            copy = AnnexFacts(
                AnnexKind.REQUEST, sent.on, made.letter.number, letter_id=made.letter_id
            )
            annexed(session, track=track, facts=copy, actor_id=actor_id, at=at)
    else:
        meet(session, case=case, kind=TimeKind.FIRST_CONTACT, on=sent.on, actor_id=actor_id, at=at)
    return made


def note_letter_received(
    session: Session,
    *,
    case_id: UUID,
    letter_id: UUID,
    received_on: date,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> CaseLetter:
    """
    Note that a letter of a case has come, and take the step of its track that this is.

    Raises: `NotFound`, `CaseClosed`, and what `documents.note_received` and `take_step` raise.
    """
    case = hold_open(session, case_id=case_id)
    made = queries.get_letter(session, case_id=case.id, letter_id=letter_id)
    documents.note_received(
        session,
        letter_id=letter_id,
        received_on=received_on,
        today=today,
        actor_id=actor_id,
        at=at,
    )
    step = _arrival(session, made)
    if made.track_id is not None and step is not None:
        take_step(
            session,
            case_id=case.id,
            track_id=made.track_id,
            facts=StepFacts(step, received_on),
            today=today,
            actor_id=actor_id,
            at=at,
        )
    return made


def approve_letter(
    session: Session,
    *,
    case_id: UUID,
    letter_id: UUID,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> CaseLetter:
    """
    Approve a letter of a case, as somebody else than who made it.

    Raises: `NotFound`, `CaseClosed`, and what `documents.approve_letter` raises.
    """
    case = hold_open(session, case_id=case_id)
    made = queries.get_letter(session, case_id=case.id, letter_id=letter_id)
    documents.approve_letter(session, letter_id=letter_id, today=today, actor_id=actor_id, at=at)
    return made


def discard_letter(
    session: Session,
    *,
    case_id: UUID,
    letter_id: UUID,
    reason: str,
    actor_id: UUID,
    at: datetime,
) -> CaseLetter:
    """
    Note that a letter of a case is not to be sent; of a closed case too.

    Raises: `NotFound`, and what `documents.discard_letter` raises.
    """
    made = queries.get_letter(session, case_id=case_id, letter_id=letter_id)
    documents.discard_letter(session, letter_id=letter_id, reason=reason, actor_id=actor_id, at=at)
    return made


def _arrival(session: Session, made: CaseLetter) -> Step | None:
    """The step that it is when a letter comes, if it may follow now; None: none."""
    if made.track_id is None:
        return None
    track = queries.get_track(session, case_id=made.case_id, track_id=made.track_id)
    step = ARRIVES.get(made.letter.template_key)
    return step if step in next_steps(track.kind, queries.taken(track)) else None


def _check_papers(session: Session, made: CaseLetter) -> None:
    """A paper that was taken off the list since the letter was made stops it."""
    if made.track_id is None:
        return
    track = queries.get_track(session, case_id=made.case_id, track_id=made.track_id)
    lacks = papers.annexes_lacked(session, track=track, template=made.letter.template_key)
    if lacks:
        raise AnnexesLack(lacks=lacks)


def _step(session: Session, made: CaseLetter, track_id: UUID) -> Step:
    track = queries.get_track(session, case_id=made.case_id, track_id=track_id)
    step = step_of(track.kind, made.letter.template_key)
    if step is None:
        raise LetterOutOfPlace
    return step
