"""What a list's address says of its filters, and where its other pages are."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from flask import request, url_for

WordT = TypeVar("WordT", bound=StrEnum)

LONGEST_TYPED = 120


def typed(name: str) -> str:
    """What was typed in a filter, without what no search needs."""
    return _tidied(request.args.get(name, ""))


def sent(name: str) -> str:
    """The same of what was sent, and stands in no address."""
    return _tidied(request.form.get(name, ""))


def _tidied(text: str) -> str:
    return text.replace("\0", "").strip()[:LONGEST_TYPED]


def chosen(name: str, words: type[WordT]) -> WordT | None:
    """What was chosen in a filter; None: nothing, or nothing there is."""
    value = request.args.get(name, "")
    return words(value) if value in {str(word) for word in words} else None


def url_of_page(endpoint: str, **values: object) -> Callable[[int], str]:
    """Where each page of a list is, with its filters."""
    return lambda number: url_of(endpoint, **values, page=number)


def url_of(endpoint: str, **values: object) -> str:
    """Where a list is with these filters; those that are empty stand in no address."""
    filters: Mapping[str, Any] = {name: value for name, value in values.items() if value}
    return url_for(endpoint, **filters)
