"""
Every letter there is, by both Acts, with each thing that it has to say missing in turn.

What lets a letter through is asked of the same rules as the services ask; a gate may be put in
its place, to see that one that lets everything through is found.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from landlord_watch.cases.rules.annexes import AnnexKind, lacking_annexes
from landlord_watch.cases.rules.basis import (
    OTHER_LAW,
    Basis,
    Concerned,
    Representative,
    Stance,
    lacking,
)
from landlord_watch.cases.rules.letters import RESTS_ON_BASIS
from landlord_watch.cases.rules.tracks import Step
from landlord_watch.documents import rules
from landlord_watch.documents.models import Letter
from landlord_watch.documents.rules import LetterTemplate, Slot, published_templates
from landlord_watch.kernel.errors import RuleBroken

#: The last day of the old Act, and the first of the new.
DAYS = (date(2025, 6, 30), date(2025, 7, 1))
OLD, NEW = "socialtjänstlagen (2001:453)", "socialtjänstlagen (2025:400)"
#: Everything that may be asked for, of somebody who opposes it and has children of all ages.
WHOLE = Basis(
    ties="Nio år där.",
    stance=Stance.OPPOSES,
    wishes="Vill bo kvar här.",
    override="Barnens skola finns där.",
    view_of_child_over_15="Vill till sina vänner.",
    view_of_child="Saknar sin klass.",
    representative=Representative.TRUSTEE,
    view_of_representative="Instämmer.",
    ongoing="Ekonomiskt bistånd.",
    ongoing_subject=OTHER_LAW,
    ongoing_law="2 § LVU",
    lasts_until=date(2027, 1, 31),
    duration="Beslutet gäller så länge.",
    circumstances="Inga andra.",
    child_short_term="Byter skola.",
    child_long_term="Får sitt nätverk.",
)
#: By which children the household has, what is asked of them.
WHOSE = {
    "view_of_child_over_15": Concerned(has_child=True, has_child_over_15=True),
    "view_of_child": Concerned(has_child=True),
}
PAPERS = {
    "ivo_application": (
        *(AnnexKind.MINUTES, AnnexKind.REQUEST, AnnexKind.ANSWER, AnnexKind.DECISION_BASIS),
    ),
    "ivo_appeal": (AnnexKind.MINUTES, AnnexKind.IVO_DECISION),
}


@dataclass(frozen=True, slots=True)
class Tried:
    """A letter that was tried without something, and whether it came through all the same."""

    template: str
    day: date
    without: str
    came_through: bool


Gate = Callable[[LetterTemplate, str, str, Mapping[Slot, str]], None]


def gate(template: LetterTemplate, subject: str, body: str, known: Mapping[Slot, str]) -> None:
    """As a letter is let through by the services."""
    rules.check_letter(subject, body, template=template, known=known)


def open_gate(
    _template: LetterTemplate, _subject: str, _body: str, _known: Mapping[Slot, str]
) -> None:
    """A planted fault: everything is let through."""


def known_on(day: date) -> dict[Slot, str]:
    """Something in every place, and the law of the day where the law is named."""
    words = {slot: f"(uppgift: {slot.value})" for slot in Slot}
    return words | dict(rules.laws(on=day)) | dict(rules.passages())


def tried_with_an_empty_slot(let_through: Gate = gate) -> Iterator[Tried]:
    """Every template by both Acts, with each place that it has left empty."""
    for template, day in _all():
        for slot in (slot for slot in template.slots if template.has(slot)):
            known = known_on(day) | {slot: ""}
            subject, body = (rules.filled(t, known) for t in (template.subject, template.body))
            yield _tried(template, day, slot.value, subject, body, known, let_through)


def tried_without_a_fact(let_through: Gate = gate) -> Iterator[Tried]:
    """Every template by both Acts, with each thing that it has to say taken out by hand."""
    for template, day in _all():
        known = known_on(day)
        subject, body = (rules.filled(t, known) for t in (template.subject, template.body))
        for slot in template.demands:
            if slot not in rules.CUT_TO_NEED:
                without = [text.replace(known[slot], "–") for text in (subject, body)]
                yield _tried(template, day, slot.value, without[0], without[1], known, let_through)


def tried_on_a_poor_ground() -> Iterator[Tried]:
    """Every letter of a transfer, with each fact, paper and approval missing in turn."""
    for template, day in _all():
        if template.key in RESTS_ON_BASIS:
            yield from (
                Tried(template.key, day, name, came_through=not _is_lacking(name))
                for name in Basis.__dataclass_fields__
            )
        papers = PAPERS.get(template.key, ())
        for kind in papers:
            rest = set(papers) - {kind}
            lacks = lacking_annexes(template.key, kinds=rest, taken={Step.REFUSED})
            yield Tried(template.key, day, kind.value, came_through=kind not in lacks)
        if template.needs_approval:
            letter = Letter(template_key=template.key)
            yield Tried(template.key, day, "approval", came_through=not letter.waits_for_approval)


def _is_lacking(name: str) -> bool:
    empty = Basis.__dataclass_fields__[name].default
    who = WHOSE.get(name, Concerned(has_child=True, has_child_over_15=True))
    return name in lacking(replace(WHOLE, **{name: empty}), concerned=who)


def _tried(
    template: LetterTemplate,
    day: date,
    without: str,
    subject: str,
    body: str,
    known: Mapping[Slot, str],
    let_through: Gate,
) -> Tried:
    try:
        let_through(template, subject, body, known)
    except RuleBroken:
        return Tried(template.key, day, without, came_through=False)
    return Tried(template.key, day, without, came_through=True)


def _all() -> Iterator[tuple[LetterTemplate, date]]:
    for template in published_templates().values():
        for day in DAYS:
            yield template, day
