"""Charts with a row for each thing: bars, and numbers with how sure they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from landlord_watch.oversight.shapes import NumberTold
from landlord_watch.web import chart_frames as look
from landlord_watch.web import edition_words as words
from landlord_watch.web.chart_frames import Frame, Spec
from landlord_watch.web.edition_words import PER_THOUSAND, Kind
from landlord_watch.web.funnel_chart import MARKS

ROW: Final = 28
#: On a telephone a row's name stands over it.
TALL_ROW: Final = 46
LONGEST_NAME: Final = 34
#: What is left for the number at the end of the longest bar.
BAR_END: Final = 0.2
#: The first number of the axis stands half out of the plot.
NARROW_LEFT: Final = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart of bars; `said`: its value as it is written."""

    name: str
    value: float
    said: str
    is_rest: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a chart of intervals: whose number it is, which, and what is told."""

    name: str
    code: str
    number: NumberTold


def bars(frame: Frame, found: Sequence[Bar], *, title: str, number_format: str) -> Spec:
    """Bars from nought, the number at the end of each; what is a rest is paler."""
    most = max(each.value for each in found)
    values = [
        {"name": _short(each.name), "value": each.value, "said": each.said, "rest": each.is_rest}
        for each in found
    ]
    x = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [0, most * (1 + BAR_END)], "nice": False},
        "axis": {
            "format": number_format,
            "title": look.lines(title, frame),
            "tickCount": 3,
            "labelOverlap": True,
        },
    }
    y = _names(frame, [each.name for each in found])
    color = {"condition": {"test": "datum.rest", "value": look.PALE}, "value": look.MAIN}
    layers = [
        {"mark": _bar_mark(frame), "encoding": {"x": x, "y": y, "color": color}},
        {
            "mark": {"type": "text", "align": "left", "dx": 6, "dy": _drop(frame)},
            "encoding": {"x": x, "y": y, "text": {"field": "said", "type": "nominal"}},
        },
        *_names_over(frame, y),
    ]
    return {
        "width": frame.width - left_of(frame, [each.name for each in found]) - 24,
        "height": {"step": _step(frame)},
        "data": look.rows(values),
        "layer": layers,
    }


def _bar_mark(frame: Frame) -> Spec:
    mark: Spec = {"type": "bar", "height": 16}
    return {**mark, "yOffset": _drop(frame)} if frame.is_narrow else mark


def intervals(
    frame: Frame, code: str, found: Sequence[Row], *, whole: NumberTold, width: int, is_first: bool
) -> Spec:
    """A mark for each number, a line for what it may be, and one across for the municipality."""
    is_share = words.KINDS[code] is Kind.SHARE
    values = [_interval(each) for each in found]
    highest = max((each["high"] for each in values), default=1.0)
    top = min(1.0, highest) if is_share else highest * 1.05
    x: Spec = {
        "type": "quantitative",
        "scale": {"domain": [0, top], "nice": False},
        "axis": {
            "title": None,
            "tickCount": 3,
            "labelOverlap": True,
            "format": ".0%" if is_share else ",.1~f",
            "orient": "bottom",
        },
    }
    y = _names(frame, [each.name for each in found])
    if not is_first and not frame.is_narrow:
        y = {**y, "axis": {**y["axis"], "labels": False, "title": None}}
    lines = look.lines(words.indicator_name(code), Frame(width, is_narrow=True))
    return {
        "width": width,
        "height": {"step": _step(frame)},
        "title": {"text": lines, "fontSize": look.TEXT_SIZE, "frame": "group", "offset": 8},
        "data": look.rows(values),
        "layer": [*_across(whole, x), *_marks(frame, values, x, y), *_names_over(frame, y)],
    }


def beside_others(frame: Frame, found: Sequence[Row]) -> Spec:
    """A row for each share of one landlord, with that of all others as a stroke across it."""
    values = [
        {**_interval(each), "others": (each.number.benchmark or 0) / PER_THOUSAND} for each in found
    ]
    x: Spec = {
        "type": "quantitative",
        "scale": {"domain": [0, 1]},
        "axis": {"title": None, "tickCount": 5, "format": ".0%"},
    }
    names = [each.name for each in found]
    y = _names(frame, names)
    known = [
        each for each, row in zip(values, found, strict=True) if row.number.benchmark is not None
    ]
    tick = {
        "type": "tick",
        "color": look.MAIN,
        "thickness": 3,
        "opacity": 1,
        "size": 20,
        "yOffset": _drop(frame),
    }
    others = {
        "data": look.rows(known),
        "mark": tick,
        "encoding": {"x": {**x, "field": "others"}, "y": y},
    }
    return {
        "width": frame.width - left_of(frame, names) - 24,
        "height": {"step": _step(frame)},
        "data": look.rows(values),
        "layer": [*_marks(frame, values, x, y), others, *_names_over(frame, y)],
    }


def _interval(row: Row) -> Spec:
    number = row.number
    signal = number.signal if number.signal in MARKS else "within"
    return {
        "name": _short(row.name),
        "value": words.drawn_value(row.code, number) / PER_THOUSAND,
        "low": (number.low or 0) / PER_THOUSAND,
        "high": (number.high or 0) / PER_THOUSAND,
        "signal": words.signal_words(signal),
    }


def _across(whole: NumberTold, x: Spec) -> list[Spec]:
    if whole.value is None:
        return []
    mark = {"type": "rule", "color": look.MAIN, "strokeWidth": 2}
    at = look.rows([{"whole": whole.value / PER_THOUSAND}])
    return [{"data": at, "mark": mark, "encoding": {"x": {**x, "field": "whole"}}}]


def _marks(frame: Frame, values: Sequence[Spec], x: Spec, y: Spec) -> list[Spec]:
    marks = {words.signal_words(code): mark for code, mark in MARKS.items()}
    present = [name for name in marks if name in {each["signal"] for each in values}]
    shapes, colors = ([marks[name][at] for name in present] for at in (0, 1))
    field = {"field": "signal", "type": "nominal", "legend": None}
    drop = {"yOffset": _drop(frame)} if frame.is_narrow else {}
    return [
        {
            "mark": {"type": "rule", "color": look.QUIET, "strokeWidth": 2, **drop},
            "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": y},
        },
        {
            "mark": {
                "type": "point",
                "filled": True,
                "size": 110,
                "opacity": 1,
                "stroke": "white",
                **drop,
            },
            "encoding": {
                "x": {**x, "field": "value"},
                "y": y,
                "shape": {**field, "scale": {"domain": present, "range": shapes}},
                "color": {**field, "scale": {"domain": present, "range": colors}},
            },
        },
    ]


def _names(frame: Frame, names: Sequence[str]) -> Spec:
    """The rows in the order they come; on a telephone the names are drawn over them instead."""
    axis = {
        "title": None,
        "ticks": False,
        "domain": False,
        "labelPadding": 8,
        "labels": not frame.is_narrow,
    }
    sort = [_short(name) for name in names]
    return {"field": "name", "type": "nominal", "sort": sort, "axis": axis}


def _names_over(frame: Frame, y: Spec) -> list[Spec]:
    if not frame.is_narrow:
        return []
    mark = {"type": "text", "align": "left", "dy": -11}
    halo = {**mark, "color": "white", "stroke": "white", "strokeWidth": 4}
    encoding = {"x": {"value": 2}, "y": y, "text": {"field": "name", "type": "nominal"}}
    return [{"mark": each, "encoding": encoding} for each in (halo, mark)]


def left_of(frame: Frame, names: Sequence[str]) -> int:
    """How much the names take beside the rows."""
    if frame.is_narrow:
        return NARROW_LEFT
    return int(max((len(_short(name)) for name in names), default=0) * look.LETTER) + 16


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _step(frame: Frame) -> int:
    return TALL_ROW if frame.is_narrow else ROW


def _drop(frame: Frame) -> int:
    return 8 if frame.is_narrow else 0
