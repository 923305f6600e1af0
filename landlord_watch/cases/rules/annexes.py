"""
Which papers follow an application to IVO, and which are missing.

Source: IVO's page "Ansökan till IVO", read second-hand, B: approved minutes of the board, or the
chair's decision; the delegation order if an official decided; copies of the request, of the answer
and of what was decided on.
"""

from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import Final

from landlord_watch.cases.rules.tracks import Step


class AnnexKind(StrEnum):
    """What a paper is, in the order it is listed."""

    MINUTES = "minutes"
    CHAIR_DECISION = "chair_decision"
    DELEGATION = "delegation"
    REQUEST = "request"
    ANSWER = "answer"
    DECISION_BASIS = "decision_basis"
    #: The decision that is appealed.
    IVO_DECISION = "ivo_decision"
    OTHER = "other"


#: Any of these shows that it was decided by who may.
DECIDED_BY: Final = frozenset({AnnexKind.MINUTES, AnnexKind.CHAIR_DECISION, AnnexKind.DELEGATION})
#: Letters that have annexes.
WITH_ANNEXES: Final = frozenset({"ivo_application", "ivo_appeal"})


def lacking_annexes(
    template: str, *, kinds: Collection[AnnexKind], taken: Collection[Step]
) -> tuple[AnnexKind, ...]:
    """
    Which papers a letter of this template still needs, by what has happened on its track.

    Minutes stand for a decision by who may: minutes, the chair's, or a delegation order.

    Source: of this module; that an appeal needs the decision it is about, FL 43 §, B.
    """
    if template not in WITH_ANNEXES:
        return ()
    return tuple(each for each in _asked(template, kinds, taken) if each not in kinds)


def _asked(
    template: str, kinds: Collection[AnnexKind], taken: Collection[Step]
) -> Iterator[AnnexKind]:
    if not DECIDED_BY & set(kinds):
        yield AnnexKind.MINUTES
    if template == "ivo_appeal":
        yield AnnexKind.IVO_DECISION
        return
    yield AnnexKind.REQUEST
    if Step.REFUSED in taken:
        yield AnnexKind.ANSWER
    yield AnnexKind.DECISION_BASIS
