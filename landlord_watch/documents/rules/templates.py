"""The letter templates that the program comes with."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml


class Audience(StrEnum):
    """Whom a letter is to."""

    LANDLORD = "landlord"
    #: Another municipality, about a move.
    MUNICIPALITY = "municipality"
    IVO = "ivo"
    COURT = "court"
    #: The board for environment and health: of a home, and of nobody in it.
    ENVIRONMENT = "environment"
    RESIDENT = "resident"
    CHILD_UNIT = "child_unit"

    @property
    def is_told_of_people(self) -> bool:
        """Whether a letter may name whom it is about; of a home alone nobody is told of."""
        return self not in {Audience.LANDLORD, Audience.ENVIRONMENT}


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

    # of a case against another municipality
    RECORD_NUMBER = "diarienummer"
    OTHER_MUNICIPALITY = "andra kommunen"
    PERSON = "personen"
    MOVED_ON = "flyttade hit"
    FORMS = "medverkan"
    ACCOUNT = "berättelse"
    SECRECY_GROUND = "grund för kontakt"
    REQUEST_SENT = "begäran skickad"
    REQUEST_RECEIVED = "begäran mottagen"
    LAST_DAY = "sista dag"
    ANSWER = "svar"
    TIES = "starkast anknytning"
    OWN_WISHES = "egna önskemål"
    ONGOING = "pågående ärende"
    ONGOING_LAW = "lagrum för ärendet"
    DURATION = "hur länge"
    CIRCUMSTANCES = "andra omständigheter"
    ANNEXES = "bilagor"
    IVO_DECIDED = "beslut från IVO"
    IVO_NUMBER = "beslutets nummer"

    # of a home visit
    VISIT_DAY = "besöksdag"
    VISITOR = "besökare"
    CHILDREN = "barnen"

    # what rules it, on the day of the letter
    LAW_RESPONSIBLE = "§ ansvarig kommun"
    LAW_ACUTE = "§ akut hjälp"
    LAW_INVESTIGATION = "§ pågående utredning"
    LAW_TRANSFER = "§ överflyttning"
    LAW_APPLICATION = "§ ansökan till IVO"
    LAW_INFORMATION = "§ uppgifter"
    LAW_APPEAL = "§ överklagande"
    LAW_NUISANCE = "§ olägenhet"
    LAW_MONITORING = "§ egenkontroll"
    LAW_REPAIR = "§ åtgärdsföreläggande"
    LAW_REPORT = "§ anmälan om oro"

    @property
    def written(self) -> str:
        """As it stands in a text."""
        return f"{{{self.value}}}"


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """
    A template as it is used: `version` 0 is the program's own wording, else the municipality's.

    `slots`: what its texts may be filled with; `demands`: those of them that no wording of it
    may leave out, and no letter made from it. `needs_approval`: by somebody else than who made
    it, before it leaves.
    """

    key: str
    audience: Audience
    subject: str
    body: str
    slots: tuple[Slot, ...]
    demands: tuple[Slot, ...] = ()
    is_payment_question: bool = False
    needs_approval: bool = False
    version: int = 0

    def is_for(self, audience: Audience) -> bool:
        """Whether letters to these are made from it."""
        return self.audience is audience

    def has(self, slot: Slot) -> bool:
        """Whether its texts have a place for this."""
        return slot.written in self.subject or slot.written in self.body


#: To landlords, in cases against another municipality, and of home visits.
FILES: Final = ("letters.yaml", "case_letters.yaml", "visit_letters.yaml")


@cache
def _published() -> Mapping[str, Mapping[str, Any]]:
    """The files as one: `recipients`, `slots`, `passages` and `templates`, by their keys."""
    parts = ("recipients", "slots", "passages", "templates")
    gathered: dict[str, dict[str, Any]] = {part: {} for part in parts}
    for name in FILES:
        text = files("landlord_watch.documents").joinpath(f"data/{name}").read_text("utf-8")
        for part, rows in yaml.safe_load(text).items():
            gathered[part] |= rows
    return gathered


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
            demands=tuple(map(Slot, row.get("demands", ()))),
            is_payment_question=row.get("is_payment_question", False),
            needs_approval=row.get("needs_approval", False),
        )
        for key, row in _published()["templates"].items()
    }


@cache
def passages() -> Mapping[Slot, str]:
    """What is filled in with the same words every time."""
    return {Slot(word): text for word, text in _published()["passages"].items()}


def needs_approval(key: str) -> bool:
    """Whether a letter made from a template has to be approved; of one no longer known, no."""
    found = published_templates().get(key)
    return found is not None and found.needs_approval


@cache
def recipients() -> Mapping[Audience, str]:
    """Name and address, a line each, of those who are always the same."""
    return {Audience(key): text for key, text in _published()["recipients"].items()}
