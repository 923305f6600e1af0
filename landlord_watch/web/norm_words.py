"""What is said of norms: which they are, and which households they leave out."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext, lazy_gettext, ngettext
from flask_babel.speaklater import LazyString

from landlord_watch.rents.models import NormSet
from landlord_watch.rents.rules.norm_change import Move
from landlord_watch.rents.rules.norm_check import CHILDREN_CHECKED, Apart
from landlord_watch.rents.rules.norm_draft import Clash
from landlord_watch.rents.rules.norm_report import Ages, Doubled, Households
from landlord_watch.rents.rules.norm_table import Amounts, Cell, CellState, Compared
from landlord_watch.web import format as written

#: What may be wrong in a cell of a norm table.
PROBLEMS: Mapping[str, LazyString] = {
    "column_missing": lazy_gettext("kolumnen saknas"),
    "empty": lazy_gettext("rutan är tom"),
    "norm_label_unreadable": lazy_gettext("går inte att läsa"),
    "norm_row_invalid": lazy_gettext("talen går inte ihop"),
    "not_an_amount": lazy_gettext("är inget belopp"),
    "not_a_day": lazy_gettext("är inget datum"),
    "not_a_year": lazy_gettext("är inget år"),
    "not_yes_or_no": lazy_gettext("ska vara ja, nej eller tomt"),
    "municipality_unknown": lazy_gettext("är ingen kommun"),
    "increment_extends_no_row": lazy_gettext("är ett tillägg utan rad att lägga på"),
}

#: What another norm does to rents, in the order they are shown.
MOVES: Mapping[Move, LazyString] = {
    Move.BECOMES_OVER: lazy_gettext("Hamnar över normen"),
    Move.NO_LONGER_OVER: lazy_gettext("Är inte längre över normen"),
    Move.STAYS_OVER: lazy_gettext("Är över både före och efter"),
    Move.STAYS_WITHIN: lazy_gettext("Är inte över, varken före eller efter"),
    Move.UNDECIDED: lazy_gettext("Kan inte avgöras före, efter eller båda"),
    Move.NOT_CHECKED: lazy_gettext("Hyra eller hushåll saknas"),
}
#: What a draft lacks before it may be adopted.
MISSING: Mapping[str, LazyString] = {
    "starts_on": lazy_gettext("vilken dag normen börjar gälla"),
    "decision_reference": lazy_gettext("beslutet"),
    "decided_on": lazy_gettext("vilken dag beslutet fattades"),
    "rows": lazy_gettext("minst en rad med belopp"),
}


def validity(norm_set: NormSet) -> str:
    """From when to when a norm holds."""
    if norm_set.starts_on is None:
        return gettext("utan datum")
    starts = written.day(norm_set.starts_on)
    if norm_set.ends_on is None:
        return gettext("från %(starts)s", starts=starts)
    return gettext(
        "från %(starts)s, till %(ends)s", starts=starts, ends=written.day(norm_set.ends_on)
    )


def norm_choices(norm_sets: Sequence[NormSet]) -> dict[str, str]:
    """What a check may be held against; empty: the municipality's own norm of the day."""
    choices = {"": gettext("Kommunens egen norm den dagen")}
    for norm_set in norm_sets:
        label = f"{norm_set.name} ({validity(norm_set)})"
        own = gettext("egen: %(label)s", label=label)
        choices[str(norm_set.id)] = own if norm_set.is_own else label
    return choices


def households_words(households: Households) -> str:
    """`3–4 vuxna med 0–10 barn eller fler`."""
    adults = ngettext(
        "%(range)s vuxen",
        "%(range)s vuxna",
        households.adults_to,
        range=_range(households.adults_from, households.adults_to),
    )
    said = _with_children(households, adults)
    if not households.ages:
        return said
    ages = "; ".join(_ages(mix) for mix in households.ages)
    return gettext("%(households)s, när de vuxna är %(ages)s", households=said, ages=ages)


def _with_children(households: Households, adults: str) -> str:
    if households.children_to == 0:
        return gettext("%(adults)s utan barn", adults=adults)
    children = _range(households.children_from, households.children_to)
    if households.is_open and households.children_from == 0:
        return gettext("%(adults)s, hur många barn det än är", adults=adults)
    if households.is_open:
        return gettext(
            "%(adults)s med %(children)s barn eller fler",
            adults=adults,
            children=households.children_from,
        )
    return gettext("%(adults)s med %(children)s barn", adults=adults, children=children)


def _range(least: int, most: int) -> str:
    return str(least) if least == most else f"{least}–{most}"


def _ages(mix: Ages) -> str:
    years = gettext(" och ").join(str(age) for age in mix)
    return gettext("%(years)s år", years=years)


def doubled_words(doubled: Doubled) -> str:
    """Which households several rows are for, and in what homes."""
    households = "; ".join(households_words(one) for one in doubled.households)
    rooms = [str(rooms) for rooms in doubled.rooms if rooms is not None]
    if not rooms:
        return households
    return gettext(
        "%(households)s, i en bostad med %(rooms)s rum",
        households=households,
        rooms=", ".join(rooms),
    )


def clash_words(clash: Clash) -> str:
    """Which households another row of a draft is for too."""
    rows = [str(place + 1) for place in clash.with_rows]
    if clash.is_apart:
        rows.append(gettext("den som säger att de prövas för sig"))
    households = "; ".join(households_words(one) for one in clash.households)
    return gettext(
        "Överlappar rad %(rows)s: %(households)s.", rows=", ".join(rows), households=households
    )


def apart_words(apart: Apart) -> str:
    """`3 vuxna eller fler, hur många barn det än är`."""
    most = apart.adults_max
    if most is None:
        adults = gettext("%(count)s vuxna eller fler", count=apart.adults_min)
    else:
        people = _range(apart.adults_min, most)
        adults = ngettext("%(range)s vuxen", "%(range)s vuxna", most, range=people)
    children = CHILDREN_CHECKED[-1] if apart.children_max is None else apart.children_max
    is_open = apart.children_max is None
    counted = Households(apart.adults_min, 0, apart.children_min, children, is_open)
    return _with_children(counted, adults)


def cell_words(cell: Cell) -> str:
    """An amount, several, or why there is none."""
    amounts = amounts_words(cell.amounts)
    if cell.state is CellState.OVERLAP:
        return gettext("flera: %(amounts)s", amounts=amounts)
    if cell.state is CellState.APART:
        return gettext("prövas för sig")
    if cell.state is CellState.GAP:
        return gettext("saknas") if not cell.amounts else gettext("saknas för några")
    return amounts


def amounts_words(amounts: Amounts) -> str:
    """Amounts with a slash between; a dash for none."""
    return " / ".join(written.kronor(amount) for amount in amounts) or written.DASH


def compared_words(line: Compared) -> str:
    """Which household a line of two norms beside each other is about."""
    counted = Households(line.adults, line.adults, line.children, line.children, False, line.ages)
    said = households_words(counted)
    if not line.rooms:
        return said
    return gettext(
        "%(households)s, i en bostad med %(rooms)s rum",
        households=said,
        rooms=", ".join(str(rooms) for rooms in line.rooms),
    )
