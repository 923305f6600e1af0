"""The list in a rescue file: what a tablet could not send, carried here by hand."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from landlord_watch.sync.shapes.base import Sha256, Shape

MOST_RESCUED = 20_000
MOST_DEVICES = 100


class RescuedParcel(Shape):
    """A parcel of the file, at `parcels/<sha256>`; of a blob, `revision_id` is None."""

    kind: Literal["visit", "concern", "blob"]
    visit_id: UUID
    revision_id: UUID | None
    sha256: Sha256
    size: Annotated[int, Field(gt=0)]


class RescueManifest(Shape):
    """The file's `manifest.json`. Nothing in it is believed: each parcel says what it is."""

    format: Literal[1]
    #: The tablets bound on that piece of glass.
    device_ids: Annotated[list[UUID], Field(max_length=MOST_DEVICES)]
    parcels: Annotated[list[RescuedParcel], Field(max_length=MOST_RESCUED)]
