"""An answer is taken unseen if it is of this very house, and asked about otherwise."""

from dataclasses import replace

import pytest

from landlord_watch.places.rules.answers import (
    Doubt,
    Heard,
    Precision,
    StreetAddress,
    digest_of,
    doubts_of,
    house_number,
)
from landlord_watch.places.rules.outlines import Outline
from landlord_watch.places.rules.points import Point

HOUSE = StreetAddress("Storgatan 4 B", "66630", "Bengtsfors")
HEARD = Heard(
    point=Point(59.03, 12.22),
    precision=Precision.HOUSE,
    label="Storgatan 4B",
    house_number="4b",
    postal_code="666 30",
    municipality="Bengtsfors kommun",
)
CORNERS = [(58.9, 12.0), (58.9, 12.6), (59.3, 12.6), (59.3, 12.0), (58.9, 12.0)]
HERE = Outline([[Point(*corner) for corner in CORNERS]])
ELSEWHERE = Outline([[Point(north + 1, east) for north, east in CORNERS]])


def doubts(
    heard: Heard, *, name: str = "Bengtsfors", outline: Outline | None = None
) -> list[Doubt]:
    return doubts_of(heard, asked=HOUSE, municipality=name, outline=outline)


def test_the_same_house_in_the_municipality_is_not_doubted() -> None:
    assert doubts(HEARD) == []
    assert doubts(replace(HEARD, municipality="Göteborgs kommun"), name="Göteborg") == []
    assert doubts(replace(HEARD, municipality=""), outline=HERE) == []
    assert doubts(replace(HEARD, postal_code="")) == []


@pytest.mark.parametrize(
    ("heard", "doubt"),
    [
        (replace(HEARD, precision=Precision.STREET, house_number=""), Doubt.STREET_ONLY),
        (replace(HEARD, precision=Precision.TOWN, house_number=""), Doubt.TOWN_ONLY),
        (replace(HEARD, municipality="Åmåls kommun"), Doubt.OUTSIDE),
        (replace(HEARD, municipality=""), Doubt.MUNICIPALITY_UNKNOWN),
        (replace(HEARD, house_number="4"), Doubt.OTHER_NUMBER),
        (replace(HEARD, postal_code="66631"), Doubt.OTHER_POSTAL_CODE),
    ],
)
def test_anything_else_is_asked_about(heard: Heard, doubt: Doubt) -> None:
    assert doubts(heard) == [doubt]


def test_a_border_decides_whatever_a_service_calls_the_municipality() -> None:
    assert doubts(HEARD, outline=ELSEWHERE) == [Doubt.OUTSIDE]


@pytest.mark.parametrize(
    ("street", "number"),
    [
        ("Storgatan 4", "4"),
        ("Storgatan 4 B", "4b"),
        ("Storgatan 4b ", "4b"),
        ("Kung Karl XII:s väg 12", "12"),
        ("Norra Torpet", ""),
    ],
)
def test_a_house_number_is_read_from_the_end_of_a_street(street: str, number: str) -> None:
    assert house_number(street) == number


def test_a_question_is_known_again_however_it_is_spaced_and_of_whom_it_was_asked() -> None:
    known = digest_of("Storgatan 4, 66630 Bengtsfors", source="nominatim a.example")

    assert digest_of("storgatan  4, 66630 Bengtsfors", source="nominatim a.example") == known
    assert digest_of("Storgatan 4, 66630 Bengtsfors", source="nominatim b.example") != known
    assert "storgatan" not in known
