"""The words of published norm tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landlord_watch.kernel.money import Money
from landlord_watch.rents.errors import NormLabelUnreadable
from landlord_watch.rents.rules.norm_text import Increment, read_label
from landlord_watch.rents.rules.norms import NormRow

AMOUNT = Money(500_000)


def row(adults, children, **more):
    return {"adults": adults, "children": children, **more}


def plain(read):
    """What a label says, without what it does not say."""
    found = {
        "adults": (read.adults_min, read.adults_max),
        "children": (read.children_min, read.children_max),
    }
    for name in ("age_from", "age_under", "rooms", "area_m2"):
        if getattr(read, name) is not None:
            found[name] = getattr(read, name)
    return found


@pytest.mark.parametrize(
    ("label", "meaning"),
    [
        ("1 vuxen", row((1, 1), (0, 0))),
        ("2 vuxna", row((2, 2), (0, 0))),
        ("1-2 vuxna", row((1, 2), (0, 0))),
        ("1 vuxen utan barn", row((1, 1), (0, 0))),
        ("1-2 vuxna + 1 barn", row((1, 2), (1, 1))),
        ("1-2 vuxna + 3-4 barn", row((1, 2), (3, 4))),
        ("1-2 vuxna + 5 barn eller fler", row((1, 2), (5, None))),
        ("hushåll med 2 barn", row((1, None), (2, 2))),
        ("1-2 vuxna, 1 rok", row((1, 2), (0, 0), rooms=1)),
        ("1-2 vuxna utan barn eller + 1 barn, 2 rok", row((1, 2), (0, 1), rooms=2)),
        ("1-2 vuxna + 4 barn eller fler, 5 rok", row((1, 2), (4, None), rooms=5)),
        ("ensamboende, 1 rok (40)", row((1, 1), (0, 0), rooms=1, area_m2=40)),
        ("sambo, 2 rok (60)", row((2, 2), (0, 0), rooms=2, area_m2=60)),
        ("ensam/sambo + 1-2 barn, 3 rok (80)", row((1, 2), (1, 2), rooms=3, area_m2=80)),
        ("ensamstående under 25 år", row((1, 1), (0, 0), age_under=25)),
        ("sammanboende under 25 år", row((2, 2), (0, 0), age_under=25)),
        ("1-2 vuxna från 25 år", row((1, 2), (0, 0), age_from=25)),
    ],
)
def test_a_published_label_is_read(label, meaning):
    read = read_label(label, AMOUNT)

    assert isinstance(read, NormRow)
    assert plain(read) == meaning
    assert (read.label, read.amount) == (label, AMOUNT)


@pytest.mark.parametrize(
    ("label", "over"), [("TILLÄGG per barn utöver 2", 2), ("TILLÄGG per ytterligare barn", None)]
)
def test_an_increment_is_read(label, over):
    assert read_label(label, AMOUNT) == Increment(label, AMOUNT, over)


@pytest.mark.parametrize(
    "label",
    [
        "",
        "vuxna",
        "1-2 vuxna ",
        "1–2 vuxna",
        "en vuxen",
        "1-2 vuxna + barn",
        "1-2 vuxna + 1 barn och hund",
        "2 rok",
        "1 vuxen, stor lägenhet",
        "TILLÄGG för barn",
        "cirka 1 vuxen",
    ],
)
def test_a_label_that_is_not_known_is_refused_and_not_guessed_at(label):
    with pytest.raises(NormLabelUnreadable) as refusal:
        read_label(label, AMOUNT)

    assert refusal.value.context == {"label": label}


@given(st.text(max_size=30))
def test_other_words_are_never_read_as_a_household(label):
    with pytest.raises(NormLabelUnreadable):
        read_label(f"?{label}", AMOUNT)
