"""
Taking third parties out of what is given to a person about themselves.

It finds names that are known, and what looks like a number, an address of mail or a telephone;
whatever else tells of others only a person can find, who therefore looks before it is given out.
Source: OSL (2009:400) 26 kap. 1 §, 10 kap. 3 § and 12 kap. 1–2 §§; JO 3779-2009, 3223-2009
(released without a test), read 2026-11-22. A for the Act, B for JO.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

#: What stands in the place of what is about somebody else.
MASK = "▇▇▇"
LEAST_LETTERS = 2

E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
#: A personnummer or samordningsnummer of ten or twelve digits, as people write it.
NUMBER = re.compile(r"(?<!\d)(?:\d{2})?\d{6}[-+ ]?\d{4}(?!\d)|\bT\d{4}-\d{5}\b")
PHONE = re.compile(r"(?<![\d-])(?:\+46|0)[\d\s-]{6,13}\d(?!\d)")


@dataclass(frozen=True)
class Mask:
    """
    What is masked in a text for one person.

    `others`: names and other words of third parties. `own`: the person's names, which stay even
    where another bears the same. `number`: the person's own, which stays.
    """

    others: frozenset[str]
    own: frozenset[str] = frozenset()
    number: str = ""

    @classmethod
    def of(cls, others: Iterable[str], *, own: Iterable[str], number: str) -> "Mask":
        """A mask over whole texts and each word of them."""
        kept = frozenset(word.casefold() for text in own for word in text.split())
        words = {
            part.strip(" ,.") for text in others for part in (text, *text.split()) if part.strip()
        }
        told = {word for word in words if _tells(word) and word.casefold() not in kept}
        return cls(frozenset(told), kept, number)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        if not self.others:
            return None
        longest_first = sorted(self.others, key=lambda word: (-len(word), word))
        told = "|".join(re.escape(word) for word in longest_first)
        return re.compile(rf"(?<!\w)(?:{told})s?(?!\w)", re.IGNORECASE)

    def over(self, text: str) -> str:
        """The text without what is about others."""
        masked = NUMBER.sub(self._unless_own, text)
        masked = E_MAIL.sub(MASK, PHONE.sub(self._unless_own, masked))
        return self._pattern.sub(MASK, masked) if self._pattern else masked

    def _unless_own(self, found: re.Match[str]) -> str:
        digits = re.sub(r"\D", "", found.group())
        own = re.sub(r"\D", "", self.number)
        is_own = bool(own) and digits in {own, own[-10:]}
        return found.group() if is_own or _is_day(found.group()) else MASK


def _tells(word: str) -> bool:
    return len(word) >= LEAST_LETTERS


def _is_day(text: str) -> bool:
    """A date as `2026-03-01`, which is nobody's number."""
    return re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip()) is not None
