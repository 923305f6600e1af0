"""An edition in three sentences: the rents, who deviates, and who came; honest where it cannot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext

from landlord_watch.oversight.rules.changes import Change
from landlord_watch.oversight.shapes import EditionTold, LandlordKind, LandlordTold, NumberTold
from landlord_watch.web import edition_titles as titles
from landlord_watch.web import edition_words as words
from landlord_watch.web import format as written
from landlord_watch.web.edition_changes import apart_from, changed
from landlord_watch.web.edition_shelf import Shelf

NOTHING: Final = NumberTold()
#: So many are named in a sentence; the rest are counted.
MOST_NAMED: Final = 3
SIGNALLED: Final = frozenset({"watch", "review"})


@dataclass(frozen=True, slots=True)
class EditionInShort:
    """The newest edition as a start page has it."""

    period: str
    sentences: list[str]


def in_short(shelf: Shelf) -> EditionInShort | None:
    """None: nothing has been told yet."""
    newest = shelf.newest
    if newest is None:
        return None
    said = sentences(newest.told, shelf.up_to(newest))
    return EditionInShort(words.period(newest.told), said)


def sentences(edition: EditionTold, editions: Sequence[EditionTold]) -> list[str]:
    """Three, written from the numbers; `editions`: those that stand, this one among them."""
    return [_rents(edition, editions), _landlords(edition), _arrivals(edition)]


def _rents(edition: EditionTold, editions: Sequence[EditionTold]) -> str:
    number = edition.numbers.get("I1", NOTHING)
    if not number.is_told:
        return gettext(
            "För få hyror har kunnat bedömas för att säga hur många som ligger över normhyran."
        )
    said = gettext(
        "Av %(of)s hyror som har kunnat bedömas ligger %(count)s över normhyran, %(share)s.",
        of=written.number(number.of),
        count=written.number(number.count),
        share=words.value_words("I1", number.value),
    )
    return f"{said} {_since(edition, editions)}".strip()


def _since(edition: EditionTold, editions: Sequence[EditionTold]) -> str:
    before = apart_from(edition, editions)
    if before is None:
        return ""
    was = before.numbers.get("I1", NOTHING)
    share = words.value_words("I1", was.value)
    match changed("I1", was, edition.numbers["I1"]).change:
        case Change.INCREASE:
            return gettext("Det är fler än året före, då andelen var %(share)s.", share=share)
        case Change.DECREASE:
            return gettext("Det är färre än året före, då andelen var %(share)s.", share=share)
        case Change.NONE_ESTABLISHED:
            return gettext("Någon säker förändring mot året före går inte att se.")
        case _:
            return gettext("Om det är fler eller färre än året före går inte att avgöra.")


def _landlords(edition: EditionTold) -> str:
    if not any(number.is_told for each in edition.landlords for number in each.numbers.values()):
        return gettext(
            "Ingen hyresvärd har så många hyresavtal eller besök att något tal om den kan visas."
        )
    review, watch = with_signal(edition, "review"), with_signal(edition, "watch")
    watch = [each for each in watch if each not in review]
    said = _signals(review, watch)
    return f"{said} {_repeated(edition, [*review, *watch])}".strip()


def _repeated(edition: EditionTold, named: Sequence[LandlordTold]) -> str:
    """That a signal is of a number that was told before; empty: all are this edition's own."""
    signalled = (n for each in named for n in each.numbers.values() if n.signal in SIGNALLED)
    if all(n.told_for is None or n.told_for >= edition.ends_on for n in signalled):
        return ""
    return gettext("En del av de talen visades senast i en tidigare utgåva.")


def _signals(review: Sequence[LandlordTold], watch: Sequence[LandlordTold]) -> str:
    if review and watch:
        return gettext(
            "%(review)s bör granskas och %(watch)s uppmärksammas: de avviker från övriga mer än"
            " slumpen brukar ge.",
            review=_named(review),
            watch=_named(watch),
        )
    if review:
        return gettext(
            "%(names)s bör granskas: avvikelsen från övriga är större än slumpen brukar ge.",
            names=_named(review),
        )
    if watch:
        return gettext(
            "%(names)s bör uppmärksammas: avvikelsen från övriga är större än slumpen brukar ge.",
            names=_named(watch),
        )
    return gettext(
        "Ingen hyresvärd avviker från övriga mer än slumpen brukar ge, men det friar ingen."
    )


def with_signal(edition: EditionTold, signal: str) -> list[LandlordTold]:
    """The landlords that any number says this of, in the edition's order."""
    return [
        each
        for each in edition.landlords
        if any(number.signal == signal for number in each.numbers.values())
    ]


def _named(landlords: Sequence[LandlordTold]) -> str:
    names = [_in_sentence(each) for each in landlords[:MOST_NAMED]]
    left = len(landlords) - len(names)
    if left:
        names.append(gettext("%(number)s till", number=written.number(left)))
    if len(names) == 1:
        return names[0]
    return gettext("%(names)s och %(last)s", names=", ".join(names[:-1]), last=names[-1])


def _in_sentence(landlord: LandlordTold) -> str:
    if landlord.kind is LandlordKind.PEOPLE:
        return gettext("privatpersoner som hyr ut")
    return landlord.name


def _arrivals(edition: EditionTold) -> str:
    named = [each for each in edition.origins if each.count and each.code.isdigit()]
    said = _came(edition)
    if not named:
        return said
    first = max(named, key=lambda each: each.count or 0)
    most = gettext("Flest kom från %(name)s.", name=titles.origin(first.code))
    return f"{said} {most}"


def _came(edition: EditionTold) -> str:
    number = edition.numbers.get("I4", NOTHING)
    if number.is_told:
        return gettext(
            "Av %(of)s inflyttningar med känt ursprung följdes %(count)s av bistånd till någon som"
            " kom från en annan kommun, %(share)s.",
            of=written.number(number.of),
            count=written.number(number.count),
            share=words.value_words("I4", number.value),
        )
    came = sum(each.count or 0 for each in edition.origins)
    if came:
        return gettext(
            "%(came)s hushåll har flyttat hit från en annan kommun och fått bistånd. Hur stor del"
            " det är av alla som flyttat in kan inte visas.",
            came=written.number(came),
        )
    return gettext(
        "Hur många som har flyttat hit från en annan kommun och fått bistånd kan inte visas."
    )
