"""How every chart looks: its frame, colours and fonts, the words over it and what it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any, Final

Spec = dict[str, Any]

#: Each reads at 4.5:1 or more on white, and apart from the others in grey by its shape or line.
INK: Final = "#2e2b26"
QUIET: Final = "#625d54"
FAINT: Final = "#dbdad8"
#: A bar of what is left over; its number stands beside it.
PALE: Final = "#7d7871"
MAIN: Final = "#0b5a63"
WATCH: Final = "#80540f"
REVIEW: Final = "#b81a1a"
#: Fonts of Windows, macOS, Linux and of our papers.
FONT: Final = "Arial, Helvetica, Liberation Sans, DejaVu Sans, Libertinus Serif, sans-serif"
TEXT_SIZE: Final = 13
TITLE_SIZE: Final = 16
LINE: Final = 17
#: What an axis of numbers takes beside the plot.
AXIS: Final = 48
#: How wide a letter of the text is, about.
LETTER: Final = 6.3
TITLE_LETTER: Final = 8.6


@dataclass(frozen=True, slots=True)
class Frame:
    """How wide a chart may be, words and all, in its own units."""

    width: int
    is_narrow: bool

    @property
    def plot(self) -> int:
        """What is left beside the words of an axis of numbers."""
        return self.width - AXIS - 16


WIDE: Final = Frame(720, is_narrow=False)
#: A telephone's, so that letters stay as large as those beside it.
NARROW: Final = Frame(330, is_narrow=True)

CONFIG: Final[Spec] = {
    "font": FONT,
    "axis": {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": TEXT_SIZE,
        "titleFontSize": TEXT_SIZE,
        "titleFontWeight": "normal",
        "gridColor": FAINT,
        "domainColor": QUIET,
        "tickColor": QUIET,
        "labelLimit": 400,
        "titleLimit": 700,
    },
    "legend": {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": TEXT_SIZE,
        "titleFontSize": TEXT_SIZE,
        "titleFontWeight": "normal",
        "labelLimit": 400,
        "symbolSize": 110,
    },
    "title": {
        "anchor": "start",
        "frame": "bounds",
        "color": INK,
        "fontSize": TITLE_SIZE,
        "fontWeight": "bold",
        "subtitleColor": QUIET,
        "subtitleFontSize": TEXT_SIZE,
        "subtitlePadding": 6,
        "offset": 14,
        "limit": 720,
    },
    "text": {"color": INK, "fontSize": TEXT_SIZE},
    "view": {"stroke": None},
    "concat": {"spacing": 16},
}


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a chart: what is seen, what is shown, and what it rests on."""

    title: str
    subtitle: str
    source: str


def framed(frame: Frame, said: Said, part: Spec, *, left: int = AXIS) -> Spec:
    """A chart under what is seen and over what it rests on; `left`: what stands before its plot."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "background": "white",
        "padding": 6,
        "config": CONFIG,
        "title": {
            "text": lines(said.title, frame, TITLE_LETTER),
            "subtitle": lines(said.subtitle, frame),
        },
        "vconcat": [part, caption(said.source, frame, left)],
        "resolve": {"scale": {"x": "independent", "y": "independent"}},
    }


def lines(text: str, frame: Frame, letter: float = LETTER) -> list[str]:
    """A text in lines that fit."""
    return wrap(text, int((frame.width - 12) / letter)) or [""]


def caption(text: str, frame: Frame, left: int) -> Spec:
    """What stands under a chart: source, number and day."""
    said = lines(text, frame)
    return {
        "width": frame.width - left - 16,
        "height": LINE * len(said),
        "data": {"values": [{"said": said}]},
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": "top",
            "color": QUIET,
            "lineHeight": LINE,
            "clip": False,
        },
        "encoding": {
            "x": {"value": -left},
            "y": {"value": 0},
            "text": {"field": "said", "type": "nominal"},
        },
    }


def percent_axis(title: str, **more: Any) -> Spec:
    """An axis of shares; its title lies over it, to be read without turning one's head."""
    return {"format": ".0%", "title": title, "titlePadding": 8, **more}


def lying_title() -> Spec:
    """Puts a vertical axis' title over the axis."""
    return {
        "titleAngle": 0,
        "titleAlign": "left",
        "titleAnchor": "end",
        "titleBaseline": "bottom",
        "titleX": -AXIS,
        "titleY": -8,
    }


def rows(values: Sequence[Mapping[str, Any]]) -> Spec:
    """Data that stands in the chart itself."""
    return {"values": list(values)}
