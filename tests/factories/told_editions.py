"""Editions of landlords as they are told: an invented municipality, a quarter after the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from landlord_watch.oversight.rules.editions import as_document
from landlord_watch.oversight.rules.funnel import others_than, share_tail, signal_of
from landlord_watch.oversight.rules.landlord_tables import PEOPLE, LandlordCounts, shown_landlords
from landlord_watch.oversight.rules.parameters import indicators, parameters
from landlord_watch.oversight.rules.uncertainty import (
    Interval,
    Share,
    per,
    poisson_interval,
    shrunken_share,
    wilson,
)
from landlord_watch.oversight.shapes import (
    AmountTold,
    ChangeTold,
    ConcentrationTold,
    CountTold,
    CoverageTold,
    DwellingsTold,
    EditionTold,
    LandlordKind,
    LandlordTold,
    NumberTold,
    QualityTold,
)

#: The first day after each period, the latest first; the last shares no month with the first.
ENDS = (
    date(2026, 10, 1),
    date(2026, 7, 1),
    date(2026, 4, 1),
    date(2026, 1, 1),
    date(2025, 10, 1),
)
BY = parameters(on=ENDS[0])
SHARES = {"I1": "assessable", "I4": "starts", "I7": "visits", "I8": "followed_up"}


@dataclass(frozen=True, slots=True)
class Lets:
    """A landlord and its counts: of so many, so many."""

    name: str
    dwellings: int | None
    counts: Mapping[str, tuple[int, int]]
    #: Deficiencies, of the visits of I7.
    deficiencies: int = 0
    paid_kronor: int | None = None
    kind: LandlordKind = LandlordKind.ORGANISATION
    members: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """As an edition calls it."""
        if self.kind is LandlordKind.PEOPLE:
            return PEOPLE
        return str(uuid5(NAMESPACE_URL, self.name))


def _counts(
    over: tuple[int, int],
    arrived: tuple[int, int],
    severe: tuple[int, int],
    remain: tuple[int, int],
) -> dict[str, tuple[int, int]]:
    return {"I1": over, "I4": arrived, "I7": severe, "I8": remain}


#: Of whom one is to be looked into and one watched, and five are told nothing or little of.
LANDLORDS = (
    Lets(
        "Sagobackens Bostäder AB",
        640,
        _counts((24, 131), (8, 52), (6, 41), (7, 30)),
        23,
        842_300,
    ),
    Lets(
        "Vargmyrens Fastigheter AB", 184, _counts((15, 52), (6, 24), (5, 22), (5, 14)), 16, 402_150
    ),
    Lets(
        "Nattskiftet, Järnladan och Fabriksloftet",
        96,
        _counts((31, 44), (13, 21), (17, 26), (15, 22)),
        58,
        391_700,
        LandlordKind.GROUP,
        ("Nattskiftet Fastigheter AB", "Järnladans Hem AB", "Fabriksloftet AB"),
    ),
    Lets("Tallhöjdens Bostad AB", 88, _counts((11, 38), (5, 16), (6, 18), (5, 13)), 17, 268_900),
    Lets("Björnbergets Bostäder AB", 57, _counts((7, 26), (2, 9), (1, 12), (3, 8)), 8, 149_400),
    Lets("Kvarnfallets Hus AB", None, _counts((13, 24), (6, 13), (5, 11), (5, 11)), 12, 171_250),
    Lets("Ekorrens Hyreshus AB", 31, _counts((6, 17), (3, 8), (2, 7), (1, 4)), 5, 96_800),
    Lets("Rödhakens Bostad AB", 26, _counts((5, 14), (1, 6), (0, 5), (0, 2)), 3, None),
    Lets("Granlidens Hus AB", 14, _counts((4, 9), (2, 5), (1, 3), (1, 2)), 2, None),
    Lets("Åsbrinkens Fastighets AB", 12, _counts((2, 6), (0, 3), (1, 4), (0, 1)), 2, None),
    Lets("Lillsjöns Bostadsförening", 18, _counts((0, 5), (0, 2), (0, 2), (0, 0)), 0, None),
    Lets("Smedstorpets Bostäder AB", None, _counts((1, 3), (1, 2), (0, 1), (0, 0)), 1, None),
    Lets(
        "",
        None,
        _counts((19, 49), (9, 31), (8, 24), (6, 15)),
        28,
        318_600,
        LandlordKind.PEOPLE,
    ),
)


def editions(landlords: Sequence[Lets] = LANDLORDS) -> list[EditionTold]:
    """The latest first."""
    return [edition(at, landlords) for at in range(len(ENDS))]


def edition(quarters_ago: int = 0, landlords: Sequence[Lets] = LANDLORDS) -> EditionTold:
    """What was told so many quarters ago; nothing in it comes of chance."""
    then = [_earlier(each, quarters_ago) for each in landlords]
    shown = {code: _shown(code, then) for code in SHARES}
    ends_on = ENDS[quarters_ago]
    told = [_told(each, then, shown, ends_on) for each in then]
    named = [each for each in told if each.kind is not LandlordKind.PEOPLE]
    named.sort(key=lambda each: (-(_least(each) or -1), each.name))
    return EditionTold(
        definitions=1,
        starts_on=ends_on.replace(year=ends_on.year - 1),
        ends_on=ends_on,
        quality=QualityTold(
            coverages=(
                CoverageTold(code="rent", percent=91, known=414, of=455),
                CoverageTold(code="area", percent=74, known=337, of=455),
                CoverageTold(code="origin", percent=96, known=190, of=198),
                CoverageTold(code="dwellings", percent=86, known=None, of=None),
                CoverageTold(code="visits", percent=88, known=176, of=200),
            ),
            links_waiting=3,
            newest_import_on=date(2026, 9, 28),
        ),
        numbers=_whole(then, ends_on),
        landlords=(*named, *(each for each in told if each.kind is LandlordKind.PEOPLE)),
        origins=ORIGINS,
        amounts=_amounts(then),
        concentration=ConcentrationTold(top_1=319, top_5=787, hhi=184),
        change=_change(quarters_ago, landlords),
        populations={SHARES[code]: as_document(each) for code, each in shown.items()},
    )


def _change(quarters_ago: int, landlords: Sequence[Lets]) -> ChangeTold | None:
    if quarters_ago == len(ENDS) - 1:
        return None
    after, before = (
        _sum("I1", [_earlier(each, ago) for each in landlords]).count
        for ago in (quarters_ago, quarters_ago + 1)
    )
    return ChangeTold(
        since=ENDS[quarters_ago + 1] - timedelta(days=1),
        before=before,
        after=after,
        by_norm=-9,
        by_household=6,
        by_rent=14,
        came=after - before + 12,
        left=23,
    )


ORIGINS = (
    CountTold(code="0180", count=17),
    CountTold(code="1480", count=12),
    CountTold(code="1488", count=9),
    CountTold(code="1280", count=7),
    CountTold(code="", count=6),
    CountTold(code="others", count=14),
)


def _earlier(lets: Lets, quarters: int) -> Lets:
    """A little fewer each quarter back, and of the group markedly fewer over the norm."""
    drift = 2 if lets.kind is LandlordKind.GROUP else 1
    counts = {
        code: (max(0, count - quarters * drift * count // 20), of - quarters * of // 25)
        for code, (count, of) in lets.counts.items()
    }
    return Lets(
        lets.name,
        lets.dwellings,
        counts,
        lets.deficiencies - quarters * lets.deficiencies // 12,
        lets.paid_kronor and lets.paid_kronor * (50 - quarters) // 50,
        lets.kind,
        lets.members,
    )


def _shown(code: str, landlords: Sequence[Lets]) -> Any:
    counts: dict[tuple[str, str], int] = {}
    for each in landlords:
        count, of = each.counts[code]
        counts |= {(each.code, "yes"): count, (each.code, "no"): of - count}
    people = [each.code for each in landlords if each.kind is LandlordKind.PEOPLE]
    # who they are is not what these are about: five persons share what "people" have
    shared = [f"person-{at}" for at in range(5)]
    for person in people:
        for outcome in ("yes", "no"):
            whole = counts.pop((person, outcome))
            parts = [whole // 5 + (at < whole % 5) for at in range(5)]
            counts |= {(each, outcome): part for each, part in zip(shared, parts, strict=True)}
    codes = [each.code for each in landlords if each.code not in people]
    counted = LandlordCounts(
        outcomes=("yes", "no"), landlords=[*codes, *shared], people=shared, counts=counts
    )
    return shown_landlords(counted)


def _told(lets: Lets, every: Sequence[Lets], shown: Mapping[str, Any], on: date) -> LandlordTold:
    numbers = {
        code: _share_told(code, lets, every, on)
        if _is_told(shown[code], lets, code)
        else NumberTold()
        for code in SHARES
    }
    numbers["I6"] = _rate_told(lets, every, on) if numbers["I7"].is_told else NumberTold()
    return LandlordTold(
        code=lets.code,
        kind=lets.kind,
        name=lets.name,
        members=lets.members,
        party_ids=() if lets.kind is LandlordKind.PEOPLE else (lets.code,),
        dwellings=_dwellings(lets.dwellings),
        numbers=numbers,
    )


def _dwellings(total: int | None) -> DwellingsTold | None:
    source, on = "Hyresvärdens egen uppgift", date(2026, 8, 31)
    return None if total is None else DwellingsTold(total=total, source=source, on=on)


def _is_told(shown: Any, lets: Lets, code: str) -> bool:
    crossed = next(each for each in shown.crossed if each.row == "landlord")
    cells = [crossed.cells.get((lets.code, outcome)) for outcome in ("yes", "no")]
    needs = indicators()[code]
    count, of = lets.counts[code]
    return None not in cells and of >= needs.least_base and count >= needs.least_count


def _share_told(code: str, lets: Lets, every: Sequence[Lets], on: date) -> NumberTold:
    share, whole = Share(*lets.counts[code]), _sum(code, every)
    others = others_than(share, whole)
    benchmark = others.value or 0.0
    tail = share_tail(share, others)
    shrunken = shrunken_share(share, towards=benchmark, weight=BY["prior_weight"])
    return _number(
        share.count,
        share.of,
        share.value or 0.0,
        wilson(share),
        benchmark=_thousandths(benchmark),
        least=_thousandths(shrunken.interval.low),
        coverage=92,
        signal=None if tail is None else signal_of(tail, before=None, by=BY).value,
        told_for=on,
    )


def _rate_told(lets: Lets, every: Sequence[Lets], on: date) -> NumberTold:
    visits = lets.counts["I7"][1]
    rest = sum(each.counts["I7"][1] for each in every) - visits
    others = sum(each.deficiencies for each in every) - lets.deficiencies
    interval = per(poisson_interval(lets.deficiencies), visits)
    return _number(
        lets.deficiencies,
        visits,
        lets.deficiencies / visits,
        interval,
        benchmark=_thousandths(others / rest),
        least=_thousandths(interval.low),
        coverage=88,
        signal="review" if interval.low > 1.5 else "within",
        told_for=on,
    )


def _whole(every: Sequence[Lets], on: date) -> dict[str, NumberTold]:
    found = {}
    for code in SHARES:
        share = _sum(code, every)
        found[code] = _number(
            share.count, share.of, share.value or 0.0, wilson(share), coverage=91, told_for=on
        )
    events, visits = sum(each.deficiencies for each in every), found["I7"].of or 1
    interval = per(poisson_interval(events), visits)
    found["I6"] = _number(events, visits, events / visits, interval, coverage=88, told_for=on)
    return found


def _amounts(every: Sequence[Lets]) -> dict[str, AmountTold]:
    paid = {
        each.code: None if each.paid_kronor is None else each.paid_kronor * 100 for each in every
    }
    total = sum(each or 0 for each in paid.values()) + 61_300_00
    approved = {code: ore and ore // 12 for code, ore in paid.items()}
    return {
        "paid": AmountTold(total=total, by_landlord=paid),
        "derived": AmountTold(total=total * 11 // 10, by_landlord={}),
        "excess_approved": AmountTold(total=total // 12, by_landlord=approved),
        "excess_own": AmountTold(total=None, by_landlord=dict.fromkeys(paid)),
    }


def _number(
    count: int,
    of: int,
    value: float,
    interval: Interval,
    *,
    told_for: date,
    coverage: int,
    benchmark: int | None = None,
    least: int | None = None,
    signal: str | None = None,
) -> NumberTold:
    return NumberTold(
        count=count,
        of=of,
        value=_thousandths(value),
        low=_thousandths(interval.low),
        high=_thousandths(interval.high),
        benchmark=benchmark,
        least=least,
        coverage=coverage,
        signal=signal,
        told_for=told_for,
    )


def _sum(code: str, every: Sequence[Lets]) -> Share:
    return Share(
        sum(each.counts[code][0] for each in every), sum(each.counts[code][1] for each in every)
    )


def _least(landlord: LandlordTold) -> int | None:
    return landlord.numbers["I1"].least


def _thousandths(value: float) -> int:
    return round(value * 1000)
