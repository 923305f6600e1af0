"""The municipalities one may choose from, as a list that drops down."""

from collections.abc import Mapping

from landlord_watch.kernel.municipalities import municipalities

#: å, ä and ö come last, in that order.
SWEDISH_ORDER = str.maketrans("åäö", "{|}")


def others_than(own_code: str, *, first: Mapping[str, str]) -> dict[str, str]:
    """What stands first, and every municipality but one's own, by name."""
    others = [one for code, one in municipalities().items() if code != own_code]
    others.sort(key=lambda one: one.name.casefold().translate(SWEDISH_ORDER))
    return {**first, **{one.code: one.name for one in others}}
