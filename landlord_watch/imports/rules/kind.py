"""What a kind of list is: its columns, what tells one row from another, and what must hold."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from landlord_watch.imports.rules.cells import Problem, Reader

#: What a row says, by field; a field that says nothing is not there.
Row = Mapping[str, Any]


class KindName(StrEnum):
    """What a list is of."""

    LANDLORDS = "landlords"
    DWELLINGS = "dwellings"
    OFFERED_RENTS = "offered_rents"
    TENANCIES = "tenancies"
    PAYMENTS = "payments"


@dataclass(frozen=True, slots=True)
class Field:
    """
    A column a list may have.

    `header`: as our own templates write it; `synonyms`: as others do. `is_masked`: tells who
    somebody is, and is not shown whole. `is_shaped`: told by its form alone.
    """

    name: str
    header: str
    read: Reader
    synonyms: tuple[str, ...] = ()
    is_required: bool = False
    is_masked: bool = False
    is_shaped: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a whole list: the day it is of, from whom, where, and the day it is read."""

    as_of_on: date
    source: str
    municipality_code: str
    today: date


@dataclass(frozen=True, slots=True)
class Kind:
    """
    A kind of list, as data for one engine.

    `key` tells one row from another within a file; None: nothing does. `check` yields what is
    wrong between a row's fields. `may_be_full`: what is absent can be proposed to end.
    """

    name: KindName
    fields: tuple[Field, ...]
    key: Callable[[Row], tuple[Any, ...] | None]
    check: Callable[[Row, Setting], Iterator[Problem]]
    is_of_cases: bool = False
    may_be_full: bool = False

    def field(self, name: str) -> Field:
        """The field of a name; one that is not there is a bug of ours."""
        return next(each for each in self.fields if each.name == name)


def in_future(row: Row, name: str, setting: Setting) -> Iterator[Problem]:
    """A day that has not come, where it should have."""
    value = row.get(name)
    if value is not None and date.fromisoformat(value) > setting.today:
        yield Problem("day_in_future", name, value)
