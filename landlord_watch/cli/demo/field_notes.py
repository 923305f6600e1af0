"""What a worker answers, item by item, at a visit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from landlord_watch.cli.demo.scene import Found, Scene
from landlord_watch.visits.rules import (
    Checklist,
    Item,
    ItemType,
    applicable_items,
    children_for,
    holds_condition,
    is_per_child,
)
from landlord_watch.visits.shapes import ActionTaken, Answer, AnswerKind, Context, Ending, Finding

BETWEEN_ANSWERS = timedelta(seconds=17)
#: What is read off where nothing is amiss.
READINGS = {"CLI-01": 21.0, "DMP-04": 38.0, "WAT-02": 54.0, "FIR-01": 1.0}
#: Nobody knows it of most homes.
NOT_KNOWN_ITEMS = {"CLI-08"}
NOT_APPLICABLE = AnswerKind.NOT_APPLICABLE
#: Faces from glad to sad.
FACES = {"none": 1, "worry": 2, "danger": 3}
ASKED_OF_DANGER, ASKED_OF_HOME = "CVO-03", "CVO-02"
RESIDENT_VIEW = "SUM-02"
NO_ACCESS, NO_CONSENT = "no_access", "no_consent"


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk through a home: what is found there, and until when it may be written down."""

    scene: Scene
    found: tuple[Found, ...]
    context: Context
    begins_at: datetime
    #: After this nothing is recorded; None: to the end.
    ends_at: datetime | None
    #: The photo of each item that was photographed.
    photos: Mapping[str, UUID]

    def is_over(self, at: datetime) -> bool:
        return self.ends_at is not None and at > self.ends_at


def answers_of(checklist: Checklist, walk: Walk) -> list[Answer]:
    """An answer to every item shown, in the order of the checklist."""
    answers: list[Answer] = []
    for item in applicable_items(checklist, walk.context):
        for child in _labels(item, walk.context):
            at = walk.begins_at + BETWEEN_ANSWERS * len(answers)
            answers.append(_answer(item, child, walk, at))
    return answers


def _labels(item: Item, context: Context) -> Iterator[str | None]:
    if not is_per_child(item):
        yield None
        return
    yield from (child.label for child in children_for(item, context))


def _answer(item: Item, child: str | None, walk: Walk, at: datetime) -> Answer:
    found = next((each for each in walk.found if each.item == item.id), None)
    if walk.is_over(at):
        return _unseen(item, child, NO_CONSENT, at)
    if item.id in walk.scene.skipped:
        return _unseen(item, child, NO_ACCESS, at)
    if item.id in NOT_KNOWN_ITEMS:
        return Answer(item=item.id, child=child, kind=NOT_APPLICABLE, answered_at=at)
    if found is not None:
        return _deficiency(found, walk, at)
    return _all_well(item, child, at) if holds_condition(item) else _said(item, child, walk, at)


def _unseen(item: Item, child: str | None, reason: str, at: datetime) -> Answer:
    kind = AnswerKind.NOT_INSPECTED
    return Answer(item=item.id, child=child, kind=kind, reason=reason, answered_at=at)


def _all_well(item: Item, child: str | None, at: datetime) -> Answer:
    return Answer(
        item=item.id,
        child=child,
        kind=AnswerKind.OK,
        measured_value=READINGS.get(item.id),
        answered_at=at,
    )


def _deficiency(found: Found, walk: Walk, at: datetime) -> Answer:
    photo = walk.photos.get(found.item)
    taken = ActionTaken(what=found.done, who_was_told="Hyresvärdens jour", at=at)
    finding = Finding(
        level=found.level,
        rooms=[found.room],
        in_childs_room=found.in_childs_room,
        note=found.note,
        measured_value=found.value,
        fixed_on_spot=found.is_fixed,
        action_taken=taken if found.done else None,
        photos=[photo] if photo else [],
    )
    return Answer(item=found.item, kind=AnswerKind.DEFICIENCY, findings=[finding], answered_at=at)


def _said(item: Item, child: str | None, walk: Walk, at: datetime) -> Answer:
    """Words and options; what nobody said anything about does not apply."""
    scene = walk.scene
    answer = Answer(item=item.id, child=child, kind=AnswerKind.SAID, answered_at=at)
    if item.type is ItemType.RECORD:
        option = "agreed" if scene.ending is Ending.COMPLETED else "not_shown"
        said = "informed_spoke" if item.id.startswith("CVO") else option
        return answer.model_copy(update={"option": said})
    words = {RESIDENT_VIEW: scene.resident_says, ASKED_OF_DANGER: scene.child_says}
    is_first = child in (None, "Barn 1")
    if item.id == ASKED_OF_HOME and scene.flag is not None and is_first:
        return answer.model_copy(update={"face": FACES[scene.flag]})
    if not words.get(item.id) or not is_first:
        return answer.model_copy(update={"kind": NOT_APPLICABLE})
    flag = scene.flag if item.flags else None
    return answer.model_copy(update={"text": words[item.id], "flag": flag})
