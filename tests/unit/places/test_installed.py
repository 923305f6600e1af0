"""What the settings name of places is looked over before anything rests on it."""

import json
from pathlib import Path

import pytest

from landlord_watch.places.installed import Installed, read_installed
from landlord_watch.places.rules.points import Point
from landlord_watch.settings import SettingMissing, read_settings

ASKS = {
    "GEOCODER": "nominatim",
    "GEOCODER_ADDRESS": "https://geo.example",
    "GEOCODER_USER_AGENT": "prov@example.se",
}
RING = [[12.0, 58.9], [12.6, 58.9], [12.6, 59.3], [12.0, 58.9]]


def installed(**said: str) -> Installed:
    values = {f"LANDLORD_WATCH_{name}": value for name, value in said.items()}
    return read_installed(read_settings({"LANDLORD_WATCH_SECRET_KEY": "only for tests", **values}))


def test_what_is_not_set_is_not_there() -> None:
    assert installed() == Installed(geocoder=None, outline=None, office=None)


def test_what_is_set_is_read(tmp_path: Path) -> None:
    border = tmp_path / "border.geojson"
    border.write_text(json.dumps({"type": "Polygon", "coordinates": [RING]}))
    found = installed(**ASKS, MAP_OUTLINE=str(border), OFFICE_PLACE="59.03, 12.22")

    assert found.geocoder is not None
    assert found.geocoder.source == "nominatim geo.example"
    assert found.outline is not None
    assert found.outline.contains(Point(59.0, 12.5))
    assert found.office == Point(59.03, 12.22)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({**ASKS, "GEOCODER": "google"}, "is not known: nominatim, photon"),
        ({**ASKS, "GEOCODER_ADDRESS": "geo.example"}, "GEOCODER_ADDRESS has to say"),
        ({**ASKS, "GEOCODER_USER_AGENT": ""}, "GEOCODER_USER_AGENT has to say"),
        ({"MAP_OUTLINE": "/nowhere.geojson"}, "cannot be used: No such file"),
        ({"MAP_TILES": "https://tiles.example/"}, "with {z}, {x} and {y}"),
        ({"MAP_TILES": "https://{s}.tiles.example/{z}/{x}/{y}.png"}, "one host"),
        ({"MAP_TILES": "https://a.example;script-src *//{z}/{x}/{y}"}, "one host"),
        ({"OFFICE_PLACE": "12.22,59.03"}, "OFFICE_PLACE has to be degrees"),
        ({"OFFICE_PLACE": "here"}, "OFFICE_PLACE has to be degrees"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told(said: dict[str, str], says: str) -> None:
    with pytest.raises(SettingMissing) as refusal:
        installed(**said)

    assert says in str(refusal.value)
