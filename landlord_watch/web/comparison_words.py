"""What homes like one are offered for, in words: how many, the middle one, and how old."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.kernel.money import Money
from landlord_watch.rents.queries.comparing import Comparisons
from landlord_watch.rents.rules.comparing import Compared, Nearness, per_m2
from landlord_watch.web import format as written

NEARNESS: Mapping[Nearness, LazyString] = {
    Nearness.BUILDING: lazy_gettext("Samma fastighet"),
    Nearness.LANDLORD: lazy_gettext("Samma hyresvärd"),
    Nearness.AREA: lazy_gettext("Samma postnummer"),
}


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """Homes that are near in one respect; `middle` says so where there are too few."""

    name: str
    n: int
    middle: str
    apart: str
    per_m2: str
    days: str


@dataclass(frozen=True, slots=True)
class ComparisonsShown:
    """The home's own offers, and the others."""

    own: list[tuple[str, str]]
    change: str
    per_m2: str
    lines: list[ComparedLine]


def show_comparisons(found: Comparisons, *, rent: Money, area_m2: float | None) -> ComparisonsShown:
    """What a whole contract's `rent` for a month is compared with."""
    change = found.yearly_change
    return ComparisonsShown(
        own=[
            (written.day(each.starts_on), written.kronor(each.monthly_rent)) for each in found.own
        ],
        change=""
        if change is None
        else gettext("%(percent)s %% per år", percent=written.number(change, 1)),
        per_m2=written.DASH if area_m2 is None else written.kronor(per_m2(rent, area_m2)),
        lines=[_line(each, rent) for each in found.others],
    )


def _line(compared: Compared, rent: Money) -> ComparedLine:
    few = gettext("för få att jämföra med")
    return ComparedLine(
        name=str(NEARNESS[compared.nearness]),
        n=compared.n,
        middle=few if compared.middle is None else written.kronor(compared.middle),
        apart=written.DASH
        if compared.middle is None
        else written.kronor_signed(rent - compared.middle),
        per_m2=_per_m2(compared),
        days=_days(compared),
    )


def _per_m2(compared: Compared) -> str:
    if compared.middle_per_m2 is None:
        return written.DASH
    amount = written.kronor(compared.middle_per_m2)
    return (
        amount if compared.n_with_area == compared.n else f"{amount} (n = {compared.n_with_area})"
    )


def _days(compared: Compared) -> str:
    if compared.oldest_on is None or compared.newest_on is None:
        return written.DASH
    if compared.oldest_on == compared.newest_on:
        return written.day(compared.newest_on)
    return f"{written.day(compared.oldest_on)} – {written.day(compared.newest_on)}"
