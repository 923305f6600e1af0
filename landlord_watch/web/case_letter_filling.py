"""What the places of a letter of a case are filled with: from the case and the law of the day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import force_locale, gettext

from landlord_watch.cases.models import (
    CaseAccount,
    CaseAnnex,
    CaseFinding,
    CaseStep,
    CaseTrack,
    Confirmation,
)
from landlord_watch.cases.queries.papers import BasisShown
from landlord_watch.cases.rules.deadlines import deadline
from landlord_watch.cases.rules.tracks import Step, TrackKind
from landlord_watch.documents.rules import Audience, LetterTemplate, Slot, filled, laws, recipients
from landlord_watch.documents.services import LetterText
from landlord_watch.households.models import HouseholdMember, MemberRole
from landlord_watch.web import case_against_words as words
from landlord_watch.web import case_track_words
from landlord_watch.web import format as written
from landlord_watch.web.case_against_page import CaseShown
from landlord_watch.web.case_basis_words import annex_list, basis_values
from landlord_watch.web.letter_filling import SWEDISH, office_name

DECIDED = frozenset({Step.GRANTED, Step.REJECTED})


@dataclass(frozen=True, slots=True)
class CaseMatter:
    """
    What a letter is about, and from whom it is; `track` None: a first contact.

    `basis` None: nothing is written of what a transfer rests on. `annexes`: those that follow.
    `annexes_lacked`: the kinds of those that have to follow and are missing; then none are listed.
    """

    shown: CaseShown
    track: CaseTrack | None
    office: str
    writer: str
    today: date
    basis: BasisShown | None = None
    annexes: Sequence[CaseAnnex] = ()
    annexes_lacked: Sequence[str] = ()

    @property
    def other(self) -> str:
        """The other municipality by its name; empty: which one is not known."""
        code = self.shown.case.municipality_code
        return office_name(written.municipality_name(code)) if code else ""

    def last(self, *steps: Step) -> CaseStep | None:
        """The last of these steps; None: none of them was taken."""
        taken = self.track.steps if self.track else []
        return next((each for each in reversed(taken) if each.step in steps), None)


def draft(template: LetterTemplate, matter: CaseMatter) -> LetterText:
    """The letter as the template and the case say it; places with nothing stay to be filled."""
    values = values_of(matter)
    return LetterText(
        office=matter.office,
        recipient=_recipient(template.audience, matter),
        contact=matter.writer,
        subject=filled(template.subject, values),
        body=filled(template.body, values),
    )


def values_of(matter: CaseMatter) -> Mapping[Slot, str]:
    """What the places of a letter are filled with, in Swedish; empty: nothing knows it."""
    with force_locale(SWEDISH):
        return _values(matter)


def _recipient(audience: Audience, matter: CaseMatter) -> str:
    other = f"{matter.other or Slot.OTHER_MUNICIPALITY.written}\nSocialtjänsten"
    return recipients().get(audience, other)


def _values(matter: CaseMatter) -> Mapping[Slot, str]:
    shown = matter.shown
    return {
        **_laws(matter),
        **_of_track(matter),
        Slot.MUNICIPALITY: matter.office,
        Slot.CONTACT: matter.writer,
        Slot.DAY: written.day(matter.today),
        Slot.RECORD_NUMBER: shown.case.record_number,
        Slot.OTHER_MUNICIPALITY: matter.other,
        Slot.PERSON: _listed(list(_adults(matter))),
        Slot.MOVED_ON: written.day(shown.move.arrived_on) if shown.move else "",
        Slot.FORMS: "\n".join(_form(each) for each in shown.forms),
        Slot.ACCOUNT: "\n\n".join(_told(each) for each in _confirmed(shown)),
        Slot.SECRECY_GROUND: _ground(matter),
        **_of_basis(matter),
        Slot.ANNEXES: "" if matter.annexes_lacked else annex_list(matter.annexes),
    }


def _laws(matter: CaseMatter) -> Mapping[Slot, str]:
    """What rules it today; a request that was sent was made by what ruled it then."""
    sent = matter.last(Step.SENT)
    asked_on = matter.today if sent is None else sent.happened_on
    return {
        **laws(on=matter.today),
        Slot.LAW_TRANSFER: laws(on=asked_on)[Slot.LAW_TRANSFER],
    }


def _of_basis(matter: CaseMatter) -> Mapping[Slot, str]:
    """What a transfer rests on; on another track, what was under way there."""
    if matter.basis is None:
        return {Slot.ONGOING: _ongoing(matter)}
    return basis_values(matter.basis.basis, matter.basis.lacks, other=matter.other, on=matter.today)


def _form(finding: CaseFinding) -> str:
    line = f"– {words.finding_words(finding)} ({words.EVIDENCE[finding.evidence.value]})"
    note = " ".join(finding.note.split())
    return f"{line}: {note}" if note else line


def _told(account: CaseAccount) -> str:
    """What was told, and what made them feel that they had no choice, in their words."""
    if not account.coercion_words:
        return account.words
    said = gettext("Om varför det inte kändes som ett val: %(words)s", words=account.coercion_words)
    return f"{account.words}\n{said}"


def _adults(matter: CaseMatter) -> Iterator[str]:
    for each in matter.shown.household.members:
        if each.role is MemberRole.ADULT and _is_in(each, matter.today):
            number = written.person_number(each.person.number, each.person.number_kind)
            yield f"{each.person.given_name} {each.person.family_name} ({number})"


def _is_in(member: HouseholdMember, day: date) -> bool:
    return member.starts_on <= day and (member.ends_on is None or day < member.ends_on)


def _listed(names: list[str]) -> str:
    return " och ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _confirmed(shown: CaseShown) -> list[CaseAccount]:
    """What was told and confirmed when it was read back, the first told first."""
    standing = [each for each in shown.accounts if each.withdrawn_at is None]
    corrected = {each.corrects_id for each in standing}
    return [
        each
        for each in reversed(standing)
        if each.confirmation is Confirmation.CONFIRMED and each.id not in corrected
    ]


def _ground(matter: CaseMatter) -> str:
    check = matter.shown.check
    if check is None:
        return ""
    law = case_track_words.cited(
        case_track_words.GROUND_SUBJECTS[check.ground.value], on=matter.today
    )
    return f"{words.SECRECY_GROUNDS[check.ground.value]} ({law})."


def _ongoing(matter: CaseMatter) -> str:
    """What was under way in the other municipality; of what is so here nobody knows but we."""
    if matter.track is None or matter.track.kind is not TrackKind.UNFINISHED_INVESTIGATION:
        return ""
    matters = matter.shown.case.ongoing_matters
    return ", ".join(str(words.ONGOING_MATTERS[code]) for code in matters)


def _of_track(matter: CaseMatter) -> Mapping[Slot, str]:
    sent, received = matter.last(Step.SENT), matter.last(Step.RECEIVED)
    decided = matter.last(*DECIDED)
    last_on = None
    if received is not None:
        last_on = deadline("transfer_reply", began_on=received.happened_on).last_on
    return {
        Slot.REQUEST_SENT: _day(sent),
        Slot.REQUEST_RECEIVED: _day(received),
        Slot.LAST_DAY: "" if last_on is None else written.day(last_on),
        Slot.ANSWER: _answer(matter),
        Slot.IVO_DECIDED: _day(decided),
        Slot.IVO_NUMBER: "" if decided is None else decided.reference,
    }


def _day(step: CaseStep | None) -> str:
    return "" if step is None else written.day(step.happened_on)


def _answer(matter: CaseMatter) -> str:
    refused = matter.last(Step.REFUSED)
    if refused is not None:
        day = written.day(refused.happened_on)
        return gettext("%(who)s svarade nej den %(day)s.", who=matter.other, day=day)
    return gettext("Inget svar har kommit.") if matter.last(Step.RECEIVED) else ""
