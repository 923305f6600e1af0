"""What every shape of a visit is made of."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

SHORT = 200
LONG = 10_000

ShortText = Annotated[str, Field(max_length=SHORT)]
LongText = Annotated[str, Field(max_length=LONG)]
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
#: `ENT-01`: an item of the checklist; ids are never reused.
ItemId = Annotated[str, Field(pattern="^[A-Z]{3}-[0-9]{2}$")]
#: `A-112`: an action of the checklist.
ActionId = Annotated[str, Field(pattern="^A-[A-Z0-9]{2,12}$")]
#: `Barn 1`, `Vuxen 2`: people at a visit are numbered, never named, but where they sign.
Label = Annotated[str, Field(min_length=1, max_length=40)]


def _in_the_calendar(instant: datetime) -> datetime:
    """An instant that exists in every zone; the first and last day of the calendar do not."""
    try:
        instant.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("outside the calendar") from error
    return instant


#: With its zone, as it was said.
Instant = Annotated[AwareDatetime, AfterValidator(_in_the_calendar)]


class Shape(BaseModel):
    """A shape on the wire: exact, and unchanging once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Moment(Shape):
    """When something happened, by a clock that may be wrong, and what was known of the error."""

    #: The tablet's own clock, with its zone; never rewritten.
    device_at: Instant
    #: Server clock less tablet clock at the last contact; None: never measured.
    server_offset_ms: int | None = None
