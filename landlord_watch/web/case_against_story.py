"""What has happened in a case against another municipality, oldest first, told in sentences."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from uuid import UUID

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.case_costs.models import CaseClaim
from landlord_watch.cases import queries
from landlord_watch.cases.models import (
    CaseAccount,
    CaseFinding,
    CaseStep,
    CaseTime,
    Confirmation,
    Signature,
)
from landlord_watch.cases.rules.tracks import Step, TrackKind
from landlord_watch.infra import clock
from landlord_watch.web import case_against_words as words
from landlord_watch.web import case_cost_words as cost_words
from landlord_watch.web import case_time_words as time_words
from landlord_watch.web import format as written
from landlord_watch.web.case_against_page import CaseShown
from landlord_watch.web.forms import must
from landlord_watch.web.household_events import Event


@dataclass(frozen=True, slots=True)
class Told:
    """Something that happened on a day, as a sentence; `at`: when it was written down."""

    on: date
    at: datetime
    sentence: str
    detail: str = ""
    #: Where to read more; empty: on this page.
    url: str = ""


#: Before all that was written down at an instant.
FIRST = datetime.min.replace(tzinfo=UTC)

#: How each track begins, and how a step of any goes on; `%(there)s` is the other municipality.
BEGINNINGS: Mapping[str, LazyString] = {
    TrackKind.RESPONSIBILITY.value: lazy_gettext(
        "Vi började reda ut om %(there)s redan har ansvaret."
    ),
    TrackKind.UNFINISHED_INVESTIGATION.value: lazy_gettext(
        "Vi började begära att %(there)s avslutar sin utredning."
    ),
    TrackKind.TRANSFER.value: lazy_gettext(
        "Vi började begära att ärendet flyttas över till %(there)s."
    ),
    TrackKind.PROTEST.value: lazy_gettext("Vi började skriva en protest till %(there)s."),
}
STEPS: Mapping[str, LazyString] = {
    Step.SENT.value: lazy_gettext("Vi skickade skrivelsen till %(there)s."),
    Step.RECEIVED.value: lazy_gettext("%(there)s tog emot skrivelsen."),
    Step.REMINDED.value: lazy_gettext("Vi påminde %(there)s."),
    Step.AGREED.value: lazy_gettext("%(there)s sade ja."),
    Step.REFUSED.value: lazy_gettext("%(there)s sade nej."),
    Step.APPLIED.value: lazy_gettext("Vi ansökte hos IVO."),
    Step.RECEIVED_BY_IVO.value: lazy_gettext("IVO tog emot ansökan."),
    Step.GRANTED.value: lazy_gettext("IVO biföll ansökan."),
    Step.REJECTED.value: lazy_gettext("IVO avslog ansökan."),
    Step.APPEALED.value: lazy_gettext("Beslutet överklagades."),
    Step.COURT_FOR_US.value: lazy_gettext("Domstolen gav oss rätt."),
    Step.COURT_AGAINST_US.value: lazy_gettext("Domstolen gav oss inte rätt."),
    Step.FINAL.value: lazy_gettext("Beslutet vann laga kraft."),
    Step.HANDED_OVER.value: lazy_gettext("Ärendet lämnades över till %(there)s."),
    Step.ENDED.value: lazy_gettext("Inget mer väntas av %(there)s i den frågan."),
}
#: What came of reading an account back.
READ_BACK: Mapping[Signature, LazyString] = {
    Signature.SIGNED: lazy_gettext(
        "Berättelsen lästes upp för %(name)s, som bekräftade den och skrev under."
    ),
    Signature.DECLINED: lazy_gettext(
        "Berättelsen lästes upp för %(name)s, som bekräftade den men inte ville skriva under."
    ),
    Signature.NOT_ASKED: lazy_gettext("Berättelsen lästes upp för %(name)s, som bekräftade den."),
}


def story_of(shown: CaseShown, beside: Iterable[Event] = ()) -> list[Told]:
    """
    A case from the move until now; what was taken back is told too.

    `beside`: what else has happened to the household, told first of its day.
    """
    told = [
        *(Told(each.on, FIRST, each.words, each.detail, each.url) for each in beside),
        *_opening(shown),
        *_findings(shown),
        *(each for account in shown.accounts for each in _account(shown, account)),
        *_checks(shown),
        *_assessments(shown),
        *_tracks(shown),
        *_best_interests(shown),
        *(each for claim in shown.claims for each in _claim(claim)),
        *(each for time in shown.times for each in _time(shown, time)),
    ]
    return sorted(told, key=lambda each: (each.on, each.at))


def _day(at: datetime) -> date:
    return at.astimezone(clock.LOCAL).date()


def _there(shown: CaseShown) -> str:
    return written.municipality_name(shown.case.municipality_code)


def _opening(shown: CaseShown) -> Iterator[Told]:
    case = shown.case
    if shown.move is not None:
        came = (
            gettext("Hushållet flyttade hit från %(there)s.", there=_there(shown))
            if case.municipality_code
            else gettext("Hushållet flyttade hit från en annan kommun.")
        )
        yield Told(shown.move.arrived_on, shown.move.recorded_at, came)
    who = shown.staff[case.opened_by_id]
    at_once = [str(words.ONGOING_MATTERS[each]) for each in case.ongoing_matters]
    detail = gettext("Börja genast: %(what)s", what=", ".join(at_once)) if at_once else ""
    opened = gettext("%(who)s öppnade ärendet.", who=who)
    yield Told(case.opened_on, case.recorded_at, opened, detail)
    if case.closed_on is not None:
        yield Told(case.closed_on, clock.utc_now(), gettext("Ärendet avslutades."))


def _findings(shown: CaseShown) -> Iterator[Told]:
    """What one person noted on a day that points one way is one sentence."""
    for (on, who_id, is_for), group in groupby(shown.findings, key=_noted_together):
        noted, who = list(group), shown.staff[who_id]
        sentence = (
            gettext("%(who)s antecknade vad som talar för medverkan.", who=who)
            if is_for
            else gettext("%(who)s antecknade vad som talar emot medverkan.", who=who)
        )
        yield Told(on, noted[0].recorded_at, sentence, " ".join(_found(each) for each in noted))
    for each in shown.taken_back:
        at = must(each.withdrawn_at)
        back = gettext("Det som antecknats togs tillbaka.")
        yield Told(_day(at), at, back, f"{words.finding_words(each)}.")


def _noted_together(finding: CaseFinding) -> tuple[date, UUID, bool]:
    return _day(finding.recorded_at), finding.recorded_by_id, words.speaks_for(finding)


def _found(finding: CaseFinding) -> str:
    return f"{words.finding_words(finding)}: {_lower(words.EVIDENCE[finding.evidence.value])}."


def _lower(sentence: LazyString) -> str:
    """As it stands inside another sentence."""
    text = str(sentence)
    return text[:1].lower() + text[1:]


def _account(shown: CaseShown, account: CaseAccount) -> Iterator[Told]:
    names = {"name": shown.people[account.person_id], "who": shown.staff[account.taken_by_id]}
    said = (
        gettext("%(name)s berättade om flytten, och %(who)s skrev ned det.", **names)
        if account.corrects_id is None
        else gettext("%(name)s rättade sin berättelse, och %(who)s skrev ned den på nytt.", **names)
    )
    yield Told(account.told_on, account.recorded_at, said, _consent(account))
    if account.read_back_on is not None:
        yield Told(account.read_back_on, account.recorded_at, _read_back(account, names["name"]))
    is_replaced = account.id in {each.corrects_id for each in shown.accounts}
    if account.withdrawn_at is not None and not is_replaced:
        back = gettext("Det som %(name)s berättat togs tillbaka.", name=names["name"])
        yield Told(_day(account.withdrawn_at), account.withdrawn_at, back)


def _consent(account: CaseAccount) -> str:
    answer = words.CONTACT_CONSENTS[account.contact_consent.value]
    return gettext("Får den andra kommunen kontaktas? %(answer)s.", answer=answer)


def _read_back(account: CaseAccount, name: str) -> str:
    if account.confirmation is Confirmation.CONFIRMED:
        return READ_BACK[account.signature] % {"name": name}
    return gettext("Berättelsen lästes upp för %(name)s, som sade att den inte stämmer.", name=name)


def _checks(shown: CaseShown) -> Iterator[Told]:
    for each in shown.checks:
        who, ground = shown.staff[each.checked_by_id], words.SECRECY_GROUNDS[each.ground.value]
        sentence = gettext("%(who)s prövade om den andra kommunen får veta något.", who=who)
        detail = gettext("Ja, med stöd av: %(ground)s.", ground=_lower(ground))
        yield Told(each.checked_on, each.recorded_at, sentence, detail)
        if each.withdrawn_at is not None:
            back = gettext("Prövningen togs tillbaka. Inget får lämnas ut innan en ny är gjord.")
            yield Told(_day(each.withdrawn_at), each.withdrawn_at, back)


def _assessments(shown: CaseShown) -> Iterator[Told]:
    for each in shown.assessments:
        who = shown.staff[each.decided_by_id]
        sentence = gettext("%(who)s bedömde ärendet.", who=who)
        outcome = f"{words.OUTCOMES[each.outcome.value]}."
        yield Told(each.decided_on, each.recorded_at, sentence, outcome)
        if each.withdrawn_at is not None:
            back = gettext("Bedömningen togs tillbaka.")
            yield Told(_day(each.withdrawn_at), each.withdrawn_at, back, outcome)


def _tracks(shown: CaseShown) -> Iterator[Told]:
    there = _there(shown)
    for each in shown.tracks:
        kind = words.TRACK_KINDS[each.track.kind.value]
        for step in each.track.steps:
            is_first = step.step is Step.STARTED
            how = BEGINNINGS[each.track.kind.value] if is_first else STEPS[step.step.value]
            detail = _detail(step, "" if is_first or len(shown.tracks) == 1 else f"{kind}.")
            yield Told(step.happened_on, step.recorded_at, how % {"there": there}, detail)


def _claim(claim: CaseClaim) -> Iterator[Told]:
    names = {
        "there": written.municipality_name(claim.municipality_code),
        "amount": written.kronor(claim.amount),
    }
    claimed = gettext("Vi begärde %(amount)s av %(there)s.", **names)
    yield Told(claim.claimed_on, claim.recorded_at, claimed)
    if claim.answer is not None:
        said = gettext("%(there)s svarade på kravet om %(amount)s.", **names)
        answered = f"{cost_words.ANSWERS[claim.answer.value]}."
        yield Told(must(claim.answered_on), must(claim.answer_noted_at), said, answered)
    for paid in claim.payments:
        if paid.withdrawn_at is None:
            came = gettext("%(amount)s kom tillbaka.", amount=written.kronor(paid.amount))
            yield Told(paid.paid_on, paid.recorded_at, came)
    if claim.withdrawn_at is not None:
        back = gettext("Kravet om %(amount)s togs tillbaka.", amount=names["amount"])
        yield Told(_day(claim.withdrawn_at), claim.withdrawn_at, back)


def _best_interests(shown: CaseShown) -> Iterator[Told]:
    """That somebody looked at what is best for a child; never what was found, nor what it said."""
    for each in shown.children.rows:
        names = {
            "who": shown.staff[each.decided_by_id],
            "name": shown.children.names[each.child_id],
        }
        looked = (
            gettext("%(who)s prövade vad som är bäst för %(name)s.", **names)
            if each.corrects_id is None
            else gettext("%(who)s rättade prövningen av vad som är bäst för %(name)s.", **names)
        )
        yield Told(each.decided_on, each.recorded_at, looked)


def _time(shown: CaseShown, time: CaseTime) -> Iterator[Told]:
    last_on = gettext("Sista dag %(day)s.", day=written.day(queries.deadline_of(time).last_on))
    yield Told(time.began_on, time.recorded_at, str(time_words.BEGAN[time.kind.value]), last_on)
    what = f"{words.WAITED_FOR[time.kind.value]}."
    if time.ended_on is not None:
        who, how = shown.staff[must(time.ended_by_id)], time_words.done_words(time)
        done = gettext("%(who)s antecknade att det är klart, %(how)s.", who=who, how=how)
        yield Told(time.ended_on, must(time.end_noted_at), done, what)
    if time.withdrawn_at is not None:
        back = gettext("En tid togs tillbaka.")
        yield Told(_day(time.withdrawn_at), time.withdrawn_at, back, what)


def _detail(step: CaseStep, kind: str) -> str:
    number = gettext("Diarienummer %(number)s.", number=step.reference) if step.reference else ""
    return " ".join(part for part in (kind, number) if part)
