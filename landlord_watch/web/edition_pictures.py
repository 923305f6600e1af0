"""The charts of a page, drawn in one go: what each is called, and what is read in its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Flask, current_app
from flask_babel import gettext

from landlord_watch.infra.charting import ChartFolder
from landlord_watch.oversight.rules.parameters import Parameters
from landlord_watch.oversight.shapes import EditionTold, LandlordTold
from landlord_watch.settings import Settings
from landlord_watch.web import edition_charts as charts
from landlord_watch.web.chart_frames import NARROW, WIDE, Frame, Spec
from landlord_watch.web.edition_words import tongue
from landlord_watch.web.funnel_chart import funnel

FOLDER: Final = "charts"
#: What the app keeps the folder under.
KEPT_AS: Final = "landlord_watch.charts"


@dataclass(frozen=True, slots=True)
class Picture:
    """
    A chart in two widths; None: it could not be drawn.

    `alt`: what it shows, for who does not see it; the numbers are in the table under it.
    """

    wide: str | None
    narrow: str | None
    alt: str


def chart_folder() -> ChartFolder:
    """Where the pictures of this office are kept."""
    folder: ChartFolder = current_app.extensions[KEPT_AS]
    return folder


def keep_charts(app: Flask, settings: Settings) -> None:
    """Give the app the folder that its charts are kept in."""
    app.extensions[KEPT_AS] = ChartFolder(settings.var / FOLDER)


def of_edition(
    edition: EditionTold, editions: Sequence[EditionTold], *, by: Parameters
) -> dict[str, Picture]:
    """By the code of the part it belongs to; a part of which too little is told has none."""

    def specs(frame: Frame) -> dict[str, Spec | None]:
        return {
            "rents": funnel(edition, frame, by=by),
            "trend": charts.trend(editions, frame),
            "arrivals": charts.arrivals(edition, frame),
            "conditions": charts.conditions(edition, frame),
            "money": charts.money(edition, frame),
        }

    return _drawn(specs(WIDE), specs(NARROW))


def of_landlord(
    landlord: LandlordTold, edition: EditionTold, editions: Sequence[EditionTold]
) -> dict[str, Picture]:
    """The same of one landlord."""

    def specs(frame: Frame) -> dict[str, Spec | None]:
        return {
            "numbers": charts.landlord_numbers(landlord, edition, frame),
            "course": charts.landlord_trend(landlord.code, editions, frame),
        }

    return _drawn(specs(WIDE), specs(NARROW))


def _drawn(
    wide: Mapping[str, Spec | None], narrow: Mapping[str, Spec | None]
) -> dict[str, Picture]:
    both = [(code, each, narrow[code]) for code, each in wide.items()]
    there = [(code, one, other) for code, one, other in both if one and other]
    names = iter(
        chart_folder().drawn(
            [spec for _, one, other in there for spec in (one, other)], language=tongue()
        )
    )
    return {code: Picture(next(names), next(names), _alt(one)) for code, one, _ in there}


def _alt(spec: Spec) -> str:
    said = " ".join(spec["title"]["text"])
    return gettext("Diagram: %(said)s. Talen står i tabellen under.", said=said)
