"""The charts of an edition: how numbers went, where people came from, how homes were, money."""

from collections.abc import Sequence
from typing import Final

from flask_babel import format_date, gettext

from landlord_watch.oversight.shapes import EditionTold, LandlordTold, NumberTold
from landlord_watch.web import chart_frames as look
from landlord_watch.web import edition_titles as titles
from landlord_watch.web import edition_words as words
from landlord_watch.web import format as written
from landlord_watch.web.chart_frames import Frame, Spec, framed
from landlord_watch.web.edition_words import PER_THOUSAND
from landlord_watch.web.row_charts import Bar, Row, bars, beside_others, intervals, left_of

TREND: Final = ("I1", "I4", "I7")
CONDITIONS: Final = ("I7", "I8", "I6")
LANDLORD: Final = ("I1", "I3", "I4", "I7", "I8")
#: So many editions are drawn: two years.
MOST_EDITIONS: Final = 8
ORE: Final = 100
#: A single bar says no more than its number.
LEAST_BARS: Final = 2
#: Of those that are named; the last two of these are drawn paler.
RESTS: Final = ("", "others")


def trend(editions: Sequence[EditionTold], frame: Frame) -> Spec | None:
    """The municipality's numbers in each edition, the latest first among `editions`."""
    in_order = list(reversed(editions[:MOST_EDITIONS]))
    told = [code for code in TREND if _is_told_twice(in_order, code)]
    if not told:
        return None
    width = frame.plot if frame.is_narrow else (frame.width - 56 * len(told)) // len(told)
    panels = [_course(in_order, code, width) for code in told]
    drawn = {"vconcat" if frame.is_narrow else "hconcat": panels}
    return framed(frame, titles.trend(editions), drawn)


def _is_told_twice(editions: Sequence[EditionTold], code: str) -> bool:
    return sum(each.numbers.get(code, NumberTold()).value is not None for each in editions) > 1


def _course(editions: Sequence[EditionTold], code: str, width: int) -> Spec:
    numbers = [(each, each.numbers.get(code, NumberTold())) for each in editions]
    return course(numbers, code, width)


def course(numbers: Sequence[tuple[EditionTold, NumberTold]], code: str, width: int) -> Spec:
    """How a share went from edition to edition, and how sure each is."""
    values = [
        {
            "until": _until(edition),
            "value": (number.value or 0) / PER_THOUSAND,
            "low": (number.low or 0) / PER_THOUSAND,
            "high": (number.high or 0) / PER_THOUSAND,
            "said": words.value_words(code, number.value),
        }
        for edition, number in numbers
        if number.value is not None
    ]
    x = {
        "field": "until",
        "type": "ordinal",
        "sort": [_until(edition) for edition, _ in numbers],
        "scale": {"domain": [_until(edition) for edition, _ in numbers]},
        "axis": {
            "title": None,
            "labelAngle": 0,
            "labelExpr": "split(datum.label, ' ')",
            "labelFontSize": look.TEXT_SIZE - 1,
        },
    }
    y: Spec = {
        "type": "quantitative",
        "scale": {"domainMin": 0, "nice": True},
        "axis": look.percent_axis("", tickCount=4),
    }
    lines = look.lines(words.indicator_name(code), Frame(width, is_narrow=True))
    last = [values[-1]]
    return {
        "width": width,
        "height": 190,
        "title": {"text": lines, "fontSize": look.TEXT_SIZE, "frame": "group", "offset": 10},
        "data": look.rows(values),
        "layer": [
            {
                "mark": {"type": "rule", "color": look.PALE, "strokeWidth": 2},
                "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
            },
            {
                "mark": {"type": "line", "color": look.MAIN, "strokeWidth": 2},
                "encoding": {"x": x, "y": {**y, "field": "value"}},
            },
            {
                "mark": {
                    "type": "point",
                    "filled": True,
                    "opacity": 1,
                    "color": look.MAIN,
                    "size": 60,
                },
                "encoding": {"x": x, "y": {**y, "field": "value"}},
            },
            {
                "data": look.rows(last),
                "mark": {
                    "type": "text",
                    "fontWeight": "bold",
                    "align": "right",
                    "dx": -7,
                    "dy": -9,
                },
                "encoding": {
                    "x": x,
                    "y": {**y, "field": "value"},
                    "text": {"field": "said", "type": "nominal"},
                },
            },
        ],
    }


def _until(edition: EditionTold) -> str:
    return format_date(words.last_day(edition.ends_on), "MMM y").replace(".", "")


def arrivals(edition: EditionTold, frame: Frame) -> Spec | None:
    """Households that came with aid, by the municipality they came from."""
    found = [
        Bar(titles.origin(each.code), each.count, written.number(each.count), each.code in RESTS)
        for each in edition.origins
        if each.count is not None
    ]
    if len(found) < LEAST_BARS:
        return None
    title = gettext("Antal hushåll")
    drawn = bars(frame, found, title=title, number_format=",d")
    left = left_of(frame, [each.name for each in found])
    return framed(frame, titles.arrivals(edition), drawn, left=left)


def conditions(edition: EditionTold, frame: Frame) -> Spec | None:
    """What visits found, by landlord."""
    panels = [(code, told_rows(edition, code)) for code in CONDITIONS]
    panels = [(code, found) for code, found in panels if found]
    if not panels:
        return None
    names = [row.name for _, found in panels for row in found]
    shared = list(dict.fromkeys(names))
    left = left_of(frame, shared)
    beside = 1 if frame.is_narrow else len(panels)
    width = (frame.width - left - 24 * beside) // beside
    drawn = [
        intervals(
            frame,
            code,
            found if frame.is_narrow else _same_rows(found, shared),
            whole=edition.numbers.get(code, NumberTold()),
            width=width,
            is_first=at == 0,
        )
        for at, (code, found) in enumerate(panels)
    ]
    parts = {"vconcat" if frame.is_narrow else "hconcat": drawn}
    return framed(frame, titles.conditions(edition), parts, left=left)


def told_rows(edition: EditionTold, code: str) -> list[Row]:
    """Whom anything is told of, in the edition's order."""
    found = ((each, each.numbers.get(code, NumberTold())) for each in edition.landlords)
    return [Row(words.landlord_name(who), code, n) for who, n in found if n.value is not None]


def _same_rows(found: Sequence[Row], names: Sequence[str]) -> list[Row]:
    return [row for name in names for row in found if row.name == name]


def money(edition: EditionTold, frame: Frame) -> Spec | None:
    """What was paid to each landlord; where too little of that is told, what can be derived."""
    name = next((each for each in ("paid", "derived") if len(_told(edition, each)) > 1), None)
    if name is None:
        return None
    rows = [
        Bar(words.landlord_name(each), ore / ORE, words.kronor_words(ore))
        for ore, each in _told(edition, name)
    ]
    title = gettext("Kronor under tolv månader")
    drawn = bars(frame, rows, title=title, number_format=",d")
    left = left_of(frame, [each.name for each in rows])
    return framed(frame, titles.money(edition, name), drawn, left=left)


def _told(edition: EditionTold, name: str) -> list[tuple[int, LandlordTold]]:
    """The landlords of whom a sum is told, the largest first."""
    sums = edition.amounts[name].by_landlord if name in edition.amounts else {}
    told = [(sums.get(each.code), each) for each in edition.landlords]
    return sorted(((ore, each) for ore, each in told if ore), key=lambda row: -row[0])


def landlord_numbers(landlord: LandlordTold, edition: EditionTold, frame: Frame) -> Spec | None:
    """The shares of one landlord, each beside that of all others."""
    told = [code for code in LANDLORD if landlord.numbers.get(code, NumberTold()).value is not None]
    if not told:
        return None
    found = [Row(words.indicator_name(code), code, landlord.numbers[code]) for code in told]
    drawn, left = beside_others(frame, found), left_of(frame, [each.name for each in found])
    said = titles.landlord_shares((each.number for each in found), edition)
    return framed(frame, said, drawn, left=left)


def landlord_trend(code: str, editions: Sequence[EditionTold], frame: Frame) -> Spec | None:
    """How one landlord's share of rents over the norm went; the latest first among `editions`."""
    in_order = list(reversed(editions[:MOST_EDITIONS]))
    numbers = [(each, _anew(each, code)) for each in in_order]
    if sum(number.value is not None for _, number in numbers) < len(("one", "another")):
        return None
    return framed(frame, titles.landlord_trend(), course(numbers, "I1", frame.plot))


def _anew(edition: EditionTold, landlord_code: str) -> NumberTold:
    """What an edition told itself, and not what it repeats of an earlier one."""
    number = number_of(edition, landlord_code, "I1")
    is_repeated = number.told_for is not None and number.told_for < edition.ends_on
    return NumberTold() if is_repeated else number


def number_of(edition: EditionTold, landlord_code: str, code: str) -> NumberTold:
    """What an edition tells of a landlord; one it does not know is told nothing of."""
    found = (each for each in edition.landlords if each.code == landlord_code)
    return next((each.numbers.get(code, NumberTold()) for each in found), NumberTold())
