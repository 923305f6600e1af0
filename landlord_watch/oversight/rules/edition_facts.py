"""The counts of an edition as the indicators take them, by the row each landlord is told in."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from landlord_watch.oversight.rules.edition_inputs import EditionInputs, SeenRow
from landlord_watch.oversight.rules.edition_tables import Rows
from landlord_watch.oversight.rules.findings import Finding
from landlord_watch.oversight.rules.funnel import Signal
from landlord_watch.oversight.rules.indicators_moves import (
    ArrivalFacts,
    TurnoverFacts,
    arrivals_with_aid,
    concentration_of_arrivals,
    turnover,
)
from landlord_watch.oversight.rules.indicators_rents import (
    OverNorm,
    RentFacts,
    over_norm_by_household,
    share_over_norm,
)
from landlord_watch.oversight.rules.indicators_visits import (
    Remaining,
    VisitFacts,
    VisitKind,
    deficiencies_per_visit,
    remaining_deficiencies,
    repeated_deficiencies,
    severe_visits,
    visits_with_child_risk,
)
from landlord_watch.oversight.rules.parameters import Parameters
from landlord_watch.oversight.rules.standardising import Counted
from landlord_watch.oversight.rules.uncertainty import Share

RowT = TypeVar("RowT", bound=tuple[str, *tuple[object, ...]])
MONTHS = 12
Before = Mapping[str, Mapping[str, Signal]]


def findings_of(
    inputs: EditionInputs, rows: Rows, *, by: Parameters, before: Before
) -> dict[str, dict[str, Finding]]:
    """Every indicator that is held against others, by its code and by row."""

    def of(code: str) -> Mapping[str, Signal]:
        return before.get(code, {})

    rents, moves = rent_facts(inputs, rows), arrival_facts(inputs, rows)
    stays, visits = turnover_facts(inputs, rows), visit_facts(inputs, rows)
    return {
        "I1": share_over_norm(rents, by=by, before=of("I1")),
        "I1s": over_norm_by_household(rents, by=by, before=of("I1s")),
        "I4": arrivals_with_aid(moves, by=by, before=of("I4")),
        "I4c": concentration_of_arrivals(moves, by=by, before=of("I4c")),
        "I5": turnover(stays, by=by, before=of("I5")),
        "I6": deficiencies_per_visit(visits, by=by, before=of("I6")),
        "I7": severe_visits(visits, by=by, before=of("I7")),
        "I7b": visits_with_child_risk(visits, by=by, before=of("I7b")),
        "I8": remaining_deficiencies(visits, by=by, before=of("I8")),
        "I8b": repeated_deficiencies(visits, by=by, before=of("I8b")),
    }


def rent_facts(inputs: EditionInputs, rows: Rows) -> dict[str, RentFacts]:
    """I1 to I2."""
    active = _by_row(inputs.active, rows)
    assessed, over = _by_row(inputs.rents, rows), _by_row(inputs.excess, rows)
    return {
        row: RentFacts(
            active=sum(each.households for each in active.get(row, ())),
            assessed=_by_type((each.type, each.over, each.of) for each in assessed.get(row, ())),
            over=[
                OverNorm(each.excess, each.norm)
                for each in over.get(row, ())
                for _ in range(each.households)
            ],
        )
        for row in rows.told
    }


def arrival_facts(inputs: EditionInputs, rows: Rows) -> dict[str, ArrivalFacts]:
    """I4 and I4c."""
    starts = _by_row(inputs.starts, rows)
    return {
        row: ArrivalFacts(
            known_origin=sum(each.known for each in starts.get(row, ())),
            unknown_origin=sum(each.unknown for each in starts.get(row, ())),
            with_aid=sum(each.with_aid for each in starts.get(row, ())),
            motivated=sum(each.motivated for each in starts.get(row, ())),
        )
        for row in rows.told
    }


def turnover_facts(inputs: EditionInputs, rows: Rows) -> dict[str, TurnoverFacts]:
    """I5."""
    stays = _by_row(inputs.stays, rows)
    found = {}
    for row in rows.told:
        tenancies = sum(each.tenancies for each in stays.get(row, ()))
        found[row] = TurnoverFacts(
            ended=sum(each.ended for each in stays.get(row, ())),
            dwelling_years=sum(each.months for each in stays.get(row, ())) / MONTHS,
            known=tenancies,
            tenancies=tenancies,
        )
    return found


def visit_facts(inputs: EditionInputs, rows: Rows) -> dict[str, VisitFacts]:
    """I6 to I8b."""
    kinds, seen = _by_row(inputs.visits, rows), _by_row(inputs.seen, rows)
    found = {}
    for row in rows.told:
        one = summed_seen(row, seen.get(row, ()))
        by_kind: dict[VisitKind, Counted] = {}
        for each in kinds.get(row, ()):
            kind = VisitKind(each.reason, each.checklist)
            so_far = by_kind.get(kind, Counted(0, 0))
            by_kind[kind] = Counted(so_far.count + each.deficiencies, so_far.base + each.visits)
        found[row] = VisitFacts(
            deficiencies=by_kind,
            severe=Share(one.severe, one.completed),
            child_risk=Share(one.child_risk, one.with_children),
            remaining=Remaining(
                Share(one.remaining_items, one.followed_items),
                Share(one.remaining_dwellings, one.followed_dwellings),
            ),
            repeated=Share(one.repeated, one.revisited),
            completed=one.completed,
            planned=one.planned,
        )
    return found


def summed_seen(code: str, every: Iterable[SeenRow]) -> SeenRow:
    """Rows of visits as one."""
    numbers = [row[1:] for row in every]
    return SeenRow(code, *(map(sum, zip(*numbers, strict=True)) if numbers else NOTHING_SEEN))


NOTHING_SEEN = (0,) * (len(SeenRow._fields) - 1)


def _by_row(every: Iterable[RowT], rows: Rows) -> dict[str, list[RowT]]:
    found: dict[str, list[RowT]] = {}
    for each in every:
        found.setdefault(rows.of(each[0]), []).append(each)
    return found


def _by_type(every: Iterable[tuple[str, int, int]]) -> dict[str, Share]:
    found: dict[str, Share] = {}
    for kind, over, of in every:
        so_far = found.get(kind, Share(0, 0))
        found[kind] = Share(so_far.count + over, so_far.of + of)
    return found
