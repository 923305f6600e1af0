"""
How alike two names are, of a hundred, once what tells nobody from another is gone.

A name never links anybody by itself; it supports something else.
"""

import re
from functools import lru_cache
from typing import Final

from rapidfuzz.fuzz import ratio

from landlord_watch.landlords.rules.numbers import name_key

#: Words that most landlords' names are made of.
TRADE: Final = frozenset(
    {
        *("fastighet", "fastigheter", "fastighets", "bostad", "bostäder", "bostads", "hus", "hem"),
        *("förvaltning", "förvaltnings", "holding", "invest", "bygg", "group", "gruppen"),
        *("sverige", "svenska", "nordic", "norden", "och"),
    }
)
ORDINAL: Final = re.compile(r"\d+|[ivx]+|nr|första|andra|tredje|fjärde|femte")


@lru_cache(maxsize=65_536)
def core_of(name: str, places: frozenset[str]) -> str:
    """What is left of a name without its form, number, trade and place; empty: nothing."""
    words = name_key(name).split()
    return " ".join(
        word
        for word in words
        if word not in TRADE and word not in places and not ORDINAL.fullmatch(word)
    )


def likeness(one: str, other: str) -> float:
    """
    How alike two texts are, of a hundred: twice what both have in order, by their lengths.

    Two empty texts are alike.
    """
    return ratio(one, other)
