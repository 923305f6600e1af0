"""
Hyror över norm: each landlord against what chance would give with so many tenancies.

The lines are the exact binomial limits of the municipality's share. A landlord's signal is held
against all others than itself, so that now and then one lies beyond a line without a signal.
"""

from collections.abc import Mapping
from functools import cache
from math import log
from textwrap import shorten, wrap
from typing import Any, Final

from flask_babel import gettext

from landlord_watch.oversight.rules.funnel import least_signalled, most_signalled_below
from landlord_watch.oversight.rules.parameters import Parameters, indicators
from landlord_watch.oversight.shapes import EditionTold, LandlordTold, NumberTold
from landlord_watch.web import chart_frames as look
from landlord_watch.web import edition_words as words
from landlord_watch.web import format as written
from landlord_watch.web.chart_frames import Frame, Said, Spec, framed

CODE: Final = "I1"
#: Every number of tenancies is drawn up to here, and from here on as many as can be told apart.
EACH_UNTIL: Final = 60
STEPS: Final = 40
#: The signals in the order of the legend, with the shape and colour of each.
MARKS: Final = {
    "review": ("diamond", look.REVIEW),
    "watch": ("triangle-up", look.WATCH),
    "within": ("circle", look.QUIET),
    "incomplete": ("cross", look.QUIET),
}
TICKS: Final = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
#: What the names of the lines take beside them.
LINE_NAMES: Final = 64
BOLD_LETTER: Final = 7.4
#: How far apart two names have to be, in parts of the height.
APART: Final = 0.055


def funnel(edition: EditionTold, frame: Frame, *, by: Parameters) -> Spec | None:
    """None: too little is told to draw one."""
    whole, seen = edition.numbers.get(CODE, NumberTold()), points(edition, by)
    if not seen or whole.count is None or not whole.of:
        return None
    plot = _Plot(limits_of(edition, _most(seen), by), seen, frame)
    layers = [*_lines(plot, whole.count / whole.of), *_landlords(plot)]
    height = 320 if frame.is_narrow else 400
    drawn = {"width": plot.width, "height": height, "layer": layers}
    return framed(frame, _said(edition, seen), drawn)


class _Plot:
    """What the layers share: the points, how wide it is, and both axes."""

    def __init__(
        self, limits: Mapping[str, tuple[Spec, ...]], seen: list[Spec], frame: Frame
    ) -> None:
        self.limits, self.seen, self.frame = limits, seen, frame
        self.width = frame.plot - LINE_NAMES
        self.least = indicators()[CODE].least_base
        self.most = _most(seen)
        self.x, self.y = self._across(), self._up()

    def at(self, of: int) -> float:
        """How far to the right a number of tenancies lies."""
        return self.width * log(of / self.least) / log(self.most / self.least)

    def _across(self) -> Spec:
        title = gettext("Antal bedömbara hyresavtal hos hyresvärden (logaritmisk skala)")
        return {
            "type": "quantitative",
            "scale": {"type": "log", "domain": [self.least, self.most], "nice": False},
            "axis": {
                "values": [n for n in TICKS if n <= self.most],
                "format": ",d",
                "grid": False,
                "title": look.lines(title, self.frame),
                "titlePadding": 8,
            },
        }

    def _up(self) -> Spec:
        limit = self.limits["upper_watch"]
        highest = max([each["share"] for each in self.seen] + [limit[0]["share"] if limit else 0])
        title = words.indicator_name(CODE)
        return {
            "type": "quantitative",
            "scale": {"domain": [0, min(1.0, highest + 0.08)], "nice": False},
            "axis": look.percent_axis(title, tickCount=6, **look.lying_title()),
        }

    def encoded(self, height: str = "share", **more: Spec) -> Spec:
        """Where a row lies, by its number of tenancies and its share."""
        return {"x": {**self.x, "field": "of"}, "y": {**self.y, "field": height}, **more}


def _most(seen: list[Spec]) -> int:
    """How many tenancies the axis goes to: somewhat beyond the largest landlord."""
    return int(max(each["of"] for each in seen)) * 5 // 4


def points(edition: EditionTold, by: Parameters) -> list[Spec]:
    """What is drawn of each landlord that anything is told of; a name where it may be named."""
    found: list[Spec] = []
    for each in edition.landlords:
        number = each.numbers.get(CODE, NumberTold())
        if number.count is not None and number.of:
            found.append(_point(each, number, edition, by))
    return found


def _point(
    landlord: LandlordTold, number: NumberTold, edition: EditionTold, by: Parameters
) -> Spec:
    count, of = number.count or 0, number.of or 1
    signal = number.signal if number.signal in MARKS else "incomplete"
    point: Spec = {"of": of, "share": count / of, "signal": words.signal_words(signal)}
    if signal != "incomplete" and is_named(count, of, edition, by):
        point["name"] = words.landlord_name(landlord)
    return point


def is_named(count: int, of: int, edition: EditionTold, by: Parameters) -> bool:
    """Whether a point's landlord is named: on or over the upper line, and of enough tenancies."""
    whole = edition.numbers.get(CODE, NumberTold())
    if of < indicators()[CODE].least_base or whole.count is None or not whole.of:
        return False
    line = least_signalled(of, benchmark=whole.count / whole.of, tail=by.watch_tail)
    return line is not None and count >= line


@cache
def upper_limit(share: float, most: int, tail: float) -> tuple[Spec, ...]:
    """
    The upper limit at the numbers of tenancies where it is drawn.

    From a number of tenancies to the next the exact limit goes up and down, as whole tenancies
    do. It is drawn through the last number that each count is enough for, so that whoever lies
    beyond the exact limit lies on or over the line.
    """
    drawn: dict[int, Spec] = {}
    for start in _starts(most):
        count = least_signalled(start, benchmark=share, tail=tail)
        if count is not None:
            of = start
            while least_signalled(of + 1, benchmark=share, tail=tail) == count:
                of += 1
            drawn[of] = {"of": of, "share": count / of}
    return tuple(drawn.values())


@cache
def lower_limit(share: float, most: int, tail: float) -> tuple[Spec, ...]:
    """The same below: through the first number of tenancies that each count lies beyond it."""
    drawn: dict[int, Spec] = {}
    for start in _starts(most):
        count = most_signalled_below(start, benchmark=share, tail=tail)
        if count is not None:
            of = start
            while most_signalled_below(of - 1, benchmark=share, tail=tail) == count:
                of -= 1
            drawn[of] = {"of": of, "share": count / of}
    return tuple(drawn.values())


def _starts(most: int) -> list[int]:
    least, ratio = indicators()[CODE].least_base, most / EACH_UNTIL
    far = (round(EACH_UNTIL * ratio ** (step / STEPS)) for step in range(STEPS + 1))
    return sorted({*range(least, min(most, EACH_UNTIL) + 1), *(n for n in far if n > EACH_UNTIL)})


def limits_of(edition: EditionTold, most: int, by: Parameters) -> Mapping[str, tuple[Spec, ...]]:
    """The drawn lines by their names."""
    whole = edition.numbers[CODE]
    share = (whole.count or 0) / (whole.of or 1)
    return {
        "upper_watch": upper_limit(share, most, by.watch_tail),
        "upper_review": upper_limit(share, most, by.review_tail),
        "lower_watch": lower_limit(share, most, by.watch_tail),
        "lower_review": lower_limit(share, most, by.review_tail),
    }


def _lines(plot: _Plot, benchmark: float) -> list[Spec]:
    drawn = [
        _line(plot, plot.limits[f"{side}_{name}"], strokeDash=dash, color=look.QUIET)
        for name, dash in (("review", [1, 0]), ("watch", [5, 4]))
        for side in ("upper", "lower")
    ]
    across = tuple({"of": of, "share": benchmark} for of in (plot.least, plot.most))
    middle = _line(plot, across, color=look.MAIN, strokeWidth=2)
    return [*drawn, middle, *_line_names(plot, benchmark)]


def _line(plot: _Plot, through: tuple[Spec, ...], **looks: Any) -> Spec:
    mark = {"type": "line", "strokeWidth": 1.3, "clip": True, **looks}
    return {"data": look.rows(through), "mark": mark, "encoding": plot.encoded()}


def _line_names(plot: _Plot, benchmark: float) -> list[Spec]:
    """Beside the right end of each line what it is."""
    watch = f"95{written.THIN_SPACE}%"
    review = f"{written.number(99.8, 1)}{written.THIN_SPACE}%"
    named = [(gettext("Kommunen"), benchmark, look.MAIN)]
    for side in ("upper", "lower"):
        for name, said in (
            ("watch", watch.replace(",0", "").replace(".0", "")),
            ("review", review),
        ):
            line = plot.limits[f"{side}_{name}"]
            named += [(said, line[-1]["share"], look.QUIET)] if line else []
    mark = {"type": "text", "align": "left", "dx": 5, "fontSize": look.TEXT_SIZE - 1}
    return [
        {
            "data": look.rows([{"of": plot.most, "share": at, "name": name}]),
            "mark": {**mark, "color": color},
            "encoding": plot.encoded(text={"field": "name", "type": "nominal"}),
        }
        for name, at, color in named
    ]


def _landlords(plot: _Plot) -> list[Spec]:
    marks = {words.signal_words(code): mark for code, mark in MARKS.items()}
    present = [name for name in marks if name in {each["signal"] for each in plot.seen}]
    shapes, colors = ([marks[name][at] for name in present] for at in (0, 1))
    orient = "vertical" if plot.frame.is_narrow else "horizontal"
    legend = {"title": None, "orient": "top", "direction": orient, "offset": 24}
    field = {"field": "signal", "type": "nominal", "legend": legend}
    drawn = {
        "data": look.rows(plot.seen),
        "mark": {"type": "point", "filled": True, "size": 120, "opacity": 1, "stroke": "white"},
        "encoding": plot.encoded(
            shape={**field, "scale": {"domain": present, "range": shapes}},
            color={**field, "scale": {"domain": present, "range": colors}},
        ),
    }
    named = [each for each in plot.seen if "name" in each]
    return [drawn, *(layer for each in _apart(plot, named) for layer in _name(plot, each))]


def _name(plot: _Plot, point: Spec) -> list[Spec]:
    """The name beside a point, on the side where there is more room, and white around it."""
    at = plot.at(point["of"])
    is_left = at > plot.width - at
    letters = int((max(at, plot.width - at + LINE_NAMES) - 14) / BOLD_LETTER)
    said = shorten(point["name"], 2 * letters - 4, placeholder="…")
    mark: Spec = {
        "type": "text",
        "align": "right" if is_left else "left",
        "dx": -10 if is_left else 10,
        "baseline": "middle",
        "fontWeight": "bold",
        "lineHeight": look.LINE,
    }
    encoding = plot.encoded("at", text={"field": "said", "type": "nominal"})
    data = look.rows([{**point, "said": wrap(said, letters)}])
    halo = {**mark, "color": "white", "stroke": "white", "strokeWidth": 4}
    return [{"data": data, "mark": each, "encoding": encoding} for each in (halo, mark)]


def _apart(plot: _Plot, named: list[Spec]) -> list[Spec]:
    """The same with a height for each name, so that none lies over another."""
    placed: list[Spec] = []
    for each in sorted(named, key=lambda point: -point["share"]):
        above = [other["at"] - APART for other in placed if _share_room(plot, each, other)]
        placed.append({**each, "at": min([each["share"], *above])})
    return placed


def _share_room(plot: _Plot, one: Spec, other: Spec) -> bool:
    """Whether two names stand above each other somewhere."""
    (left, right), (other_left, other_right) = _room(plot, one), _room(plot, other)
    return left < other_right and other_left < right


def _room(plot: _Plot, point: Spec) -> tuple[float, float]:
    at, width = plot.at(point["of"]), BOLD_LETTER * len(point["name"]) + 10
    return (at - width, at) if at > plot.width - at else (at, at + width)


def _said(edition: EditionTold, seen: list[Spec]) -> Said:
    subtitle = gettext(
        "Varje märke är en hyresvärd. Om alla vore som kommunen i stort skulle 95 av 100 hamna"
        " innanför de streckade linjerna och 998 av 1 000 innanför de heldragna."
    )
    whole = edition.numbers[CODE]
    number = gettext(
        "n = %(of)s i hela kommunen, varav %(count)s över norm.",
        of=written.number(whole.of),
        count=written.number(whole.count),
    )
    beyond = [each["name"] for each in seen if "name" in each]
    source = " ".join([words.source_words(CODE, edition), number, *words.last_told_words(edition)])
    return Said(_title(beyond), subtitle, source)


def _title(beyond: list[str]) -> str:
    """Who lies beyond the line, of those of whom enough is known."""
    if not beyond:
        return gettext("Ingen hyresvärd pekas ut i hyror över norm")
    if len(beyond) == 1:
        return gettext("%(name)s ligger över den övre gränsen för hyror över norm", name=beyond[0])
    return gettext(
        "%(number)s namngivna hyresvärdar ligger över den övre gränsen för hyror över norm",
        number=written.number(len(beyond)),
    )
