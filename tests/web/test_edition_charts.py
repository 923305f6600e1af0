"""Charts of editions: no name below the line, exact limits, and nothing fetched from outside."""

import json
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest
from flask import Flask
from flask_babel import Babel

from factories.told_editions import BY, ENDS, LANDLORDS, edition, editions
from landlord_watch.infra.charting import ChartFolder, ChartRefused, name_of, refuse_addresses
from landlord_watch.oversight.rules.distributions import binomial_upper
from landlord_watch.oversight.shapes import CountTold, EditionTold, NumberTold
from landlord_watch.web import edition_charts as charts
from landlord_watch.web.chart_frames import FAINT, INK, MAIN, NARROW, PALE, QUIET, REVIEW, WATCH
from landlord_watch.web.chart_frames import WIDE as FRAME
from landlord_watch.web.edition_changes import told_apart
from landlord_watch.web.edition_story import sentences
from landlord_watch.web.funnel_chart import funnel, limits_of, points

MOST = 200


@pytest.fixture(scope="module", autouse=True)
def in_swedish() -> Iterator[None]:
    app = Flask(__name__)
    Babel(app, locale_selector=lambda: "sv")
    with app.test_request_context():
        yield


@pytest.fixture(scope="module")
def told() -> list[EditionTold]:
    return editions()


@pytest.fixture(scope="module")
def every(told: list[EditionTold]) -> list[dict[str, Any]]:
    """All charts of an edition and of a landlord, in both widths."""
    newest, first = told[0], told[0].landlords[0]
    drawn = [
        chart
        for frame in (FRAME, NARROW)
        for chart in (
            funnel(newest, frame, by=BY),
            charts.trend(told, frame),
            charts.arrivals(newest, frame),
            charts.conditions(newest, frame),
            charts.money(newest, frame),
            charts.landlord_numbers(first, newest, frame),
            charts.landlord_trend(first.code, told, frame),
        )
    ]
    return [chart for chart in drawn if chart is not None]


def with_alone(count: int, of: int) -> EditionTold:
    """An edition that tells this of one landlord, of the municipality what it always does."""
    told = edition()
    number = NumberTold(count=count, of=of, value=1000 * count // of, signal="within")
    landlord = told.landlords[0].model_copy(update={"numbers": {"I1": number}})
    return told.model_copy(update={"landlords": (landlord,)})


def test_who_is_over_the_line_is_named_and_nobody_else(told: list[EditionTold]) -> None:
    named = [point["name"] for point in points(told[0], BY) if "name" in point]

    assert named == [LANDLORDS[2].name]


@pytest.mark.parametrize(("count", "of"), [(9, 9), (15, 30), (10, 31)])
def test_few_tenancies_or_below_the_line_leave_a_landlord_without_a_name(
    count: int, of: int
) -> None:
    assert ["name" in each for each in points(with_alone(count, of), BY)] == [False]


def test_a_point_on_the_exact_limit_is_named_and_one_less_is_not() -> None:
    whole = edition().numbers["I1"]
    share = (whole.count or 0) / (whole.of or 1)
    least = next(n for n in range(41) if binomial_upper(n, of=40, share=share) < BY.watch_tail)

    assert ["name" in each for each in points(with_alone(least, 40), BY)] == [True]
    assert ["name" in each for each in points(with_alone(least - 1, 40), BY)] == [False]


@pytest.mark.parametrize(("name", "tail"), [("watch", 0.025), ("review", 0.001)])
def test_limits_are_the_exact_tails_where_they_are_drawn(name: str, tail: float) -> None:
    told = edition()
    whole, limits = told.numbers["I1"], limits_of(told, MOST, BY)
    share = (whole.count or 0) / (whole.of or 1)
    for point in limits[f"upper_{name}"]:
        count, of = round(point["share"] * point["of"]), point["of"]
        assert binomial_upper(count, of=of, share=share) < tail
        assert binomial_upper(count - 1, of=of, share=share) >= tail
    for point in limits[f"lower_{name}"]:
        count, of = round(point["share"] * point["of"]), point["of"]
        assert 1 - binomial_upper(count + 1, of=of, share=share) < tail
        assert 1 - binomial_upper(count + 2, of=of, share=share) >= tail

    assert len(limits[f"upper_{name}"]) > len("many")


def test_nothing_told_is_nothing_drawn() -> None:
    empty = edition(landlords=())

    assert funnel(empty, FRAME, by=BY) is None
    assert charts.conditions(empty, FRAME) is None
    assert charts.trend([empty], FRAME) is None


def test_charts_name_nobody_of_whom_nothing_is_told(every: list[dict[str, Any]]) -> None:
    hidden = [
        each.name for each in LANDLORDS if each.name.startswith(("Granlid", "Smedst", "Lill"))
    ]

    assert hidden
    assert not [name for name in hidden if any(name in str(chart) for chart in every)]


def test_charts_fetch_nothing(every: list[dict[str, Any]]) -> None:
    for chart in every:
        refuse_addresses(chart)

    assert len(every) == len(("wide", "narrow")) * 7


def test_a_chart_that_names_an_address_is_refused() -> None:
    with pytest.raises(ChartRefused):
        name_of({"layer": [{"data": {"url": "http://127.0.0.1/x"}}]}, language="sv")


def test_each_chart_says_what_is_seen_and_what_it_rests_on(every: list[dict[str, Any]]) -> None:
    captions = ["".join(c["vconcat"][-1]["data"]["values"][0]["said"]) for c in every]

    assert all("".join(chart["title"]["text"]) for chart in every)
    assert all("Källa:" in said for said in captions)


@pytest.mark.parametrize("color", [INK, QUIET, MAIN, WATCH, REVIEW])
def test_what_is_written_can_be_read_on_white(color: str) -> None:
    assert contrast(color) >= 4.5


def test_bars_of_what_is_left_over_stand_out_from_the_paper() -> None:
    assert contrast(PALE) >= 3 > contrast(FAINT)


def test_a_number_is_held_against_one_whose_months_it_does_not_share() -> None:
    told = [NumberTold(value=at, told_for=day) for at, day in enumerate(ENDS)]

    assert told_apart(told[0], told) == told[4]
    assert told_apart(told[1], told) == NumberTold()
    assert told_apart(NumberTold(), told) == NumberTold()


def contrast(color: str) -> float:
    """On white. Source: WCAG 2.2, relative luminance, A."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    luminance = sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 1.05 / (luminance + 0.05)


def test_the_worker_draws_all_at_once_keeps_them_and_tells_what_it_could_not(
    every: list[dict[str, Any]], tmp_path: Any
) -> None:
    folder = ChartFolder(tmp_path / "charts")
    first, broken, again = folder.drawn([every[0], {"mark": 3}, every[0]], language="sv")
    kept = sorted(chain.from_iterable(each.glob("*.svg") for each in folder.folder.iterdir()))

    assert broken is None
    assert first == again
    assert first is not None
    assert [each.stem for each in kept] == [first]
    assert "Nattskiftet" in folder.read(first).decode()
    assert folder.drawn([every[0]], language="en") != [first]


def test_a_landlords_picture_counts_the_shares_that_are_drawn_and_no_other_number() -> None:
    told = edition()
    number = NumberTold(count=9, of=20, value=450, low=260, high=660, signal="review")
    ratio = NumberTold(value=2_400, low=1_200, high=3_800, signal="review")
    landlord = told.landlords[0].model_copy(update={"numbers": {"I1": number, "I1s": ratio}})
    drawn = charts.landlord_numbers(landlord, told, FRAME)

    assert drawn is not None
    assert "En av andelarna avviker" in json.dumps(drawn, ensure_ascii=False)


def test_who_came_is_told_where_what_share_they_are_is_hidden() -> None:
    origins = (CountTold(code="1480", count=12), CountTold(code="others", count=9))
    hidden = edition().model_copy(update={"numbers": {}, "origins": origins})
    nothing = edition().model_copy(update={"numbers": {}, "origins": ()})

    said = sentences(hidden, [hidden])[2]
    assert said.startswith("21 hushåll har flyttat hit")
    assert "Göteborg" in said
    assert sentences(nothing, [nothing])[2].startswith("Hur många")
