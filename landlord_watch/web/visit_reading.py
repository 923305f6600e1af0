"""
A finished visit as the office reads it: items, findings and words in the reader's language.

Made from what the tablet sent and the checklist the visit was made with; the outcome is worked
out here anew, so that the rule that gave it can be shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Literal

from flask_babel import gettext, ngettext

from landlord_watch.visits.rules import (
    Checklist,
    Item,
    ItemType,
    Judged,
    Moment,
    Reason,
    Result,
    assess,
    find_item,
    is_final,
    items_of,
    propose_actions,
    published_checklist,
    published_checklists,
    severity_of,
)
from landlord_watch.visits.rules.assessment import Criterion
from landlord_watch.visits.rules.parts import Words
from landlord_watch.visits.shapes import Answer, AnswerKind, Finding, Level, VisitContent
from landlord_watch.web import visit_words

Language = Literal["sv", "en"]


def said(words: Words, language: str) -> str:
    """The words in a language; Swedish unless English is asked for."""
    return words.en if language == "en" else words.sv


@dataclass(frozen=True, slots=True)
class FindingReading:
    """A deficiency in one place, in words."""

    finding: Finding
    description: str
    photo_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerReading:
    """An item and what was answered."""

    item_id: str
    question: str
    kind: AnswerKind
    child: str | None
    reason: str
    words: str
    flag: str
    findings: tuple[FindingReading, ...]


@dataclass(frozen=True, slots=True)
class SectionReading:
    """Answers that belong together; one of an axis `none` holds people's own words."""

    title: str
    axis: str
    answers: tuple[AnswerReading, ...]

    @property
    def deficiencies(self) -> tuple[AnswerReading, ...]:
        return tuple(each for each in self.answers if each.findings)

    @property
    def said(self) -> dict[str, list[AnswerReading]]:
        """What was said, by child; of nobody in particular under an empty name."""
        by_child: dict[str, list[AnswerReading]] = {}
        for each in self.answers:
            said = by_child.setdefault(each.child or "", [])
            if each.words or each.flag or each.findings:
                said.append(each)
        return by_child


@dataclass(frozen=True, slots=True)
class DecidingItem:
    """An item that decided an outcome; `is_lifted`: it counts a step worse than described."""

    question: str
    level: str
    is_lifted: bool


@dataclass(frozen=True, slots=True)
class Because:
    """A rule that gave an outcome, in words, and the items that met it."""

    rule: str
    items: tuple[DecidingItem, ...]


@dataclass(frozen=True, slots=True)
class OutcomeReading:
    """An outcome of one moment with what gave it."""

    code: str
    title: str
    is_final: bool
    because: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class MomentReading:
    """How it was, or how it was left; `child` None: no child is listed."""

    home: OutcomeReading
    child: OutcomeReading | None


@dataclass(frozen=True, slots=True)
class VisitReading:
    """A visit, whole, in words; without moments and proposals where nothing was assessed."""

    content: VisitContent
    sections: tuple[SectionReading, ...]
    as_found: MomentReading | None
    as_left: MomentReading | None
    core_missing: tuple[str, ...]
    #: An action done during the visit has its instant beside it.
    chosen_actions: tuple[tuple[str, datetime | None], ...]
    proposed_actions: tuple[str, ...]


def read_visit(content: VisitContent, *, language: str) -> VisitReading:
    """
    A visit in a reader's language, with the checklist it was made with.

    Raises: `ChecklistUnknown`.
    """
    checklist = published_checklist(content.checklist)
    if content.assessment is None:
        return VisitReading(content, (), None, None, (), (), ())
    result = assess(checklist, context=content.context, answers=content.answers)
    done = {each.action: each.at for each in content.assessment.done}
    chosen = tuple(dict.fromkeys((*content.assessment.actions, *done)))
    proposed = propose_actions(
        checklist,
        context=content.context,
        answers=content.answers,
        as_found=result.outcome(Moment.AS_FOUND),
        as_left=result.outcome(Moment.AS_LEFT),
    )
    return VisitReading(
        content=content,
        sections=tuple(_sections(checklist, content.answers, language)),
        as_found=_moment(checklist, result, result.as_found, language),
        as_left=_moment(checklist, result, result.as_left, language),
        core_missing=_questions(checklist, result.completeness.core_missing, language),
        chosen_actions=tuple(
            (_action(checklist, action, language), done.get(action)) for action in chosen
        ),
        proposed_actions=tuple(
            _action(checklist, each.action, language)
            for each in proposed
            if each.action not in chosen
        ),
    )


def item_question(checklist: Checklist, item_id: str, language: str) -> str:
    """What an item asks; its id if the checklist does not have it."""
    item = find_item(checklist, item_id)
    return item_id if item is None else said(item, language)


@cache
def questions(language: str) -> dict[str, str]:
    """What every item ever published asks, by its id, which is never reused; the newest wording."""
    return {
        item.id: said(item, language)
        for checklist in published_checklists()
        for _, item in items_of(checklist)
    }


def _questions(checklist: Checklist, items: Iterable[str], language: str) -> tuple[str, ...]:
    return tuple(item_question(checklist, item, language) for item in items)


def _action(checklist: Checklist, action: str, language: str) -> str:
    found = checklist.actions.get(action)
    return action if found is None else said(found, language)


def _moment(checklist: Checklist, result: Result, judged: Judged, language: str) -> MomentReading:
    preliminary = result.completeness.is_preliminary
    home = next(rule for rule in checklist.assessment.home if rule.id == judged.home)
    home_reading = OutcomeReading(
        judged.home,
        said(home, language),
        is_final(checklist, judged.home, is_preliminary=preliminary),
        _because(checklist, judged.home_reasons, language),
    )
    if judged.child is None:
        return MomentReading(home_reading, None)
    child = next(rule for rule in checklist.assessment.child if rule.id == judged.child)
    return MomentReading(
        home_reading,
        OutcomeReading(
            judged.child,
            said(child, language),
            is_final(checklist, judged.child, is_preliminary=preliminary),
            _because(checklist, judged.child_reasons, language),
        ),
    )


def _because(checklist: Checklist, reasons: Iterable[Reason], language: str) -> tuple[Because, ...]:
    return tuple(
        Because(
            _rule(checklist, reason.criterion, language),
            tuple(
                DecidingItem(
                    item_question(checklist, each.item, language),
                    each.level.value,
                    each.level is not each.described,
                )
                for each in reason.items
            ),
        )
        for reason in reasons
    )


def _rule(checklist: Checklist, criterion: Criterion, language: str) -> str:
    if criterion.voice_flag is not None:
        return gettext("Barnets egna ord har markerats med oro eller fara.")
    if criterion.home_at_least is not None:
        return gettext("Bostaden är %(home)s eller värre.", home=criterion.home_at_least)
    level = severity_of(checklist, criterion.min_severity or Level.MINOR)
    words = said(level, language).lower()
    if criterion.core:
        return gettext(
            "En brist som är %(level)s eller värre i något hemmet inte klarar sig utan:",
            level=words,
        )
    if criterion.child_matter:
        return gettext("En brist som är %(level)s eller värre och rör barnet direkt:", level=words)
    return ngettext(
        "Minst en brist som är %(level)s eller värre:",
        "Minst %(num)d brister av graden %(level)s eller värre:",
        criterion.count,
        level=words,
    )


def read_answer(checklist: Checklist, answer: Answer, language: str) -> AnswerReading | None:
    """One answer in words; None: the checklist does not have its item."""
    item = find_item(checklist, answer.item)
    return None if item is None else _answer(checklist, item, answer, language)


def action_words(checklist: Checklist, action: str, language: str) -> str:
    """What is to be done; its id if the checklist does not have it."""
    return _action(checklist, action, language)


def _sections(
    checklist: Checklist, answers: Iterable[Answer], language: str
) -> Iterable[SectionReading]:
    by_item: dict[str, list[Answer]] = {}
    for answer in answers:
        by_item.setdefault(answer.item, []).append(answer)
    for section in checklist.sections:
        readings = tuple(
            _answer(checklist, item, answer, language)
            for _, item in items_of(checklist)
            if item in section.items
            for answer in by_item.get(item.id, [])
        )
        if readings:
            yield SectionReading(said(section, language), section.axis, readings)


def _answer(checklist: Checklist, item: Item, answer: Answer, language: str) -> AnswerReading:
    reasons = {each.id: each for each in checklist.not_inspected_reasons}
    reason = reasons.get(answer.reason or "")
    return AnswerReading(
        item_id=item.id,
        question=said(item, language),
        kind=answer.kind,
        child=answer.child,
        reason=said(reason, language) if reason is not None else "",
        words=_words(item, answer, language),
        flag=_flag(item, answer, language),
        findings=tuple(
            FindingReading(
                finding,
                said(item.levels[finding.level], language) if finding.level in item.levels else "",
                tuple(map(str, finding.photos)),
            )
            for finding in answer.findings
        ),
    )


def _words(item: Item, answer: Answer, language: str) -> str:
    option = next((each for each in item.options if each.id == answer.option), None)
    parts = [said(option, language) if option is not None else "", answer.text]
    if answer.measured_value is not None and item.measure is not None:
        value = f"{answer.measured_value:g}".replace(".", "," if language == "sv" else ".")
        unit = item.measure.unit
        parts.insert(0, f"{value} {visit_words.UNITS.get(unit, unit)}")
    return " · ".join(part for part in parts if part)


def _flag(item: Item, answer: Answer, language: str) -> str:
    if item.type is not ItemType.VOICE or answer.flag in {None, "none"}:
        return ""
    found = next((each for each in item.flags if each.id == answer.flag), None)
    return said(found, language) if found is not None else ""
