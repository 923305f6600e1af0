"""A field for a part of a whole, as people write parts."""

import re
from fractions import Fraction

from flask_babel import lazy_gettext

from landlord_watch.web import forms

LEAST_SHARE = Fraction(1, 1000)
PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*%?")
PARTS = re.compile(r"(\d{1,4})\s*/\s*(\d{1,4})")


class ShareField(forms.TypedField):
    """A part of a whole, in percent or as a fraction: `100`, `33,3`, `1/3`."""

    wrong = lazy_gettext("Skriv delen i procent, som 50, eller som ett bråk, som 1/3.")

    def write(self, value: Fraction) -> str:
        percent = value * 100
        if (percent * 10).denominator != 1:
            return str(value)
        return f"{float(percent):g}".replace(".", ",")

    def read(self, typed: str) -> Fraction:
        share = self._read(typed)
        if not LEAST_SHARE <= share <= 1:
            raise ValueError
        return share

    def _read(self, typed: str) -> Fraction:
        percent, parts = PERCENT.fullmatch(typed), PARTS.fullmatch(typed)
        if percent is not None:
            return Fraction(percent[1].replace(",", ".")) / 100
        if parts is None or int(parts[2]) == 0:
            raise ValueError
        return Fraction(int(parts[1]), int(parts[2]))
