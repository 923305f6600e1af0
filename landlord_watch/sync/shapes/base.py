"""What the shapes of the wire are made of."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

#: A line of text: PostgreSQL keeps no NUL, and no other control sign is meant either.
NO_CONTROLS = r"^[^\x00-\x1f]*$"

Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Base64 = Annotated[str, Field(pattern="^[A-Za-z0-9+/]*={0,2}$", max_length=4096)]


class Shape(BaseModel):
    """A shape on the wire: exact, and unchanging once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)
