import pytest

from landlord_watch.retention.rules import MASK, Mask

MINE = Mask.of(
    ["Farid Påhittad", "Gömslevägen 7", "Hemliga skolan"],
    own=["Amina", "Påhittad"],
    number="198805042389",
)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Farid sade nej.", f"{MASK} sade nej."),
        ("farids telefon", f"{MASK} telefon"),
        ("Amina och FARID", f"Amina och {MASK}"),
        ("Bor på Gömslevägen 7.", f"Bor på {MASK}."),
        ("Går i Hemliga skolan", f"Går i {MASK}"),
        ("Ring 070-174 06 01 i dag", f"Ring {MASK} i dag"),
        ("farid@example.se svarade", f"{MASK} svarade"),
        ("Hans nummer är 19800101-0017.", f"Hans nummer är {MASK}."),
        ("och 800101-0017", f"och {MASK}"),
        ("hon är T2026-00001", f"hon är {MASK}"),
    ],
)
def test_what_is_about_others_is_masked(text, masked):
    assert MINE.over(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "Amina Påhittad är hyresgäst.",
        "Numret är 19880504-2389, eller 880504-2389.",
        "Besöket var den 2026-03-20 klockan 10.30.",
        "Hyran är 8 450 kronor i månaden sedan 2025.",
        "Faridas affär är stängd.",
    ],
)
def test_what_is_ones_own_stays(text):
    assert MINE.over(text) == text


def test_nobody_else_leaves_every_word():
    assert Mask.of([], own=["Amina"], number="").over("Amina ringde Farid.") == (
        "Amina ringde Farid."
    )
