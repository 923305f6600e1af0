"""The line between a tablet and the office, and everything it does to what goes over it."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from faults.history import History
from faults.office import Office, Reply, Request

PORTAL = Reply(200, {"Content-Type": "text/html"}, b"<html>Log in to the network</html>")
BUSY = Reply(502, {"Content-Type": "text/html"}, b"<html>Bad gateway</html>")
#: More places than a request passes: some of those that were to die live.
MOST_PLACES = 16


class Fate(StrEnum):
    """What becomes of a question and its answer."""

    WELL = "well"
    REQUEST_LOST = "request lost"
    ANSWER_LOST = "answer lost"
    ANSWER_CUT = "answer cut"
    TWICE = "twice"
    LATE = "late"
    PORTAL = "portal"
    REFUSED = "refused on the way"
    GATEWAY = "gateway"
    #: The answer to another question.
    MIXED = "mixed"
    #: A receipt that says everything is here.
    FORGED = "forged"
    CRASH = "crash"
    CRASH_BEFORE_COMMIT = "crash before commit"
    CRASH_AFTER_COMMIT = "crash after commit"
    CRASH_IN_A_PIECE = "crash torn piece"
    CRASH_AFTER_A_PIECE = "crash after piece"


#: The office does not hear of it, or only later.
NEVER_COMES = (Fate.REQUEST_LOST, Fate.PORTAL, Fate.REFUSED, Fate.LATE)
#: A server may die in the middle of a file where there is one.
IN_FILES = (Fate.CRASH_IN_A_PIECE, Fate.CRASH_AFTER_A_PIECE)
FAULTS = tuple(fate for fate in Fate if fate is not Fate.WELL and fate not in IN_FILES)


@dataclass
class Line:
    """What carries questions; what it holds back may come any time, and in any order."""

    office: Office
    history: History
    lots: random.Random
    held_back: list[Request] = field(default_factory=list)
    welcome: list[Reply] = field(default_factory=list)

    def carry(self, request: Request, fate: Fate) -> Reply | None:
        """What the tablet hears; None: nothing."""
        if request.method == "PATCH" and fate is not Fate.WELL and self.lots.random() < 0.7:
            fate = self.lots.choice((*IN_FILES, Fate.TWICE, Fate.LATE))
        self.history.asked(request)
        self.history.counts[fate] += 1
        self.history.trace.append(f"{request.about}: {fate}")
        if fate.startswith("crash"):
            return self._in_danger(request, fate)
        if fate in NEVER_COMES or (fate is Fate.MIXED and self.lots.random() < 0.5):
            return self._instead(request, fate)
        return self._heard(request, fate, self.deliver(request))

    def _instead(self, request: Request, fate: Fate) -> Reply | None:
        """What is heard of a question that does not reach the office, or not yet."""
        if fate is Fate.LATE:
            self.held_back.append(request)
        answers: dict[Fate, Callable[[], Reply]] = {
            Fate.PORTAL: lambda: PORTAL,
            Fate.REFUSED: lambda: Reply(self.lots.randint(400, 599), {}, b"<html>No</html>"),
            Fate.MIXED: lambda: self.lots.choice(self.welcome or [PORTAL]),
        }
        return answers[fate]() if fate in answers else None

    def _heard(self, request: Request, fate: Fate, reply: Reply | None) -> Reply | None:
        """What is left of an answer on its way back."""
        if reply is None:
            return None
        answers: dict[Fate, Callable[[], Reply | None]] = {
            Fate.ANSWER_LOST: lambda: None,
            Fate.GATEWAY: lambda: BUSY,
            Fate.ANSWER_CUT: lambda: Reply(reply.status, {}, reply.body[: len(reply.body) // 2]),
            Fate.TWICE: lambda: self.lots.choice([reply, self.deliver(request)]),
            Fate.MIXED: lambda: self.lots.choice(self.welcome or [reply]),
            Fate.FORGED: lambda: forged(reply),
        }
        return answers[fate]() if fate in answers else reply

    def deliver(self, request: Request) -> Reply | None:
        """Bring it to the office; None: it gave no answer."""
        reply = self.office.ask(request)
        if reply is None:
            self.history.counts["crashed"] += 1
            return None
        self.history.answered(request, reply)
        if request.method == "PUT" and reply.status in (200, 201):
            self.welcome.append(reply)
        return reply

    def _in_danger(self, request: Request, fate: Fate) -> Reply | None:
        if fate is Fate.CRASH:
            self.office.danger.strike_after(self.lots.randint(1, MOST_PLACES))
        else:
            self.office.danger.strike_at(fate.removeprefix("crash "))
        return self.deliver(request)

    def bring_what_was_held_back(self) -> None:
        """One of them, whichever."""
        if self.held_back:
            which = self.lots.randrange(len(self.held_back))
            self.history.counts["came late"] += 1
            self.deliver(self.held_back.pop(which))


def forged(reply: Reply) -> Reply:
    """The same answer, saying that all there is to hold is held."""
    body = reply.body.replace(b"blobs_missing", b"complete")
    body = body.replace(b'"is_held":false', b'"is_held":true')
    return Reply(reply.status, reply.headers, body)
