"""Two editions beside each other: what else is another, what changed, and what of it is norm."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.kernel.errors import NotFound
from landlord_watch.oversight.queries.landlord_editions import EditionKept
from landlord_watch.oversight.rules.frozen import Basis, FrozenEdition, Told, compare
from landlord_watch.oversight.shapes import EditionTold
from landlord_watch.web import edition_words as words
from landlord_watch.web import format as written
from landlord_watch.web.edition_changes import split_sentences, word_of
from landlord_watch.web.edition_charts import number_of
from landlord_watch.web.edition_parts import NOTHING, WHOLE
from landlord_watch.web.edition_shelf import Shelf
from landlord_watch.web.edition_tables import Row, Table, compact

#: What of the basis may be another, so that a number may change of that alone.
DIFFERS: Final[Mapping[str, LazyString]] = {
    "definitions": lazy_gettext("hur talen räknas"),
    "norm_version": lazy_gettext("normhyran"),
    "link_version": lazy_gettext("vilka hyresvärdar som hör ihop"),
}
POPULATIONS: Final[Mapping[str, LazyString]] = {
    "assessable": lazy_gettext("Hushåll med bedömbar hyra"),
    "starts": lazy_gettext("Hyresavtal som började"),
    "visits": lazy_gettext("Genomförda hembesök"),
    "dwellings": lazy_gettext("Lägenheter hos hyresvärdar med känt antal"),
    "tenancies": lazy_gettext("Hyresavtal"),
    "child_visits": lazy_gettext("Hembesök hos barnfamiljer"),
    "followed_up": lazy_gettext("Brister som har följts upp"),
    "revisited": lazy_gettext("Bostäder med minst två hembesök"),
    "arrivals": lazy_gettext("Ankomster med bistånd"),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """What a page shows of two editions."""

    earlier: EditionKept
    later: EditionKept
    differs: list[str]
    #: Why more or fewer lie over the norm; empty: it was not worked out between these two.
    split: list[str]
    tables: list[Table]
    shares_months: bool


def chosen(shelf: Shelf, asked: Mapping[str, str]) -> tuple[EditionKept, EditionKept] | None:
    """
    The two that were asked for, the earlier first; else the newest and the one before it.

    None: there are not two. Raises: `NotFound`.
    """
    if "earlier" in asked and "later" in asked:
        both = [shelf.get(_id(asked["earlier"])), shelf.get(_id(asked["later"]))]
    else:
        both = shelf.standing[:2]
    both.sort(key=lambda kept: kept.told.ends_on)
    return (both[0], both[1]) if len(both) > 1 else None


def _id(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError as error:
        raise NotFound from error


def compared(earlier: EditionKept, later: EditionKept) -> Compared:
    """All there is to say of the two."""
    found = compare(_frozen(earlier), _frozen(later))
    return Compared(
        earlier=earlier,
        later=later,
        differs=[_difference(name) for name in found.differs],
        split=_split(earlier.told, later.told),
        tables=[
            _whole(earlier.told, later.told),
            _landlords(earlier.told, later.told),
            _populations(found.told),
        ],
        shares_months=later.told.starts_on < earlier.told.ends_on,
    )


def _frozen(kept: EditionKept) -> FrozenEdition:
    """As it was hashed."""
    read = {name: value for name, value in kept.basis.items() if name != "canonical"}
    days = {"starts_on": kept.told.starts_on, "ends_on": kept.told.ends_on}
    basis = Basis(**{**read, **days})
    document = kept.told.model_dump(mode="json")
    return FrozenEdition(basis, document, kept.made_on, kept.made_by_id)


def _difference(name: str) -> str:
    known = DIFFERS.get(name)
    if known is not None:
        return str(known)
    return gettext("gränsvärdet %(name)s", name=name.removeprefix("parameters."))


def _split(earlier: EditionTold, later: EditionTold) -> list[str]:
    change = later.change
    if change is None or change.since not in {earlier.ends_on, words.last_day(earlier.ends_on)}:
        return []
    return list(split_sentences(change))


def _whole(earlier: EditionTold, later: EditionTold) -> Table:
    rows = [
        Row(words.indicator_name(code), _both(code, earlier, later))
        for code in WHOLE
        if code in earlier.numbers or code in later.numbers
    ]
    return Table(gettext("Kommunens tal"), _columns(gettext("Vad"), earlier, later), rows)


def _both(code: str, earlier: EditionTold, later: EditionTold) -> list[str]:
    was, now = earlier.numbers.get(code, NOTHING), later.numbers.get(code, NOTHING)
    return [compact(code, was), compact(code, now), word_of(code, was, now)]


def _columns(first: str, earlier: EditionTold, later: EditionTold) -> list[str]:
    return [first, words.period(earlier), words.period(later), gettext("Förändring")]


def _landlords(earlier: EditionTold, later: EditionTold) -> Table:
    rows = []
    for each in later.landlords:
        was, now = number_of(earlier, each.code, "I1"), each.numbers.get("I1", NOTHING)
        if was.is_told or now.is_told:
            cells = [compact("I1", was), compact("I1", now), word_of("I1", was, now)]
            rows.append(Row(words.landlord_name(each), cells, each.code))
    columns = _columns(gettext("Hyresvärd"), earlier, later)
    return Table(words.indicator_name("I1"), columns, rows)


def _populations(told: tuple[Told, ...]) -> Table:
    rows = [
        Row(str(POPULATIONS[each.key[0]]), [_count(each.before), _count(each.after)])
        for each in told
        if len(each.key) == 1 and each.key[0] in POPULATIONS
    ]
    columns = [gettext("Underlag"), gettext("Tidigare"), gettext("Senare")]
    return Table(gettext("Så många räknades"), columns, rows, numeric=(2, 3))


def _count(count: int | None) -> str:
    return str(words.HIDDEN) if count is None else written.number(count)
