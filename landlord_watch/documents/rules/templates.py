"""The letter templates that the program comes with."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


class Audience(StrEnum):
    """Whom a letter is to."""

    LANDLORD = "landlord"


class Slot(StrEnum):
    """What a place in a letter is filled with, by the word that stands in it."""

    LANDLORD = "hyresvärd"
    ADDRESS = "adress"
    MUNICIPALITY = "kommun"
    CONTACT = "kontaktperson"
    DAY = "datum"
    DWELLING = "bostad"
    DEFICIENCIES = "brister"
    MEASURES = "åtgärder"
    PAYMENT_QUESTION = "betalningsfråga"
    #: Nothing fills it but who writes the letter.
    BY_HAND = "skriv här"

    @property
    def written(self) -> str:
        """As it stands in a text."""
        return f"{{{self.value}}}"


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """
    A template as it is used: `version` 0 is the program's own wording, else the municipality's.

    `slots`: what its texts may be filled with.
    """

    key: str
    audience: Audience
    subject: str
    body: str
    slots: tuple[Slot, ...]
    is_payment_question: bool = False
    version: int = 0

    def is_for(self, audience: Audience) -> bool:
        """Whether letters to these are made from it."""
        return self.audience is audience

    def has(self, slot: Slot) -> bool:
        """Whether its texts have a place for this."""
        return slot.written in self.subject or slot.written in self.body


@cache
def _published() -> Mapping[str, Any]:
    text = files("landlord_watch.documents").joinpath("data/letters.yaml").read_text("utf-8")
    found: Mapping[str, Any] = yaml.safe_load(text)
    return found


@cache
def published_templates() -> Mapping[str, LetterTemplate]:
    """The program's own templates, by key, in the order they are offered."""
    slots = {Audience(key): tuple(map(Slot, of)) for key, of in _published()["slots"].items()}
    return {
        key: LetterTemplate(
            key=key,
            audience=Audience(row["for"]),
            subject=row["subject"],
            body=row["body"],
            slots=slots[Audience(row["for"])],
            is_payment_question=row.get("is_payment_question", False),
        )
        for key, row in _published()["templates"].items()
    }


@cache
def passages() -> Mapping[Slot, str]:
    """What is filled in with the same words every time."""
    return {Slot(word): text for word, text in _published()["passages"].items()}
