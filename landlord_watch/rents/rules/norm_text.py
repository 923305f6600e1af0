"""
The words of published norm tables: a small grammar, which refuses what it cannot read.

A label says who (`1 vuxen`, `1-2 vuxna`, `ensamstående`, `ensam/sambo`, `hushåll`), how many
children (`+ 3-4 barn`, `+ 5 barn eller fler`, `med 1 barn`, `utan barn`), ages
(`från 18 år under 25 år`) and a size of home (`3 rok (80)`, `80 kvm`). One that names no
children is for households without; the tables all list households with children apart.
"""

import re
from dataclasses import dataclass

from landlord_watch.kernel.money import Money
from landlord_watch.rents.errors import NormLabelUnreadable
from landlord_watch.rents.rules.norms import NormRow

ADULT_WORDS: dict[str, tuple[int, int | None]] = {
    "ensamstående": (1, 1),
    "ensamboende": (1, 1),
    "sammanboende": (2, 2),
    "sambo": (2, 2),
    "ensam/sambo": (1, 2),
    "hushåll": (1, None),
}

LABEL = re.compile(
    r"""
    (?: (?P<adults_min>\d+) (?:-(?P<adults_max>\d+))? [ ] vux(?:en|na)
        (?P<or_more_adults>[ ] eller [ ] fler)?
      | (?P<word>ensamstående|ensamboende|sammanboende|ensam/sambo|sambo|hushåll) )
    (?: [ ] från [ ] (?P<age_from>\d+) [ ] år )? (?: [ ] under [ ] (?P<age_under>\d+) [ ] år )?
    (?: (?P<any_children>[ ] med [ ] eller [ ] utan [ ] barn)
      | [ ] utan [ ] barn (?: [ ] eller [ ] [+] [ ] (?P<children_up_to>\d+) [ ] barn )?
      | [ ] (?:[+]|med) [ ] (?P<children_min>\d+) (?:-(?P<children_max>\d+))? [ ] barn
        (?P<or_more>[ ] eller [ ] fler)? )?
    (?: , [ ] (?P<rooms>\d+) [ ] rok (?: [ ] \( (?P<area_m2>\d+(?:,\d+)?) \) )?
      | , [ ] (?P<area_alone>\d+(?:,\d+)?) [ ] kvm )?
    """,
    re.VERBOSE,
)
INCREMENT = re.compile(r"TILLÄGG per (?:barn utöver (?P<over>\d+)|ytterligare barn)")


@dataclass(frozen=True, slots=True)
class Increment:
    """An amount for each child over so many; `over` None: over the most that a row names."""

    label: str
    amount: Money
    over: int | None


def read_label(label: str, amount: Money) -> NormRow | Increment:
    """
    A row, or an increment on one, from a published label.

    Raises: `NormLabelUnreadable`, `NormRowInvalid`.
    """
    increment = INCREMENT.fullmatch(label)
    if increment is not None:
        return Increment(label, amount, _number(increment["over"]))
    found = LABEL.fullmatch(label)
    if found is None:
        raise NormLabelUnreadable(label=label)
    adults_min, adults_max = _adults(found)
    children_min, children_max = _children(found)
    return NormRow(
        label=label,
        amount=amount,
        adults_min=adults_min,
        adults_max=adults_max,
        children_min=children_min,
        children_max=children_max,
        age_from=_number(found["age_from"]),
        age_under=_number(found["age_under"]),
        rooms=_number(found["rooms"]),
        area_m2=_area(found["area_m2"] or found["area_alone"]),
    )


def _number(digits: str | None) -> int | None:
    """A number, or None where the label has none."""
    return None if digits is None else int(digits)


def _area(digits: str | None) -> float | None:
    """Square metres, or None where the label has none."""
    return None if digits is None else float(digits.replace(",", "."))


def _adults(found: re.Match[str]) -> tuple[int, int | None]:
    """The fewest and the most adults."""
    if found["word"] is not None:
        return ADULT_WORDS[found["word"]]
    least = int(found["adults_min"])
    if found["or_more_adults"]:
        return least, None
    return least, int(found["adults_max"] or least)


def _children(found: re.Match[str]) -> tuple[int, int | None]:
    """The fewest and the most children; a label without children is for none."""
    if found["any_children"]:
        return 0, None
    if found["children_min"] is None:
        return 0, int(found["children_up_to"] or 0)
    least = int(found["children_min"])
    if found["or_more"]:
        return least, None
    return least, int(found["children_max"] or least)
