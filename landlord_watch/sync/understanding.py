"""What a parcel says, opened and read; nothing is asked of the database and nothing written."""

from dataclasses import dataclass
from typing import Final

from pydantic import ValidationError

from landlord_watch.infra.sealing import KeyNotHere, SealBroken
from landlord_watch.kernel.errors import DomainError, NotFound
from landlord_watch.sync.ports import PrivateKeys
from landlord_watch.sync.rules import OpenParcel, open_parcel
from landlord_watch.sync.shapes import RevisionHeader
from landlord_watch.visits.rules import (
    NEWEST_CONCERN,
    NEWEST_VISIT,
    Said,
    concern_content_of,
    read_said,
    visit_content_of,
)
from landlord_watch.visits.shapes import ConcernContent, VisitContent

#: The newest versions of what a tablet writes; every one before them is read too.
NEWEST = {"visit": NEWEST_VISIT, "concern": NEWEST_CONCERN}

#: What such a tablet brings is set aside until a person lets it in.
REVOKED: Final = "device_revoked"
#: The same, of a tablet that goes on as before.
QUARANTINED: Final = "device_quarantined"
#: What was sealed for a key that is not here.
UNOPENED: Final = "cannot_open"
#: What a newer program wrote.
FROM_THE_FUTURE: Final = "schema_unknown"
#: A fault of ours.
FAILED: Final = "failed"


class NotUnderstood(Exception):
    """Why a parcel is parked, as a code that pages have words for."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


#: What is the parcel's own fault, or a lack that a person can mend.
UNDERSTOOD = (NotUnderstood, ValidationError, DomainError, KeyNotHere, SealBroken)


@dataclass(frozen=True, slots=True)
class Understood:
    """A parcel's clear header, and what was in it, in the newest version."""

    header: RevisionHeader
    content: VisitContent | ConcernContent


def header_of(*, opened: OpenParcel) -> RevisionHeader:
    """
    The header of a revision or a concern.

    Raises: `NotUnderstood`, if it is of a blob.
    """
    if not isinstance(opened.header, RevisionHeader):
        raise NotUnderstood("content_malformed")
    return opened.header


def understand(*, opened: OpenParcel, keys: PrivateKeys) -> Understood:
    """
    Read a parcel, whatever version wrote it.

    Raises: one of `UNDERSTOOD`.
    """
    header = header_of(opened=opened)
    if header.schema_version > NEWEST[header.kind]:
        raise NotUnderstood(FROM_THE_FUTURE)
    said = read_said(open_parcel(opened, keys=keys))
    content = visit_content_of(said) if header.kind == "visit" else concern_content_of(said)
    _check_ids(header, content, said)
    return Understood(header, content)


def _check_ids(header: RevisionHeader, content: VisitContent | ConcernContent, said: Said) -> None:
    inside = (content.visit_id, content.revision_id, said["schema_version"])
    if inside != (header.visit_id, header.revision_id, header.schema_version):
        raise NotUnderstood("content_ids_differ")


def code_of(*, reason: Exception) -> str:
    """The code of one of `UNDERSTOOD`."""
    match reason:
        case NotUnderstood():
            return reason.code
        case KeyNotHere():
            return UNOPENED
        case SealBroken():
            return "open_failed"
        case DomainError():
            return "visit_unknown" if reason.code == NotFound.code else reason.code
        case _:
            return "content_malformed"
