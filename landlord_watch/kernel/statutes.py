"""
Which paragraph a subject is ruled by, and on which days: law is data with validity.

What a page or a letter cites is asked for by subject and day, so that a letter of 2025-06-30
names the Act of that day, and one of the next day the new Act.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from landlord_watch.kernel.errors import RuleBroken
from landlord_watch.kernel.period import Period


class NoStatuteInForce(RuleBroken):
    """Nothing ruled this on that day, as far as the table goes."""

    code = "no_statute_in_force"

    def __init__(self, *, subject: str, on: date) -> None:
        super().__init__(subject=subject, on=on)


@dataclass(frozen=True, slots=True)
class Act:
    """An Act by its name, and when it is in force."""

    key: str
    name: str
    short: str
    period: Period


@dataclass(frozen=True, slots=True)
class Statute:
    """A paragraph; `certainty`: A read in the issuer's own text, B two second-hand, C one."""

    subject: str
    section: str
    act: Act
    certainty: str

    @property
    def cited(self) -> str:
        """As a letter names it: `29 kap. 10 § socialtjänstlagen (2025:400)`."""
        return f"{self.section} {self.act.name}"

    @property
    def short(self) -> str:
        """As a page names it: `29 kap. 10 § SoL (2025:400)`."""
        return f"{self.section} {self.act.short}"


def statute(subject: str, *, on: date) -> Statute:
    """
    What rules a subject on a day.

    Raises: `NoStatuteInForce`.
    Source: data/statutes.yaml, row by row.
    """
    for found in statutes().get(subject, ()):
        if on in found.act.period:
            return found
    raise NoStatuteInForce(subject=subject, on=on)


@cache
def statutes() -> Mapping[str, tuple[Statute, ...]]:
    """Every paragraph of the table by its subject, the oldest first."""
    read = _table()
    acts = {key: _act(key, row) for key, row in read["acts"].items()}
    return {
        subject: tuple(
            Statute(subject=subject, section=section, act=acts[act], certainty=certainty)
            for act, section, certainty in rows
        )
        for subject, rows in read["subjects"].items()
    }


def _table() -> Mapping[str, Any]:
    text = files(__package__).joinpath("data/statutes.yaml").read_text(encoding="utf-8")
    read: Mapping[str, Any] = yaml.safe_load(text)
    return read


def _act(key: str, row: Mapping[str, Any]) -> Act:
    return Act(
        key=key,
        name=row["name"],
        short=row["short"],
        period=Period(row["starts_on"], row.get("ends_on")),
    )
