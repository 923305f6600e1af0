"""
A landlord's right of reply: how long it has, how far it has come, and for how long it stands.

Nothing is said of a landlord that it has not been given to answer. What it answers is kept word
for word beside the number, in every edition, until what was decided has run out.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from landlord_watch.cases.rules.deadlines import months_after
from landlord_watch.kernel.working_days import is_working_day
from landlord_watch.oversight.rules.parameters import Parameter, in_force


class FileState(StrEnum):
    """How far the facts of a landlord have come, as it is kept."""

    MADE = "made"
    #: A caseworker has noted what was looked over.
    CHECKED = "checked"
    SENT = "sent"
    REPLIED = "replied"
    DECIDED = "decided"
    #: Made wrongly.
    TAKEN_BACK = "taken_back"


class FileStanding(StrEnum):
    """How far it has come on a day."""

    MADE = "made"
    CHECKED = "checked"
    WAITING = "waiting"
    #: The day has passed, and nobody has answered.
    NO_REPLY = "no_reply"
    REPLIED = "replied"
    CLOSED = "closed"
    FOLLOW_UP = "follow_up"
    MEASURES = "measures"
    EXPIRED = "expired"
    TAKEN_BACK = "taken_back"


class FileStep(StrEnum):
    """What somebody does next with it."""

    CHECK = "check"
    SEND = "send"
    #: The landlord has the word.
    WAIT = "wait"
    ANSWER_CORRECTION = "answer_correction"
    DECIDE = "decide"
    #: Renew it with a reason, or let it run out.
    RENEW = "renew"


class FileOutcome(StrEnum):
    """What was decided of what was found and answered."""

    CLOSED = "closed"
    FOLLOW_UP = "follow_up"
    MEASURES = "measures"


class CorrectionAnswer(StrEnum):
    """What became of a fact that the landlord said is wrong."""

    #: Put right in the register; the edition is withdrawn, and a new one made.
    EDITION_WITHDRAWN = "edition_withdrawn"
    #: Put right in the register; the edition stands, with the correction beside the number.
    PRINTED_BESIDE = "printed_beside"
    KEPT = "kept"


#: What the landlord may say is wrong, besides the number of an indicator.
OTHER_FACTS: Final = ("name", "dwellings", "links", "other")


@dataclass(frozen=True, slots=True)
class ReplyRules:
    """What counts on a day."""

    rows: Mapping[str, Parameter]

    def __getitem__(self, key: str) -> int:
        return self.rows[key].value


@dataclass(frozen=True, slots=True)
class FileDays:
    """What of a landlord's facts its standing follows from; None: it has not happened."""

    state: FileState
    reply_due_on: date | None = None
    outcome: FileOutcome | None = None
    #: The first day on which it no longer stands.
    expires_on: date | None = None
    #: The day by which the oldest fact said to be wrong is to be answered; None: there is none.
    correction_due_on: date | None = None


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is to be done next, by when; `due_on` None: no day is set."""

    step: FileStep
    due_on: date | None

    def is_overdue(self, *, on: date) -> bool:
        """Whether the day has passed and it is ours to do."""
        return self.step is not FileStep.WAIT and self.due_on is not None and self.due_on < on


def reply_rules(*, on: date) -> ReplyRules:
    """
    The values in force on a day.

    Source: data/replies.yaml, row by row.
    """
    return ReplyRules({key: in_force(rows, on=on) for key, rows in reply_rule_rows().items()})


@cache
def reply_rule_rows() -> Mapping[str, tuple[Parameter, ...]]:
    """Every row of the table by its key."""
    text = files("landlord_watch.oversight").joinpath("data/replies.yaml").read_text("utf-8")
    table: Mapping[str, list[dict[str, Any]]] = yaml.safe_load(text)["parameters"]
    return {key: tuple(Parameter(key=key, **row) for row in rows) for key, rows in table.items()}


def reply_due_on(sent_on: date) -> date:
    """
    The last day to answer facts that were sent on a day.

    Source: data/replies.yaml, reply_days C (no Swedish rule), reply_moves own.
    """
    rules = reply_rules(on=sent_on)
    last = sent_on + timedelta(days=rules["reply_days"])
    while rules["reply_moves"] and not is_working_day(last):
        last += timedelta(days=1)
    return last


def expires_on(decided_on: date) -> date:
    """
    The first day on which a decision of a day no longer stands.

    Source: own (landlords 2.4: it expires after 24 months unless renewed).
    """
    return months_after(decided_on, reply_rules(on=decided_on)["expiry_months"])


def correction_due_on(claimed_on: date) -> date:
    """By when a fact said to be wrong is answered. Source: own."""
    return claimed_on + timedelta(days=reply_rules(on=claimed_on)["correction_days"])


def state_of(
    *, is_checked: bool, is_sent: bool, has_reply: bool, is_decided: bool, is_taken_back: bool
) -> FileState:
    """How far it has come, by the furthest of what has happened."""
    reached = (
        (is_taken_back, FileState.TAKEN_BACK),
        (is_decided, FileState.DECIDED),
        (has_reply, FileState.REPLIED),
        (is_sent, FileState.SENT),
        (is_checked, FileState.CHECKED),
    )
    return next((state for is_there, state in reached if is_there), FileState.MADE)


def standing_of(days: FileDays, *, on: date) -> FileStanding:
    """How far it has come on a day."""
    if days.state is FileState.SENT:
        is_late = days.reply_due_on is not None and days.reply_due_on < on
        return FileStanding.NO_REPLY if is_late else FileStanding.WAITING
    if days.state is FileState.DECIDED and days.outcome is not None:
        is_over = days.expires_on is not None and days.expires_on <= on
        return FileStanding.EXPIRED if is_over else FileStanding(days.outcome.value)
    return FileStanding(days.state.value)


def next_step_of(days: FileDays, *, on: date) -> NextStep | None:
    """What is to be done next; None: nothing, for now or for ever."""
    standing = standing_of(days, on=on)
    if standing in {FileStanding.TAKEN_BACK, FileStanding.EXPIRED}:
        return None
    if days.correction_due_on is not None:
        return NextStep(FileStep.ANSWER_CORRECTION, days.correction_due_on)
    if standing in _STEPS:
        return NextStep(_STEPS[standing], days.reply_due_on)
    return _renewal(days, on=on)


_STEPS: Final = {
    FileStanding.MADE: FileStep.CHECK,
    FileStanding.CHECKED: FileStep.SEND,
    FileStanding.WAITING: FileStep.WAIT,
    FileStanding.NO_REPLY: FileStep.DECIDE,
    FileStanding.REPLIED: FileStep.DECIDE,
}


def _renewal(days: FileDays, *, on: date) -> NextStep | None:
    """Of what was closed nothing is renewed: it runs out by itself."""
    if days.expires_on is None or days.outcome is FileOutcome.CLOSED:
        return None
    asked_from = days.expires_on - timedelta(days=reply_rules(on=on)["renewal_days"])
    return NextStep(FileStep.RENEW, days.expires_on) if asked_from <= on else None


def open_states() -> Collection[FileState]:
    """Those in which somebody, or the landlord, still has something to do."""
    return (FileState.MADE, FileState.CHECKED, FileState.SENT, FileState.REPLIED)
