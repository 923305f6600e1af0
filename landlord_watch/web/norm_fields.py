"""The fields of a norm's row that are read as norm tables are written."""

import re
from typing import Any, TypeAlias

from flask_babel import gettext, lazy_gettext

from landlord_watch.web import forms

#: From so many to so many; None: or more.
Span: TypeAlias = tuple[int, int | None]
#: From this age, and under that one; None: any.
Ages: TypeAlias = tuple[int | None, int | None]

MOST_PEOPLE = 20
LEAST_AGE, MOST_AGE = 15, 120

SPAN = re.compile(r"(\d+)(?:\s*[-–—]\s*(\d+)|\s*(\+|eller fler|or more))?", re.IGNORECASE)
AGES = re.compile(r"(?:från|from)?\s*(\d+)\s*(\+)?|(\d+)\s*[-–—]\s*(\d+)", re.IGNORECASE)
UNDER = re.compile(r"under\s*(\d+)", re.IGNORECASE)


class SpanField(forms.TypedField):
    """How many: `2`, `1–2` or `3+`."""

    wrong = lazy_gettext("Skriv ett antal, som 2, 1–2 eller 3+.")

    def __init__(self, label: forms.Words, *, least: int, **more: Any) -> None:
        super().__init__(label, **more)
        self.least = least

    def write(self, value: Span) -> str:
        least, most = value
        if most is None:
            return f"{least}+"
        return str(least) if least == most else f"{least}–{most}"

    def read(self, typed: str) -> Span:
        found = SPAN.fullmatch(typed)
        if found is None or not typed[0].isascii():
            raise ValueError
        least = int(found[1])
        most = None if found[3] else int(found[2] or least)
        if not self.least <= least <= (least if most is None else most) <= MOST_PEOPLE:
            raise ValueError
        return least, most


class AgesField(forms.TypedField):
    """Which ages: `under 25`, `från 25` or `18–24`."""

    wrong = lazy_gettext("Skriv åldrarna som under 25, från 25 eller 18–24.")

    def write(self, value: Ages) -> str:
        least, under = value
        if least is None:
            return gettext("under %(age)s", age=under)
        return gettext("från %(age)s", age=least) if under is None else f"{least}–{under - 1}"

    def read(self, typed: str) -> Ages:
        ages = self._read(typed)
        known = [age for age in ages if age is not None]
        if not known or any(not LEAST_AGE <= age <= MOST_AGE for age in known):
            raise ValueError
        if known != sorted(set(known)):
            raise ValueError
        return ages

    def _read(self, typed: str) -> Ages:
        under = UNDER.fullmatch(typed)
        if under is not None:
            return None, int(under[1])
        found = AGES.fullmatch(typed)
        if found is None:
            return None, None
        if found[3]:
            return int(found[3]), int(found[4]) + 1
        return int(found[1]), None
