"""
What became of a number since an edition whose period shares no month, in the words of the rules.

Editions a quarter apart hold mostly the same households; what is told of two such as a change
would for the most part be the same chance twice.
"""

from collections.abc import Iterable, Iterator

from flask_babel import gettext

from landlord_watch.oversight.rules.changes import (
    Change,
    Compared,
    compared_rates,
    compared_shares,
)
from landlord_watch.oversight.rules.parameters import indicators
from landlord_watch.oversight.rules.uncertainty import Share
from landlord_watch.oversight.shapes import ChangeTold, EditionTold, NumberTold
from landlord_watch.web import edition_words as words
from landlord_watch.web import format as written
from landlord_watch.web.edition_words import KINDS, Kind

UNDECIDABLE = Compared(Change.UNDECIDABLE, None, None)


def apart_from(edition: EditionTold, others: Iterable[EditionTold]) -> EditionTold | None:
    """The newest that came before and shares no month with it; None: there is none."""
    before = [each for each in others if each.ends_on <= edition.starts_on]
    return max(before, key=lambda each: each.ends_on, default=None)


def told_apart(now: NumberTold, earlier: Iterable[NumberTold]) -> NumberTold:
    """
    The newest of the earlier numbers that shares no month with this one, the latest first.

    What is told may be older than the edition it stands in; one that is not told is none.
    """
    if now.told_for is None:
        return NumberTold()
    starts_on = now.told_for.replace(year=now.told_for.year - 1)
    apart = (each for each in earlier if each.told_for and each.told_for <= starts_on)
    return next(apart, NumberTold())


def changed(code: str, before: NumberTold, now: NumberTold) -> Compared:
    """What may be said of two numbers of the same; of a median nothing is."""
    counts = (before.count, before.of, now.count, now.of)
    if None in counts or KINDS[code] in {Kind.MONEY, Kind.PART}:
        return UNDECIDABLE
    count, of, count_now, of_now = (each or 0 for each in counts)
    if KINDS[code] is Kind.SHARE:
        least = indicators()[code].least_base
        return compared_shares(Share(count, of), Share(count_now, of_now), least=least)
    if not of or not of_now:
        return UNDECIDABLE
    return compared_rates(count, count_now, base_before=of, base_now=of_now)


def word_of(code: str, before: NumberTold, now: NumberTold) -> str:
    """`ökning`, `ingen säkerställd förändring` and so on; that nothing can be said says so."""
    if not (before.is_told and now.is_told):
        return words.told_sentence(f"change.{Change.UNDECIDABLE.value}")
    if before.told_for is not None and before.told_for == now.told_for:
        return gettext("inget nytt tal")
    return words.told_sentence(f"change.{changed(code, before, now).change.value}")


def change_words(code: str, before: NumberTold, now: NumberTold) -> str:
    """`ökning (var 20 %)`."""
    word = word_of(code, before, now)
    if not before.is_told:
        return word
    was = words.unbroken(words.value_words(code, before.value))
    return gettext("%(word)s (var %(before)s)", word=word, before=was)


def split_sentences(change: ChangeTold) -> Iterator[str]:
    """What of the change in how many lie over the norm comes of what."""
    yield gettext(
        "Antalet över norm gick från %(before)s till %(after)s, en skillnad på %(difference)s.",
        before=written.number(change.before),
        after=written.number(change.after),
        difference=signed(change.after - change.before),
    )
    yield gettext(
        "Av skillnaden kommer %(norm)s av att normhyran ändrades, %(household)s av att hushåll blev"
        " större eller mindre och %(rent)s av att hyror ändrades.",
        norm=signed(change.by_norm),
        household=signed(change.by_household),
        rent=signed(change.by_rent),
    )
    yield gettext(
        "Resten är hushåll som kom (%(came)s över norm) eller lämnade (%(left)s över norm).",
        came=signed(change.came),
        left=signed(-change.left),
    )


def signed(number: int) -> str:
    """`+26`, `−9`, `0`."""
    sign = "+" if number > 0 else "−" if number < 0 else ""
    return f"{sign}{written.number(abs(number))}"
