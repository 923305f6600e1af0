"""The yearly answer to whether we have done it ourselves: in sentences first, then in tables."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext

from landlord_watch.oversight.models import StatisticsEdition
from landlord_watch.oversight.rules.editions import find_table
from landlord_watch.web import format as written
from landlord_watch.web import statistics_words as words
from landlord_watch.web.papers import Paper, Section


def sentences(document: Mapping[str, Any]) -> list[str]:
    """What the counts say, with as much as may be said."""
    return [*_looked_at(document), *_outcomes(document), *_circumstances(document)]


def _looked_at(document: Mapping[str, Any]) -> Iterator[str]:
    total = document["populations"]["moves"]["total"]
    if total is None:
        yield gettext(
            "Färre än fem flyttar till andra kommuner har granskats. Då visas inga antal, inte "
            "heller noll."
        )
    else:
        yield gettext(
            "Vi har granskat %(count)s flyttar till andra kommuner, med samma frågor som vi "
            "ställer om dem som kommer hit.",
            count=written.number(total),
        )
    left = document["coverage"]["left_without_being_looked_at"]
    if left is None:
        yield gettext(
            "Därutöver kan färre än fem hushåll ha lämnat kommunen enligt registret utan att "
            "flytten är granskad."
        )
    else:
        yield gettext(
            "Därutöver kan %(count)s hushåll ha lämnat kommunen enligt registret utan att flytten "
            "är granskad.",
            count=written.number(left),
        )


def _cell(document: Mapping[str, Any], table: str, code: str) -> int | None:
    found = find_table(document, table) or {"cells": []}
    return next((each["count"] for each in found["cells"] if each["code"] == code), None)


def _outcomes(document: Mapping[str, Any]) -> Iterator[str]:
    if document["populations"]["moves"]["total"] is None:
        return
    took_part = _cell(document, "own_outcome", "took_part")
    yield (
        gettext("Hur många av flyttarna vi medverkade till kan inte visas utan att röja någon.")
        if took_part is None
        else gettext(
            "I %(count)s av dem är bedömningen att vi medverkade.", count=written.number(took_part)
        )
    )
    unjudged = _cell(document, "own_outcome", "unjudged")
    if unjudged is not None:
        yield gettext("%(count)s är inte bedömda ännu.", count=written.number(unjudged))


def _circumstances(document: Mapping[str, Any]) -> Iterator[str]:
    ordinary = _cell(document, "own_paid", "ordinary_aid")
    incentive = _cell(document, "own_paid", "incentive")
    if ordinary is not None:
        yield gettext(
            "I %(count)s betalades bara vanligt flyttbidrag efter individuell prövning, vilket är "
            "lagligt och inte räknas som medverkan.",
            count=written.number(ordinary),
        )
    if incentive is not None:
        yield gettext(
            "I %(count)s betalades något utöver det, som hyra i förskott eller deposition.",
            count=written.number(incentive),
        )
    agreed = _cell(document, "own_contact", "agreed_before")
    if agreed is not None:
        yield gettext(
            "I %(count)s var den mottagande kommunen överens med oss före flytten.",
            count=written.number(agreed),
        )
    looked_at = _cell(document, "own_children", "all_looked_at")
    if looked_at is not None:
        yield gettext(
            "I %(count)s är barnets bästa prövat för alla barn.", count=written.number(looked_at)
        )
    unsettled = _cell(document, "own_matters", "not_settled")
    if unsettled is not None:
        yield gettext(
            "I %(count)s pågick något om barn, våld eller missbruk som varken överlämnades eller "
            "avslutades.",
            count=written.number(unsettled),
        )


def answer_paper(edition: StatisticsEdition, *, office: str, made_at: datetime) -> Paper:
    """The answer for the board, as it is printed."""
    tables = edition.document["populations"]["moves"]["tables"]
    return Paper(
        title=title(edition),
        office=office,
        made_at=made_at,
        lead=sentences(edition.document),
        sections=[
            *(_section(each) for each in tables),
            Section(gettext("Så läser du detta"), lines=[*words.rules(), coverage_rule()]),
            Section(
                gettext("Om svaret"),
                [
                    [gettext("Ändamål"), edition.purpose],
                    [gettext("Sammanställt"), written.day(edition.made_on)],
                ],
            ),
        ],
    )


def title(edition: StatisticsEdition) -> str:
    """Of which year it is."""
    return gettext(
        "Egna utflyttningar %(year)s: har vi gjort det själva?", year=edition.starts_on.year
    )


def coverage_rule() -> str:
    """How households that may have left are found."""
    return gettext(
        "Hushåll som kan ha lämnat kommunen: deras sista hyresavtal här slutade under året, inget "
        "nytt finns, de hade bistånd högst tre månader före året eller under det, och ingen flytt "
        "är inlagd. Några kan ha avlidit eller bo kvar hos någon."
    )


def _section(table: Mapping[str, Any]) -> Section:
    code = table["code"]
    return Section(
        words.title_of(code),
        columns=[words.title_of(code), gettext("Flyttar")],
        rows=[
            [words.cell_of(code, each["code"]), _shown(each["count"])] for each in table["cells"]
        ],
    )


def _shown(count: int | None) -> str:
    return gettext("dold") if count is None else written.number(count)
