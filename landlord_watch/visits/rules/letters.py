"""Which letters a visit has use for, as far as it has come."""

from typing import Final

#: Before the visit: whether we may come.
INVITATION: Final = "visit_invitation"
#: After it. The second is to somebody outside, who is told of the home and of nobody in it.
RECEIPT: Final = "visit_receipt"
CONCERN_REPORT: Final = "concern_report"
AFTER: Final = (RECEIPT, "tribunal_information", "environment_notice", CONCERN_REPORT)
TELLS_OUTSIDE: Final = frozenset({"environment_notice"})


def fitting(*, is_planned: bool, is_made: bool, has_concern: bool = False) -> tuple[str, ...]:
    """
    The templates for a visit that is planned, or made; for one called off there is none.

    A worry for a child leaves the tablet before anything else of its visit, which still counts as
    planned then, and somebody has to report it at once.
    """
    if is_made:
        return AFTER
    before = (INVITATION,) if is_planned else ()
    return (*before, CONCERN_REPORT) if has_concern else before
