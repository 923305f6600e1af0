"""The kinds of refusal a room may answer with; the doors alone know what they look like."""

from typing import ClassVar


class DomainError(Exception):
    """
    Something was refused, with a stable code and what is needed to say why.

    `context` holds ids, days, amounts and counts; never a name, an address or a
    personal number, since it may reach a log.
    """

    code: ClassVar[str] = "refused"

    def __init__(self, **context: object) -> None:
        super().__init__(self.code)
        self.context = context


class NotFound(DomainError):
    """What was asked for does not exist, or may not be known to exist by who asks."""

    code = "not_found"


class Gone(DomainError):
    """What was asked for did exist, and was erased by decision."""

    code = "gone"


class NotAllowed(DomainError):
    """Who asks is known, and may not do this."""

    code = "not_allowed"


class RuleBroken(DomainError):
    """What was typed is understood, and a rule of the domain refuses it."""

    code = "rule_broken"


class Conflict(DomainError):
    """Somebody else was first, or the thing has moved on since it was read."""

    code = "conflict"
