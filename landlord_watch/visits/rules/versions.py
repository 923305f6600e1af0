"""
Reading what a tablet wrote, in whatever version of its program: every one ever shipped.

A version is brought to the next, step by step, and the newest is what the shapes say. A step
fills in what the older program could not say, and guesses at nothing; what does not fit the
newest shape then is not read. A step that has been shipped is never changed: the payloads of
tests/vectors/payloads were written by it and are held to what they meant.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from pydantic import TypeAdapter

from landlord_watch.visits.shapes import ConcernContent, VisitContent

#: A payload before it is held against a shape: anything may be anything.
Said = Mapping[str, Any]
Step = Callable[[Said], Said]

NEWEST_VISIT: Final = 2
NEWEST_CONCERN: Final = 1

_said: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, Any])


def read_said(payload: bytes) -> Said:
    """
    The values of a payload, of any version.

    Raises: `ValidationError`, if it is no JSON or holds no values by name.
    """
    return _said.validate_json(payload)


def visit_content_of(said: Said) -> VisitContent:
    """
    One revision of a visit, written in any version that was ever shipped.

    Raises: `ValidationError`, also for a version that is not known here.
    """
    return VisitContent.model_validate(_to_newest(said, VISIT_STEPS))


def concern_content_of(said: Said) -> ConcernContent:
    """
    One revision of a concern, written in any version that was ever shipped.

    Raises: `ValidationError`, also for a version that is not known here.
    """
    return ConcernContent.model_validate(_to_newest(said, CONCERN_STEPS))


def _to_newest(said: Said, steps: Mapping[int, Step]) -> Said:
    version = said.get("schema_version")
    while type(version) is int and (step := steps.get(version)) is not None:  # True is no version
        version += 1
        said = {**step(said), "schema_version": version}
    return said


def _visit_1_to_2(said: Said) -> Said:
    """
    Version 2 says how far the municipality stood behind each consent text, and what was done of
    the actions that were chosen. Programs of version 1 came to say so on the way; one that does
    not could not: of the text it is not known, and nothing was ticked off.
    """
    changed = dict(said)
    if isinstance(consents := said.get("consents"), list):
        changed["consents"] = [_with_status(each) for each in consents]
    if isinstance(assessment := said.get("assessment"), dict):
        changed["assessment"] = {"done": [], **assessment}
    return changed


def _with_status(consent: object) -> object:
    text = consent.get("text") if isinstance(consent, dict) else None
    if not isinstance(consent, dict) or not isinstance(text, dict):
        return consent
    return {**consent, "text": {"status": None, **text}}


#: From each version to the next.
VISIT_STEPS: Final[Mapping[int, Step]] = MappingProxyType({1: _visit_1_to_2})
CONCERN_STEPS: Final[Mapping[int, Step]] = MappingProxyType({})
