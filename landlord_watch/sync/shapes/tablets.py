"""Binding a tablet to who carries it, and its heartbeat."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from landlord_watch.sync.shapes.base import NO_CONTROLS, Base64, Sha256, Shape
from landlord_watch.sync.shapes.changes import OfficeKey
from landlord_watch.visits.shapes import Instant, Moment

#: Ten years: a tablet may have lain in a drawer.
LONGEST_MS = 315_360_000_000


class Recovery(Shape):
    """
    Ask for the key of one's own vault, whose passphrase was forgotten.

    `wrapped` is RSA-OAEP with SHA-256 for the office's key `kid`, under the label
    `landlord_watch vault <staff id>`; the answer is wrapped likewise for `reply_spki`, an RSA
    key of 2048 to 4096 bits made for this once, without a label.
    """

    kid: Annotated[str, Field(max_length=100)]
    wrapped: Base64
    reply_spki: Base64


class Recovered(Shape):
    """The key of the vault, wrapped for the key the tablet asked with."""

    wrapped: Base64


class Enrolment(Shape):
    """Ask to bind this tablet to who is signed in, with a code from the office."""

    code: Annotated[str, Field(min_length=4, max_length=40, pattern=NO_CONTROLS)]
    name: Annotated[str, Field(min_length=1, max_length=80, pattern=NO_CONTROLS)]
    recovery: Recovery | None = None


class Enrolled(Shape):
    """The tablet's own credential: it may append to its outbox, and nothing else."""

    device_id: UUID
    credential: str
    staff_id: UUID
    staff_name: str
    epoch: UUID
    office_key: OfficeKey
    #: Only if it was asked for.
    recovered: Recovered | None = None


class Waiting(Shape):
    """Something a tablet holds that the office has not acknowledged."""

    seq: Annotated[int, Field(ge=1)]
    visit_id: UUID


class Heartbeat(Shape):
    """How the tablet is; proves contact by the answer to `nonce`."""

    nonce: Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
    device_at: Instant
    app_version: Annotated[str, Field(max_length=40, pattern=NO_CONTROLS)]
    last_seq: Annotated[int, Field(ge=0)]
    unsent: Annotated[int, Field(ge=0)]
    oldest_unsent_at: Instant | None
    #: The oldest of what is unsent, so that the office can say which visits were lost if it is.
    waiting: Annotated[list[Waiting], Field(max_length=200)] = []
    is_storage_persistent: bool
    storage_free_bytes: int | None
    #: Nobody has its vault open; it delivers all the same.
    locked: bool = False
    #: Things put back from the other journal since it last told of any.
    repaired: Annotated[int, Field(ge=0)] = 0
    #: Things that were saved and could not be put back, since it last told of any.
    lost: Annotated[int, Field(ge=0)] = 0
    #: Things here that it cannot read.
    cannot_read: Annotated[int, Field(ge=0)] = 0
    #: Its storage may be taken from it, or it is a demo's: what it writes is practice.
    practice: bool = False
    #: What lies in its storage and how much it may hold, as its browser reckons.
    storage_used_bytes: Annotated[int, Field(ge=0)] | None = None
    storage_quota_bytes: Annotated[int, Field(ge=0)] | None = None
    #: Worries for children among what is unsent.
    unsent_concerns: Annotated[int, Field(ge=0)] = 0
    #: Orders it has carried out since it last told of any; None: it is too old to tell.
    carried_out: Annotated[list[str], Field(max_length=10)] | None = None


Order = Literal["shred_read_cache"]


class HeartbeatAnswer(Shape):
    """The office's answer; `proof` is HMAC-SHA256 of the nonce under SHA-256 of the credential."""

    epoch: UUID
    proof: Sha256
    server_at: Instant
    #: The highest gap-free device_seq held; `plattan säger 42, vi har 41`.
    held_seq: int
    is_revoked: bool
    #: What it is to do now; unknown ones are passed over.
    orders: list[Order] = []


class VisitRead(Shape):
    """That a visit was opened on a tablet, and when."""

    visit_id: UUID
    opened: Moment


class SealedRead(Shape):
    """
    A `VisitRead`, sealed on the tablet as soon as it was: a lost one does not tell it.

    `wrapped` is RSA-OAEP with SHA-256 of its JSON, for the office's key `kid`, under the label
    `landlord_watch read <id>`.
    """

    id: UUID
    kid: Annotated[str, Field(max_length=100)]
    wrapped: Base64


class Reads(Shape):
    """What was opened on a tablet, for the access log."""

    reads: Annotated[list[SealedRead], Field(min_length=1, max_length=50)]


class ReadReceipts(Shape):
    """Which of them are in the access log now; what is not named stays on the tablet."""

    epoch: UUID
    held: list[UUID]


class SignOff(Shape):
    """That the tablet was locked for good, so long ago by its own clock."""

    locked_for_ms: Annotated[int, Field(ge=0, le=LONGEST_MS)]


class SignedOff(Shape):
    """Whether the browser had a session at the office that is over now."""

    ended: bool
