"""Which letters a case has use for where it stands, and which step of its track each is."""

from collections.abc import Mapping, Sequence
from typing import Final

from landlord_watch.cases.rules.tracks import Step, Taken, TrackKind, next_steps

#: Before anything is asked for, by the templates of `documents`.
FIRST_CONTACT: Final = "first_contact"

#: Templates of a track, and the step that is taken when such a letter leaves.
LETTERS: Final[Mapping[TrackKind, Mapping[str, Step]]] = {
    TrackKind.RESPONSIBILITY: {"official_letter": Step.SENT},
    TrackKind.UNFINISHED_INVESTIGATION: {"unfinished_investigation": Step.SENT},
    TrackKind.TRANSFER: {
        "transfer_request": Step.SENT,
        "transfer_reminder": Step.REMINDED,
        "ivo_application": Step.APPLIED,
        "ivo_appeal": Step.APPEALED,
    },
    TrackKind.PROTEST: {"official_letter": Step.SENT},
}

#: Letters of a transfer that are not made before what it rests on is known; a reminder only says
#: when it was asked, and an appeal says it all again.
RESTS_ON_BASIS: Final = frozenset({"transfer_request", "ivo_application", "ivo_appeal"})
#: A copy of it is a paper of the application that may follow.
ASKS: Final = frozenset({"transfer_request"})
#: The step that it is when such a letter comes.
ARRIVES: Final[Mapping[str, Step]] = {
    "official_letter": Step.RECEIVED,
    "unfinished_investigation": Step.RECEIVED,
    "transfer_request": Step.RECEIVED,
    "ivo_application": Step.RECEIVED_BY_IVO,
}


def fitting(kind: TrackKind, taken: Sequence[Taken]) -> list[str]:
    """The templates whose step may follow on a track."""
    following = next_steps(kind, taken)
    return [template for template, step in LETTERS[kind].items() if step in following]


def step_of(kind: TrackKind, template: str) -> Step | None:
    """The step that such a letter is when it leaves; None: no letter of such a track."""
    return LETTERS[kind].get(template)


def is_letter(kind: TrackKind, step: Step) -> bool:
    """Whether a step of such a track is that a letter leaves."""
    return step in LETTERS[kind].values()
