"""A case against another municipality in words, as it stands in a person's own file."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from flask_babel import gettext
from flask_babel.speaklater import LazyString

from landlord_watch.cases.models import FindingKind
from landlord_watch.kernel.money import Money
from landlord_watch.retention.parts import OwnLetter
from landlord_watch.retention.shapes import (
    OwnAccount,
    OwnAssessment,
    OwnBestInterest,
    OwnCase,
    OwnClaim,
    OwnCost,
    OwnFinding,
    OwnTime,
    OwnTrack,
)
from landlord_watch.web import best_interest_words, case_cost_words, case_words, visit_words
from landlord_watch.web import case_against_words as words
from landlord_watch.web import format as written
from landlord_watch.web.papers import Section


def case_section(case: OwnCase) -> Section:
    """The case: what the person told, what else there is, what it was judged to be, each step."""
    return Section(
        gettext("Ärende %(number)s om varför du flyttade hit", number=case.number),
        [
            *_facts(case),
            *(row for each in case.accounts for row in _account(each)),
            *(_finding(each) for each in case.findings),
            *(_assessment(each) for each in case.assessments),
            *(_time(each) for each in case.times or ()),
            *(_cost(each) for each in case.costs or ()),
            *(_claim(each) for each in case.claims or ()),
            *(_letter(each) for each in case.letters or ()),
        ],
        [
            gettext("Vad"),
            gettext("Steg"),
            gettext("Dag"),
            gettext("Deras nummer"),
            gettext("Anteckning"),
        ],
        list(_steps(case.tracks)),
    )


def best_interest_section(made: OwnBestInterest) -> Section:
    """What was found to be best for a child, but for what the child said."""
    rows = [
        (gettext("Frågan"), made.question),
        (
            gettext("Har barnet fått säga vad det tycker?"),
            str(best_interest_words.HEARD[made.heard]),
        ),
        (gettext("Vad vi vet"), made.facts or ""),
        (gettext("Hur det vägs"), made.weighing or ""),
        (gettext("Vad som är bäst för barnet"), made.conclusion),
        (gettext("Beslutet"), str(best_interest_words.FOLLOWS[made.follows])),
        (gettext("Vad som beslutades"), made.outcome_words),
        (gettext("Uppföljning"), made.follow_up_words),
        (gettext("Läge"), gettext("Rättad eller tillbakatagen") if made.is_withdrawn else ""),
    ]
    day = written.day(made.decided_on)
    heading = gettext("Prövning av barnets bästa, %(day)s", day=day)
    return Section(heading, [[label, said] for label, said in rows if said])


def _facts(case: OwnCase) -> Iterator[list[str]]:
    code = case.municipality_code
    name = gettext("inte känd") if code is None else written.municipality_name(code)
    closed = "–" if case.closed_on is None else written.day(case.closed_on)
    yield [gettext("Den andra kommunen"), name]
    yield [gettext("Diarienummer"), case.record_number or "–"]
    yield [gettext("Öppnat"), written.day(case.opened_on)]
    yield [gettext("Avslutat"), closed]
    if case.target_groups is not None:
        yield [gettext("Grupper"), _listed(words.TARGET_GROUPS, case.target_groups)]
    if case.ongoing_matters is not None:
        yield [gettext("Pågår där"), _listed(words.ONGOING_MATTERS, case.ongoing_matters)]


def _listed(said: Mapping[str, LazyString], codes: Collection[str]) -> str:
    return ", ".join(str(said[code]) for code in codes) or "–"


def _account(account: OwnAccount) -> Iterator[list[str]]:
    yield [gettext("Du berättade %(day)s", day=written.day(account.told_on)), account.words]
    if account.coercion_words:
        yield [gettext("Om att inte ha något val"), account.coercion_words]
    said = [
        gettext("Egen önskan: %(answer)s", answer=words.CLEAR_OWN_WISHES[account.own_wish]),
        str(words.CONTACT_CONSENTS[account.contact_consent]),
        *_told_in(account),
        *_read_back(account),
        gettext("Rättad eller tillbakatagen") if account.is_withdrawn else "",
    ]
    yield [gettext("Vad du svarade"), _together(said)]


def _together(said: Iterable[str]) -> str:
    """Short answers as sentences after one another, without those that say nothing."""
    return ". ".join(each.rstrip(".") for each in said if each)


def _told_in(account: OwnAccount) -> Iterator[str]:
    language = str(visit_words.LANGUAGES.get(account.language, account.language))
    if account.is_interpreted:
        yield gettext("Berättat genom tolk: %(language)s", language=language or "–")
    elif language:
        yield gettext("Berättat på: %(language)s", language=language)


def _read_back(account: OwnAccount) -> Iterator[str]:
    if account.read_back_on is None or account.confirmation is None:
        yield gettext("Inte uppläst för dig")
        return
    yield gettext(
        "Uppläst för dig %(day)s: %(answer)s",
        day=written.day(account.read_back_on),
        answer=words.CONFIRMATIONS[account.confirmation],
    )
    yield str(words.SIGNATURES[account.signature])


def _finding(finding: OwnFinding) -> list[str]:
    is_form = finding.kind == FindingKind.FORM.value
    found = (case_words.ARRIVAL_FORMS if is_form else words.COUNTER_INDICATORS)[finding.code]
    said = [
        str(found),
        str(words.EVIDENCE[finding.evidence]),
        finding.note,
        gettext("Tillbakataget") if finding.is_withdrawn else "",
    ]
    heading = gettext("Talar för medverkan") if is_form else gettext("Talar emot medverkan")
    return [heading, _together(said)]


def _assessment(made: OwnAssessment) -> list[str]:
    said = [
        str(words.OUTCOMES[made.outcome]),
        gettext("Egen önskan: %(answer)s", answer=words.CLEAR_OWN_WISHES[made.clear_own_wish]),
        made.reasons,
        gettext("Tillbakatagen") if made.is_withdrawn else "",
    ]
    return [gettext("Bedömning %(day)s", day=written.day(made.decided_on)), _together(said)]


def _cost(cost: OwnCost) -> list[str]:
    said = [
        written.kronor(Money(cost.amount_ore)),
        cost.note,
        gettext("Tillbakataget") if cost.is_withdrawn else "",
    ]
    what = case_cost_words.KINDS[cost.kind]
    return [f"{what}, {written.month(cost.month_on)}", _together(said)]


def _claim(claim: OwnClaim) -> list[str]:
    agreed = claim.agreed_ore
    said = [
        written.kronor(Money(claim.amount_ore)),
        claim.note,
        gettext("Medgivet: %(amount)s", amount=written.kronor(Money(agreed)))
        if agreed is not None
        else "",
        claim.answer_words,
        gettext("Återfått: %(amount)s", amount=written.kronor(Money(claim.recovered_ore))),
        gettext("Tillbakataget") if claim.is_withdrawn else "",
    ]
    day = written.day(claim.claimed_on)
    return [gettext("Begärt av den andra kommunen %(day)s", day=day), _together(said)]


def _time(time: OwnTime) -> list[str]:
    ended = time.ended_on
    said = [
        gettext("Sista dag %(day)s", day=written.day(time.last_on)),
        gettext("Klart %(day)s", day=written.day(ended)) if ended else "",
        time.note,
        time.ended_words,
        gettext("Tillbakatagen") if time.is_withdrawn else "",
    ]
    return [f"{words.WAITED_FOR[time.kind]}, {written.day(time.began_on)}", _together(said)]


def _steps(tracks: Iterable[OwnTrack]) -> Iterator[list[str]]:
    for track in tracks:
        for step in track.steps:
            yield [
                str(words.TRACK_KINDS[track.kind]),
                str(words.STEPS[step.step]),
                written.day(step.happened_on),
                step.reference or "–",
                step.note or "–",
            ]


def _letter(letter: OwnLetter) -> list[str]:
    day = written.day(letter.made_on)
    state = gettext("Inte skickat")
    if letter.is_discarded:
        state = gettext("Kasserat")
    elif letter.sent_on is not None:
        state = gettext("Skickat %(day)s", day=written.day(letter.sent_on))
    said = [" ".join(letter.recipient.split()), state, letter.subject, letter.body]
    return [gettext("Brev %(number)s, %(day)s", number=letter.number, day=day), _together(said)]
