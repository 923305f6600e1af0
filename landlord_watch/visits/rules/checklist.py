"""
The checklists that have been published, and how to find one's way in them.

A visit keeps the checklist it was begun with for life, so a published version is
never changed: what is new gets a new version, in a file of its own.
"""

from functools import cache
from typing import Any

from landlord_watch.kernel.errors import NotFound
from landlord_watch.visits.rules.document import Checklist, Item, ItemType, Section, Severity
from landlord_watch.visits.rules.reading import FileUnreadable, published_texts, read_yaml
from landlord_watch.visits.rules.references import faults_of
from landlord_watch.visits.shapes import ChecklistRef, Level


class ChecklistUnknown(NotFound):
    """No checklist of this id and version was ever published."""

    code = "checklist_unknown"


def read_checklist(text: str) -> Checklist:
    """
    The checklist that a file's text says.

    Raises: `FileUnreadable`.
    """
    checklist = read_yaml(text, Checklist)
    faults = faults_of(checklist)
    if faults:
        raise FileUnreadable(faults)
    return checklist


@cache
def published_checklists() -> tuple[Checklist, ...]:
    """Every published checklist, the oldest version first."""
    return tuple(read_checklist(text) for text in published_texts("checklist").values())


def published_checklist(ref: ChecklistRef) -> Checklist:
    """
    The checklist a visit was begun with.

    Raises: `ChecklistUnknown`.
    """
    for checklist in published_checklists():
        if (checklist.checklist.id, checklist.checklist.version) == (ref.id, ref.version):
            return checklist
    raise ChecklistUnknown(checklist=ref.id, version=ref.version)


def newest_checklist() -> Checklist:
    """The checklist a visit that begins now is begun with: the newest not withdrawn."""
    standing = [each for each in published_checklists() if each.checklist.status != "withdrawn"]
    return standing[-1]


def ref_of(checklist: Checklist) -> ChecklistRef:
    """How a visit names the checklist it was begun with."""
    return ChecklistRef(id=checklist.checklist.id, version=checklist.checklist.version)


def as_document(checklist: Checklist) -> dict[str, Any]:
    """
    The checklist as the tablet gets it: all of it, in Swedish and English, as plain JSON.

    What the file leaves out is there with what that means, so that nobody need know.
    """
    return checklist.model_dump(mode="json", by_alias=True)


def items_of(checklist: Checklist) -> tuple[tuple[Section, Item], ...]:
    """Every item with its section, in the order of the checklist."""
    return tuple((section, item) for section in checklist.sections for item in section.items)


def find_item(checklist: Checklist, item_id: str) -> Item | None:
    """The item of an id; None: not in this checklist."""
    return next((item for _, item in items_of(checklist) if item.id == item_id), None)


def severity_of(checklist: Checklist, level: Level) -> Severity:
    """What the checklist says of a level: its words, its symbol and its days."""
    return next(severity for severity in checklist.severities if severity.id is level)


def holds_condition(item: Item) -> bool:
    """Whether an item can be deficient; records and voices hold words, and no condition."""
    return item.type not in {ItemType.RECORD, ItemType.VOICE}


def is_per_child(item: Item) -> bool:
    """
    Whether an item is answered once for each child: what is told to or said by a child.

    Dangers to children are answered once for the home, and may name a child.
    """
    return not holds_condition(item) and item.applies is not None and item.applies.children


def rank(level: Level) -> int:
    """How serious a level is, 0 for the mildest."""
    return list(Level).index(level)
