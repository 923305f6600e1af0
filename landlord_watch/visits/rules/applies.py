"""
Which items are shown for a home.

Every listed child counts here, however much it stays: the checklist asks for "at
least one child in one of the groups" and only its lift leaves visiting children out.
"""

from landlord_watch.visits.rules.checklist import items_of
from landlord_watch.visits.rules.document import Checklist, Item
from landlord_watch.visits.rules.situation import group_of, holds
from landlord_watch.visits.shapes import Child, Context


def applicable_items(checklist: Checklist, context: Context) -> tuple[Item, ...]:
    """The items shown for a home, in the order of the checklist."""
    return tuple(item for _, item in items_of(checklist) if is_shown(item, context))


def is_shown(item: Item, context: Context) -> bool:
    """
    Whether an item is shown for a home.

    A condition on what was not asked or is not known does not hold; `fields_to_ask`
    says which answers would show more.
    """
    if item.applies is None:
        return True
    if not holds(item.applies.when, context):
        return False
    return not item.applies.children or bool(children_for(item, context))


def children_for(item: Item, context: Context) -> tuple[Child, ...]:
    """The listed children an item is about; empty for items that are not about children."""
    if item.applies is None or not item.applies.children:
        return ()
    ages = item.applies.ages
    return tuple(child for child in context.children if not ages or group_of(child) in ages)


def fields_to_ask(checklist: Checklist, context: Context) -> tuple[str, ...]:
    """The context fields not answered yet, on which the showing of some item depends."""
    named = {
        field for _, item in items_of(checklist) if item.applies for field in item.applies.when
    }
    return tuple(
        field.id
        for field in checklist.context_fields
        if field.id in named and getattr(context, field.id) is None
    )
