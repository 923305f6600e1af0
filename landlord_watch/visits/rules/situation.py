"""What a visit's context says of who lives there, where a rule asks."""

from landlord_watch.visits.rules.document import When
from landlord_watch.visits.shapes import Child, Context, Stays


def group_of(child: Child) -> str:
    """The group a child is looked after as: development goes before age."""
    return child.developmental_group or child.age_group


def a_child_lives_there(context: Context) -> bool:
    """
    Whether a child lives in the home, all or part of the time, or is planned to.

    A child that only visits is listed, and does not lift a severity.
    Source: the checklist's own rule, assessment.lift.child. own.
    """
    return any(child.stays is not Stays.VISITS for child in context.children)


def is_sensitive(context: Context) -> bool:
    """
    Whether a sensitive person lives in the home; what was not asked is not so.

    Source: the checklist's own rule, assessment.lift.sensitive. own.
    """
    return context.sensitive_person is True or a_child_lives_there(context)


def holds(when: When, context: Context) -> bool:
    """Whether all conditions hold; what was not asked or is not known does not."""
    return all(_is(getattr(context, field), wanted) for field, wanted in when.items())


def _is(value: object, wanted: bool | tuple[str, ...]) -> bool:
    return value in wanted if isinstance(wanted, tuple) else value is wanted
