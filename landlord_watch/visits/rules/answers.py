"""
Whether an answer is one the checklist has a place for.

The tablet shows what is found here before a visit is finished; the office flags it
and keeps the answer all the same: what was written at a visit is not refused.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from landlord_watch.visits.rules.applies import children_for, is_shown
from landlord_watch.visits.rules.checklist import find_item, holds_condition, is_per_child
from landlord_watch.visits.rules.document import Checklist, Item
from landlord_watch.visits.shapes import Answer, AnswerKind, Context, Finding, Level, Photo


class ProblemCode(StrEnum):
    """What is amiss with an answer; both sides switch on it, and each has its sentence."""

    ITEM_UNKNOWN = "item_unknown"
    ITEM_NOT_SHOWN = "item_not_shown"
    ANSWERED_TWICE = "answered_twice"
    KIND_NOT_OFFERED = "kind_not_offered"
    REASON_MISSING = "reason_missing"
    REASON_UNKNOWN = "reason_unknown"
    REASON_NOT_EXPECTED = "reason_not_expected"
    FINDING_MISSING = "finding_missing"
    FINDING_NOT_EXPECTED = "finding_not_expected"
    LEVEL_NOT_OFFERED = "level_not_offered"
    ACTION_TAKEN_MISSING = "action_taken_missing"
    VALUE_NOT_EXPECTED = "value_not_expected"
    VALUE_OUT_OF_RANGE = "value_out_of_range"
    OPTION_MISSING = "option_missing"
    OPTION_NOT_OFFERED = "option_not_offered"
    WORDS_MISSING = "words_missing"
    FACE_NOT_EXPECTED = "face_not_expected"
    FLAG_NOT_EXPECTED = "flag_not_expected"
    CHILD_MISSING = "child_missing"
    CHILD_UNKNOWN = "child_unknown"
    CHILD_NOT_CONCERNED = "child_not_concerned"
    PHOTO_NOT_ALLOWED = "photo_not_allowed"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something amiss with the answer to an item; `child` None: the answer names none."""

    item: str
    child: str | None
    code: ProblemCode


Codes = Iterator[ProblemCode]


def check_answers(
    checklist: Checklist, *, context: Context, answers: Iterable[Answer]
) -> tuple[Problem, ...]:
    """What is amiss with the answers of a visit, in the order they are given."""
    kept = tuple(answers)
    times = Counter((answer.item, answer.child) for answer in kept)
    twice = (
        Problem(item, child, ProblemCode.ANSWERED_TWICE)
        for (item, child), count in times.items()
        if count > 1
    )
    each = (check_answer(checklist, context=context, answer=answer) for answer in kept)
    return tuple(chain(*each, twice))


def check_answer(checklist: Checklist, *, context: Context, answer: Answer) -> tuple[Problem, ...]:
    """What is amiss with one answer; empty if nothing is."""
    item = find_item(checklist, answer.item)
    codes = (
        iter([ProblemCode.ITEM_UNKNOWN])
        if item is None
        else _codes(checklist, item, context, answer)
    )
    return tuple(Problem(answer.item, answer.child, code) for code in codes)


def check_photos(checklist: Checklist, photos: Iterable[Photo]) -> tuple[Problem, ...]:
    """The photos of items that are never photographed."""
    named = ((photo, find_item(checklist, photo.item)) for photo in photos if photo.item)
    return tuple(
        Problem(item.id, None, ProblemCode.PHOTO_NOT_ALLOWED)
        for _, item in named
        if item is not None and item.photo == "none"
    )


def kinds_offered(item: Item) -> tuple[AnswerKind, ...]:
    """What an item can be answered with: a condition is judged, words are said."""
    judged = (AnswerKind.OK, AnswerKind.DEFICIENCY)
    answered = judged if holds_condition(item) else (AnswerKind.SAID,)
    return (*answered, AnswerKind.NOT_APPLICABLE, AnswerKind.NOT_INSPECTED)


def _codes(checklist: Checklist, item: Item, context: Context, answer: Answer) -> Codes:
    if not is_shown(item, context):
        yield ProblemCode.ITEM_NOT_SHOWN
    if answer.kind not in kinds_offered(item):
        yield ProblemCode.KIND_NOT_OFFERED
    yield from _codes_of_child(item, context, answer)
    yield from _codes_of_reason(checklist, answer)
    yield from _codes_of_findings(item, answer)
    yield from _codes_of_value(item, answer.measured_value)
    yield from _codes_of_option(item, answer)
    yield from _codes_of_words(item, answer)


def _codes_of_child(item: Item, context: Context, answer: Answer) -> Codes:
    listed = {child.label for child in context.children}
    concerned = {child.label for child in children_for(item, context)}
    if answer.child is None:
        if is_per_child(item):
            yield ProblemCode.CHILD_MISSING
    elif answer.child not in listed:
        yield ProblemCode.CHILD_UNKNOWN
    elif answer.child not in concerned:
        yield ProblemCode.CHILD_NOT_CONCERNED


def _codes_of_reason(checklist: Checklist, answer: Answer) -> Codes:
    is_open = answer.kind is AnswerKind.NOT_INSPECTED
    if answer.reason is None:
        if is_open:
            yield ProblemCode.REASON_MISSING
    elif not is_open:
        yield ProblemCode.REASON_NOT_EXPECTED
    elif answer.reason not in {reason.id for reason in checklist.not_inspected_reasons}:
        yield ProblemCode.REASON_UNKNOWN


def _codes_of_findings(item: Item, answer: Answer) -> Codes:
    is_deficient = answer.kind is AnswerKind.DEFICIENCY
    if is_deficient and not answer.findings:
        yield ProblemCode.FINDING_MISSING
    if answer.findings and not is_deficient:
        yield ProblemCode.FINDING_NOT_EXPECTED
    for finding in answer.findings:
        yield from _codes_of_finding(item, finding)


def _codes_of_finding(item: Item, finding: Finding) -> Codes:
    if finding.level not in item.levels:
        yield ProblemCode.LEVEL_NOT_OFFERED
    if finding.level is Level.ACUTE and not _says_what_was_done(finding):
        yield ProblemCode.ACTION_TAKEN_MISSING
    if finding.photos and item.photo == "none":
        yield ProblemCode.PHOTO_NOT_ALLOWED
    yield from _codes_of_value(item, finding.measured_value)


def _says_what_was_done(finding: Finding) -> bool:
    taken = finding.action_taken
    return taken is not None and bool(taken.what.strip()) and bool(taken.who_was_told.strip())


def _codes_of_value(item: Item, value: float | None) -> Codes:
    if value is None:
        return
    if item.measure is None:
        yield ProblemCode.VALUE_NOT_EXPECTED
    elif not item.measure.range[0] <= value <= item.measure.range[1]:
        yield ProblemCode.VALUE_OUT_OF_RANGE


def _codes_of_option(item: Item, answer: Answer) -> Codes:
    if answer.option is None:
        if item.options and answer.kind is AnswerKind.SAID:
            yield ProblemCode.OPTION_MISSING
    elif answer.option not in {option.id for option in item.options}:
        yield ProblemCode.OPTION_NOT_OFFERED


def _codes_of_words(item: Item, answer: Answer) -> Codes:
    is_said = item.answer is not None and answer.kind is AnswerKind.SAID
    if is_said and not (answer.text.strip() or answer.face or answer.flag):
        yield ProblemCode.WORDS_MISSING
    if answer.face is not None and (item.answer is None or item.answer.faces is None):
        yield ProblemCode.FACE_NOT_EXPECTED
    if answer.flag is not None and not item.flags:
        yield ProblemCode.FLAG_NOT_EXPECTED
