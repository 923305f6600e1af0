"""
The 290 municipalities with their codes.

Source: SCB's list of kommunkoder, CC0, February 2026; codes are text, since `0114`
begins with a zero.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from landlord_watch.kernel.errors import RuleBroken


class MunicipalityUnknown(RuleBroken):
    """No municipality has this code or name."""

    code = "municipality_unknown"


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality: its four-digit code, its name and its county."""

    code: str
    name: str
    county_code: str
    county: str


@cache
def municipalities() -> dict[str, Municipality]:
    """Every municipality by its code, in the order of the codes."""
    text = files(__package__).joinpath("data/municipalities.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {
        row["kommunkod"]: Municipality(row["kommunkod"], row["kommun"], row["lanskod"], row["lan"])
        for row in rows
    }


def municipality(code: str) -> Municipality:
    """
    The municipality with a code.

    Raises: `MunicipalityUnknown`.
    """
    found = municipalities().get(code)
    if found is None:
        raise MunicipalityUnknown(municipality_code=code)
    return found


def municipality_named(name: str) -> Municipality:
    """
    The municipality with exactly this name, letter case aside.

    Raises: `MunicipalityUnknown`.
    """
    wanted = name.strip().casefold()
    for candidate in municipalities().values():
        if candidate.name.casefold() == wanted:
            return candidate
    raise MunicipalityUnknown
