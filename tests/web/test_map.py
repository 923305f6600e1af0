"""The map: points for its script, a table of the same, and nothing from elsewhere unasked."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from factories.dwellings import dwelling
from factories.geocoder import EAST, NORTH
from factories.landlords import landlord, role
from factories.statements import counted_selects
from factories.visitors import Page, Visitor
from landlord_watch.dwellings.models import Dwelling, DwellingKind
from landlord_watch.identity.rules import Role
from landlord_watch.settings import MapSettings, SettingMissing, Settings
from landlord_watch.web.app import create_app

VisitorAs = Callable[..., Visitor]
TILES = "https://tiles.example/{z}/{x}/{y}.png"
RING = [[12.0, 58.9], [12.6, 58.9], [12.6, 59.3], [12.0, 59.3], [12.0, 58.9]]


@pytest.fixture
def border(tmp_path: Path) -> Path:
    path = tmp_path / "border.geojson"
    path.write_text(json.dumps({"type": "Polygon", "coordinates": [RING]}))
    return path


@pytest.fixture
def tiles(request: pytest.FixtureRequest) -> str:
    """Where pictures of the ground come from; nowhere, unless a test says so."""
    found: str = getattr(request, "param", "")
    return found


@pytest.fixture
def app_settings(app_settings: Settings, tiles: str, border: Path) -> Settings:
    ground = MapSettings(
        outline=border if tiles else None, tiles=tiles, attribution="© Kommunen", office=""
    )
    return replace(app_settings, map=ground)


def placed(session: Session, **more: str) -> Dwelling:
    made = dwelling(session, **more)
    made.latitude, made.longitude = NORTH, EAST
    session.commit()
    return made


def points_of(somebody: Visitor, query: str = "") -> list[list[object]]:
    return somebody.client.get(f"/office/map/points{query}").get_json()


def test_the_map_has_a_point_for_each_house_and_a_table_of_the_same(
    visitor_as: VisitorAs, session: Session
) -> None:
    dwelling(session, street_address="Storgatan 4", dwelling_number="1101")
    homes = [
        placed(session, street_address="Berga 2", dwelling_number=str(n)) for n in (1101, 1102)
    ]
    somebody = visitor_as(Role.FIELD_OFFICER)
    page = somebody.get("/office/map")
    (point,) = points_of(somebody)

    assert point == [
        NORTH,
        EAST,
        "Berga 2, Bengtsfors",
        [[str(each.id), each.dwelling_number] for each in homes],
    ]
    assert "2 på kartan, 0 med förslag att ta ställning till, 1 utan läge" in page.words
    assert "Storgatan 4, lgh 1101" in page.words


def test_the_map_is_narrowed_down_by_street_landlord_and_kind(
    visitor_as: VisitorAs, session: Session
) -> None:
    house = placed(session, street_address="Berga 2", kind=DwellingKind.HOUSE)
    role(session, landlord(session, name="Tranan AB"), house)
    placed(session, street_address="Nygatan 1", postal_code="66695", postal_town="Dals Långed")
    somebody = visitor_as(Role.CASEWORKER)
    found = {
        query: points_of(somebody, query)
        for query in ("", "?q=berga", "?q=66695", "?kind=house", "?landlord=tranan")
    }

    assert [len(each) for each in found.values()] == [1, 1, 1, 1, 1]
    assert "Berga" in str(found["?q=berga"])
    assert "Nygatan" not in str(found["?kind=house"])
    assert "Nygatan" not in str(found["?landlord=tranan"])
    assert "Nygatan" in str(found["?q=66695"])


def policy_of(page: Page) -> str:
    return page.response.headers["Content-Security-Policy"]


def test_without_a_service_of_pictures_nothing_comes_from_elsewhere(
    visitor_as: VisitorAs, session: Session
) -> None:
    placed(session)
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.get("/office/map")

    assert "http" not in policy_of(page)
    assert "https://" not in page.text
    assert somebody.client.get("/office/map/outline").status_code == 404


@pytest.mark.parametrize("tiles", [TILES], indirect=True)
def test_the_map_alone_lets_pictures_in_and_from_their_origin_alone(
    visitor_as: VisitorAs, session: Session
) -> None:
    placed(session)
    somebody = visitor_as(Role.CASEWORKER)
    page = somebody.get("/office/map")

    assert "img-src 'self' https://tiles.example blob: data:;" in policy_of(page)
    assert policy_of(page).count("https:") == 1
    assert "Kartbild: © Kommunen" in page.words
    assert "https:" not in policy_of(somebody.get("/office/dwellings/"))
    assert somebody.client.get("/office/map/outline").get_json() == {
        "type": "MultiLineString",
        "coordinates": [RING],
    }


def test_a_border_that_cannot_be_used_stops_the_server_and_says_why(
    app_settings: Settings, border: Path
) -> None:
    border.write_text("<kml/>")
    ground = replace(app_settings.map, outline=border)
    with pytest.raises(SettingMissing, match=r"MAP_OUTLINE names .*no GeoJSON"):
        create_app(replace(app_settings, map=ground))


def test_a_map_of_many_homes_asks_no_more_than_one_of_a_few(
    app: Flask, visitor_as: VisitorAs, session: Session
) -> None:
    placed(session)
    somebody = visitor_as(Role.CASEWORKER)
    somebody.get("/office/map")
    with counted_selects(app) as few:
        somebody.get("/office/map")
        points_of(somebody)
    for _ in range(60):
        placed(session)
    with counted_selects(app) as many:
        somebody.get("/office/map")
        points_of(somebody)

    assert len(many) == len(few)
