"""What an adult answered, and how."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from landlord_watch.visits.shapes.base import Label, Moment, Sha256, Shape, ShortText

MOST_POINTS = 20_000


class Purpose(StrEnum):
    """What an adult can say yes or no to, each for itself."""

    VISIT = "visit"
    ROOMS = "rooms"
    PHOTOS = "photos"
    TELL_LANDLORD = "tell_landlord"
    TELL_MUNICIPALITY = "tell_municipality"


class AdultCapacity(StrEnum):
    """In what capacity an adult has the disposal of the home or a part of it."""

    TENANT = "tenant"
    CO_TENANT = "co_tenant"
    LODGER = "lodger"
    RESIDENT_LANDLORD = "resident_landlord"
    OTHER_ADULT = "other_adult"


class ConsentDecision(StrEnum):
    """What the adult said; a refusal is as good an answer as a yes."""

    GRANTED = "granted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class ConsentForm(StrEnum):
    """How the answer was given."""

    SIGNATURE = "signature"
    ORAL_WITNESSED = "oral_witnessed"


class StrokePoint(Shape):
    """A point of a signature: place in CSS pixels of the pad, and milliseconds from its start."""

    x: float
    y: float
    t: int


class Signature(Shape):
    """A signature as the strokes that made it; the picture is drawn from them."""

    width: Annotated[int, Field(gt=0, le=10_000)]
    height: Annotated[int, Field(gt=0, le=10_000)]
    strokes: Annotated[
        list[Annotated[list[StrokePoint], Field(max_length=MOST_POINTS)]],
        Field(min_length=1, max_length=500),
    ]


class TextStatus(StrEnum):
    """How far the municipality stands behind a text's words."""

    PROPOSAL = "proposal"
    #: By a machine, and nobody who knows the language has read it.
    MACHINE_TRANSLATED = "machine_translated"
    ADOPTED = "adopted"


class ConsentTextRef(Shape):
    """
    Which text was shown or read: its version, its language and the hash of its words.

    `status` as the tablet knew it when the adult answered; None: it did not say.
    """

    id: ShortText
    version: ShortText
    language: Annotated[str, Field(pattern="^[a-z]{2,3}$")]
    sha256: Sha256
    status: TextStatus | None


class Consent(Shape):
    """
    One adult's answer, for one visit.

    `purposes` names what was granted; it is empty for a refusal. `rooms` None: every
    room; else the walk zones the adult agreed to. A withdrawal keeps what was given
    and adds `withdrawn`; nothing may be recorded after it.
    Source: domain notes 3.2–3.3 (JO 6367-2019, 2383-2007, 4034-2011). B.
    """

    id: UUID
    adult: Label
    name: ShortText = ""
    capacity: AdultCapacity
    text: ConsentTextRef
    decision: ConsentDecision
    purposes: list[Purpose] = []
    rooms: list[ShortText] | None = None
    form: ConsentForm | None = None
    signature: Signature | None = None
    witness: ShortText = ""
    interpreter: ShortText = ""
    given: Moment
    withdrawn: Moment | None = None
    withdrawn_purposes: list[Purpose] = []
