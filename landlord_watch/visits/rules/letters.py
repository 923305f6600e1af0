"""Which letters a visit has use for, as far as it has come."""

from typing import Final

#: Before the visit: whether we may come.
INVITATION: Final = "visit_invitation"
#: After it. The second is to somebody outside, who is told of the home and of nobody in it.
RECEIPT: Final = "visit_receipt"
AFTER: Final = (RECEIPT, "tribunal_information", "environment_notice", "concern_report")
TELLS_OUTSIDE: Final = frozenset({"environment_notice"})


def fitting(*, is_planned: bool, is_made: bool) -> tuple[str, ...]:
    """The templates for a visit that is planned, or made; for one called off there is none."""
    if is_planned:
        return (INVITATION,)
    return AFTER if is_made else ()
