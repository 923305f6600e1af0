"""Texts with places to fill: `{bostad}`."""

import re
from collections.abc import Mapping
from typing import Final

from landlord_watch.documents.errors import (
    FactLeftOut,
    SlotLeftOut,
    SlotUnfilled,
    SlotUnknown,
)
from landlord_watch.documents.rules.numbers import check_names_nobody
from landlord_watch.documents.rules.templates import LetterTemplate, Slot

#: What was told and found is cut to what is needed for the matter, by who writes.
CUT_TO_NEED: Final = frozenset({Slot.FORMS, Slot.ACCOUNT})
PLACE = re.compile(r"\{[^{}\n]*\}")


def filled(text: str, values: Mapping[Slot, str]) -> str:
    """The text with what there is in its places; a place with nothing stays to be seen."""
    ready = {slot.written: value for slot, value in values.items() if value}
    return PLACE.sub(lambda found: ready.get(found[0], found[0]), text)


def missing(*texts: str) -> tuple[str, ...]:
    """What these texts still lack, each place once, in the order they come."""
    found = (place for text in texts for place in PLACE.findall(text))
    return tuple(dict.fromkeys(place.strip("{}") for place in found))


def check_filled(text: str) -> None:
    """
    Refuse a text with a place that nothing was put into; says which, and on which line.

    Raises: `SlotUnfilled`.
    """
    found = PLACE.search(text)
    if found:
        raise SlotUnfilled(slot=found[0], line=text.count("\n", 0, found.start()) + 1)


def check_slots(text: str, template: LetterTemplate) -> None:
    """
    Refuse a wording with a place that nothing is known to fill.

    Raises: `SlotUnknown`.
    """
    known = [slot.written for slot in template.slots]
    for found in PLACE.finditer(text):
        if found[0] not in known:
            raise SlotUnknown(slot=found[0], known=", ".join(known))


def check_demands(subject: str, body: str, template: LetterTemplate) -> None:
    """
    Refuse a wording that leaves out what such a letter has to say.

    Raises: `SlotLeftOut`.
    Source: for an application to IVO, IVO's page on what it has to account for, B; else own.
    """
    said = {*PLACE.findall(subject), *PLACE.findall(body)}
    left_out = [slot.written for slot in template.demands if slot.written not in said]
    if left_out:
        raise SlotLeftOut(slots=", ".join(left_out))


def check_said(text: str, template: LetterTemplate, facts: Mapping[Slot, str]) -> None:
    """
    Refuse a letter in which a fact that it has to say no longer stands as it is known.

    Who wants it to say something else changes the fact, and not the letter alone. A demanded
    fact that nothing knows is written by hand, and asked of `check_filled`.

    Raises: `FactLeftOut`.
    Source: own; so that a letter that was put right by hand still says what it has to.
    """
    said = _plain(text)
    left_out = [slot.value for slot in template.demands if _plain(facts.get(slot, "")) not in said]
    if left_out:
        raise FactLeftOut(slots=left_out)


def check_letter(
    subject: str, body: str, *others: str, template: LetterTemplate, known: Mapping[Slot, str]
) -> None:
    """
    Refuse a letter that lacks something, names who must not be named, or leaves out a fact.

    `others`: whose letter it is, whom it is to, whom to turn to. `known`: of `check_said`.

    Raises: `SlotUnfilled`, `TextNamesAPerson`, `FactLeftOut`.
    """
    for text in (subject, body, *others):
        check_filled(text)
        if not template.audience.is_told_of_people:
            check_names_nobody(text)
    check_said(f"{subject}\n{body}", template, known)


def _plain(text: str) -> str:
    return " ".join(text.split())
