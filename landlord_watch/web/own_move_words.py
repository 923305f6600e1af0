"""A move to another municipality in words, as it stands in a person's own file."""

from collections.abc import Iterable, Iterator

from flask_babel import gettext

from landlord_watch.cases.models import FindingKind
from landlord_watch.kernel.money import Money
from landlord_watch.retention.shapes import OwnMove
from landlord_watch.web import case_against_words as against
from landlord_watch.web import format as written
from landlord_watch.web import outward_words as words
from landlord_watch.web.papers import Section


def move_section(move: OwnMove) -> Section:
    """The move: what they told, what was asked, paid and judged."""
    return Section(
        gettext("Flytt till annan kommun %(day)s", day=written.day(move.moved_on)),
        [
            *_facts(move),
            *_findings(move),
            *_payments(move),
            *_assessments(move),
        ],
    )


def _facts(move: OwnMove) -> Iterator[list[str]]:
    code = move.municipality_code
    where = gettext("inte känd") if code is None else written.municipality_name(code)
    yield [gettext("Till"), where]
    yield [gettext("Egen önskan"), str(against.CLEAR_OWN_WISHES[move.own_wish])]
    yield [gettext("Vad ni berättade"), move.account or "–"]
    contacted = "" if move.contacted_on is None else written.day(move.contacted_on)
    said = [str(words.CONTACTS[move.contact]), contacted, move.contact_note]
    yield [gettext("Mottagande kommun kontaktad"), _together(said)]
    if move.target_groups is not None:
        groups = ", ".join(str(against.TARGET_GROUPS[each]) for each in move.target_groups)
        yield [gettext("Grupper"), groups or "–"]
    for matter, became in (move.matters or {}).items():
        yield [str(against.ONGOING_MATTERS[matter]), str(words.HANDOVERS[became])]
    if move.is_withdrawn:
        yield [gettext("Flytten"), gettext("Tillbakatagen")]


def _together(said: Iterable[str]) -> str:
    return ". ".join(each.rstrip(".") for each in said if each)


def _taken_back(*, is_withdrawn: bool) -> str:
    return gettext("Tillbakataget") if is_withdrawn else ""


def _findings(move: OwnMove) -> Iterator[list[str]]:
    for each in move.findings:
        is_form = each.kind == FindingKind.FORM.value
        heading = gettext("Talar för att vi medverkade") if is_form else gettext("Talar emot")
        said = [
            str((words.FORMS if is_form else words.COUNTERS)[each.code]),
            str(words.EVIDENCE[each.evidence]),
            each.note,
            _taken_back(is_withdrawn=each.is_withdrawn),
        ]
        yield [heading, _together(said)]


def _payments(move: OwnMove) -> Iterator[list[str]]:
    for each in move.payments:
        said = [
            written.kronor(Money(each.amount_ore)),
            written.day(each.paid_on),
            gettext("Individuell prövning")
            if each.is_assessed
            else gettext("Utan individuell prövning"),
            each.note,
            _taken_back(is_withdrawn=each.is_withdrawn),
        ]
        yield [str(words.PAID_KINDS[each.kind]), _together(said)]


def _assessments(move: OwnMove) -> Iterator[list[str]]:
    for each in move.assessments:
        heading = gettext("Bedömning %(day)s", day=written.day(each.decided_on))
        said = [
            str(words.OUTCOMES[each.outcome]),
            each.reasons,
            _taken_back(is_withdrawn=each.is_withdrawn),
        ]
        yield [heading, _together(said)]
