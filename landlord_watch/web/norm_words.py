"""What is said of norms: which they are, and which households they leave out."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext, lazy_gettext, ngettext
from flask_babel.speaklater import LazyString

from landlord_watch.rents.models import NormSet
from landlord_watch.rents.rules.norm_report import Ages, Doubled, Households
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
