"""The checklist's own words, in Swedish, as a page shows them."""

from landlord_watch.visits.rules import Item, find_item, newest_checklist
from landlord_watch.visits.shapes import Level

CHECKLIST = newest_checklist()


def item_of(item_id: str) -> Item:
    item = find_item(CHECKLIST, item_id)
    assert item is not None
    return item


def question(item_id: str) -> str:
    """What an item asks."""
    return item_of(item_id).sv


def described(item_id: str, level: Level) -> str:
    """The description of a level of an item."""
    return item_of(item_id).levels[level].sv


def zone(item_id: str) -> str:
    """Where in the home an item is looked at."""
    item = item_of(item_id)
    return next(each.sv for each in CHECKLIST.walk_zones if each.id == item.walk)
