"""The small parts that the files of words and rules of this room are built of."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(min_length=1)]
Id = Annotated[str, Field(min_length=1, max_length=60)]


class Part(BaseModel):
    """A part of a published file: every field known, none changed once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Part):
    """The same thing said in Swedish and in English."""

    sv: Text
    en: Text


class Named(Words):
    """Something with an id and a name."""

    id: Id


class Certainty(StrEnum):
    """How sure we are of a figure or a rule; U never decides anything."""

    READ = "A"
    TWO_SOURCES = "B"
    ONE_SOURCE = "C"
    UNCONFIRMED = "U"
    OWN = "own"
