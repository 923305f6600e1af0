"""
The cases against another municipality, of a person's own file.

What the person told is theirs; what others told of the same move is not. Which groups the
household is of, what is under way elsewhere, which times run for an application and
that somebody needed protection is told to who has been its only adult, for it may be of another,
and so may what was thought before anybody outside was told. A case that goes on where somebody
protected lives is not given out.
Source: GDPR art. 15 (4); OSL (2009:400) 10 kap. 3 §, 21 kap. 3 §, 26 kap. 1 §. A.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.cases.models import (
    Case,
    CaseAccount,
    CaseAssessment,
    CaseFinding,
    CaseStep,
    CaseTrack,
)
from landlord_watch.cases.queries import (
    deadline_of,
    list_accounts,
    list_assessments,
    list_cases_with_steps,
    list_findings,
    list_letters,
    list_own_times,
)
from landlord_watch.cases.rules.findings import CounterIndicator, Evidence
from landlord_watch.cases.rules.times import TimeEvent, begun_by
from landlord_watch.documents.services import LetterText
from landlord_watch.infra.clock import LOCAL
from landlord_watch.retention.parts import OwnLetter
from landlord_watch.retention.queries.own_costs import own_claims, own_costs
from landlord_watch.retention.rules import MASK, Sight
from landlord_watch.retention.shapes import (
    OwnAccount,
    OwnAssessment,
    OwnCase,
    OwnFinding,
    OwnStep,
    OwnTime,
    OwnTrack,
)

DAY = timedelta(days=1)
#: That somebody worried for a child is in no copy.
OF_A_CONCERN = frozenset(
    {
        *begun_by(TimeEvent.CONCERN_RECEIVED),
        *begun_by(TimeEvent.INVESTIGATION_OPENED),
        *begun_by(TimeEvent.FEEDBACK_DECIDED),
    }
)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who a copy is for: what they may see, and whether nobody else of the household is adult."""

    person_id: UUID
    sight: Sight
    is_alone: bool

    def sees(self, on: date) -> bool:
        """Whether what was written on a day is of their own time."""
        return self.sight.shows(on, on + DAY)

    def read(self, words: str, on: date) -> str:
        """A text of a day without what is about others."""
        if words and self.sight.hides(on, on + DAY):
            return MASK
        return self.sight.mask.over(words)


def list_given_out(session: Session, household_id: UUID, reader: Reader) -> list[Case]:
    """The cases that fell within the person's time, or in which they told something."""
    cases = list_cases_with_steps(session, household_id)
    return [each for each in cases if _is_given_out(session, each, reader)]


def _is_given_out(session: Session, case: Case, reader: Reader) -> bool:
    span = case.opened_on, None if case.closed_on is None else case.closed_on + DAY
    if reader.sight.tells_where(*span):
        return False
    return reader.sight.shows(*span) or bool(_own(list_accounts(session, case.id), reader))


def _own(told: Sequence[CaseAccount], reader: Reader) -> list[CaseAccount]:
    """What the person told, the first time first."""
    return [each for each in reversed(told) if each.person_id == reader.person_id]


def own_case(session: Session, case: Case, reader: Reader) -> OwnCase:
    """What of a case that is given out is the person's to read."""
    told = list_accounts(session, case.id)
    own = _own(told, reader)
    return OwnCase(
        number=case.number,
        record_number=case.record_number,
        municipality_code=case.municipality_code,
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        target_groups=tuple(case.target_groups) if reader.is_alone else None,
        ongoing_matters=tuple(case.ongoing_matters) if reader.is_alone else None,
        accounts=tuple(_account(each, reader) for each in own),
        findings=tuple(_findings(session, case, reader, others_told=len(own) < len(told))),
        assessments=tuple(_assessments(list_assessments(session, case.id), reader)),
        tracks=tuple(_tracks(case.tracks, reader)),
        times=tuple(_times(session, case, reader)) if reader.is_alone else None,
        costs=own_costs(session, case.id, reader.sight) if reader.is_alone else None,
        claims=own_claims(session, case.id, reader.sight) if reader.is_alone else None,
        letters=tuple(_letters(session, case, reader)) if reader.is_alone else None,
    )


def _letters(session: Session, case: Case, reader: Reader) -> Iterator[OwnLetter]:
    """What was written of them to others, the first first; all adults stand in such a letter."""
    for each in reversed(list_letters(session, case.id)):
        letter, text = each.letter, LetterText.read(each.letter.content)
        if reader.sees(letter.made_on):
            yield OwnLetter(
                number=letter.number,
                made_on=letter.made_on,
                sent_on=letter.sent_on,
                recipient=text.recipient,
                subject=text.subject,
                body=reader.read(text.body, letter.made_on),
                is_discarded=letter.discarded_at is not None,
            )


def _account(account: CaseAccount, reader: Reader) -> OwnAccount:
    on = account.told_on
    return OwnAccount(
        told_on=on,
        language=account.language,
        is_interpreted=account.is_interpreted,
        words=reader.read(account.words, on),
        coercion_words=reader.read(account.coercion_words, on),
        own_wish=account.own_wish.value,
        contact_consent=account.contact_consent.value,
        read_back_on=account.read_back_on,
        confirmation=None if account.confirmation is None else account.confirmation.value,
        signature=account.signature.value,
        is_withdrawn=account.withdrawn_at is not None,
    )


def _findings(
    session: Session, case: Case, reader: Reader, *, others_told: bool
) -> Iterator[OwnFinding]:
    for each in list_findings(session, case.id):
        on = _day(each.recorded_at)
        if reader.sees(on) and (reader.is_alone or not _tells_of_another(each)):
            is_anothers = others_told and each.evidence is Evidence.ACCOUNT
            yield _finding(each, MASK if is_anothers and each.note else reader.read(each.note, on))


def _tells_of_another(finding: CaseFinding) -> bool:
    """Whether it may say that somebody had to be protected, and from whom."""
    return finding.code == CounterIndicator.PROTECTION.value


def _finding(finding: CaseFinding, note: str) -> OwnFinding:
    return OwnFinding(
        noted_on=_day(finding.recorded_at),
        kind=finding.kind.value,
        code=finding.code,
        evidence=finding.evidence.value,
        note=note,
        is_withdrawn=finding.withdrawn_at is not None,
    )


def _assessments(made: Sequence[CaseAssessment], reader: Reader) -> Iterator[OwnAssessment]:
    for each in reversed(made):
        if reader.sees(each.decided_on):
            yield OwnAssessment(
                decided_on=each.decided_on,
                outcome=each.outcome.value,
                clear_own_wish=each.clear_own_wish.value,
                reasons=reader.read(each.reasons, each.decided_on),
                is_withdrawn=each.withdrawn_at is not None,
            )


def _tracks(tracks: Iterable[CaseTrack], reader: Reader) -> Iterator[OwnTrack]:
    for track in tracks:
        steps = tuple(_step(each, reader) for each in track.steps if reader.sees(each.happened_on))
        if steps:
            yield OwnTrack(kind=track.kind.value, steps=steps)


def _step(step: CaseStep, reader: Reader) -> OwnStep:
    return OwnStep(
        happened_on=step.happened_on,
        step=step.step.value,
        reference=step.reference,
        note=reader.read(step.note, step.happened_on),
    )


def _times(session: Session, case: Case, reader: Reader) -> Iterator[OwnTime]:
    for each in list_own_times(session, case.id):
        if each.kind not in OF_A_CONCERN and reader.sees(each.began_on):
            yield OwnTime(
                kind=each.kind.value,
                began_on=each.began_on,
                last_on=deadline_of(each).last_on,
                ended_on=each.ended_on,
                note=reader.read(each.note, each.began_on),
                ended_words=reader.read(each.ended_words, each.ended_on or each.began_on),
                is_withdrawn=each.withdrawn_at is not None,
            )


def _day(moment: datetime) -> date:
    return moment.astimezone(LOCAL).date()
