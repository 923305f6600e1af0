"""Where the invented homes lie: about the real towns, at places drawn by chance."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.cli.demo.homes import Home
from landlord_watch.cli.demo.setting import Setting, at
from landlord_watch.infra.durable import write_whole
from landlord_watch.places.many import place_homes
from landlord_watch.places.rules.answers import (
    Doubt,
    Heard,
    Precision,
    StreetAddress,
    digest_of,
)
from landlord_watch.places.rules.points import Point
from landlord_watch.places.services.asking import keep_answer
from landlord_watch.places.services.placing import settle

#: About the middle of each town, by postal code.
TOWNS = {
    "66630": Point(59.033, 12.226),
    "66010": Point(58.918, 12.304),
    "66011": Point(58.983, 12.254),
    "66840": Point(58.808, 12.166),
}
OFFICE = "59.0335,12.2270"
#: Degrees that homes lie from the middle of a town, most of them.
SPREAD = (0.004, 0.008)
#: Of a hundred houses so many have no place.
WITHOUT_PLACE = 6
#: An invented border, longitude first: nobody's.
BORDER = (
    *((11.95, 58.74), (12.20, 58.70), (12.42, 58.78), (12.52, 58.92), (12.45, 59.08)),
    *((12.30, 59.16), (12.08, 59.14), (11.98, 59.00), (11.95, 58.74)),
)
SOURCE = "demo"


def write_border(file: Path) -> None:
    """Write the invented border as a GeoJSON file."""
    ring = {"type": "Polygon", "coordinates": [BORDER]}
    write_whole(file, json.dumps(ring).encode(), mode=0o644)


def lay_out(
    session: Session,
    *,
    homes: Sequence[Home],
    home_ids: Mapping[int, UUID],
    setting: Setting,
    actor_id: UUID,
) -> None:
    """Give most homes a place, none to some, and to one house a doubtful proposal."""
    houses = {StreetAddress.of(home.address): None for home in homes}
    drawn = {house: _drawn(house, setting) for house in houses}
    points = {
        home_ids[home.place]: point
        for home in homes
        if (point := drawn[StreetAddress.of(home.address)]) is not None
    }
    place_homes(session, points=points, actor_id=actor_id, at=at(setting.days_ago(30)))
    unplaced = [house for house, point in drawn.items() if point is None]
    _propose(session, house=unplaced[0], setting=setting)


def _drawn(house: StreetAddress, setting: Setting) -> Point | None:
    """The same for every home of a house."""
    chance = setting.chance("ground", *house.key)
    if chance.randrange(100) < WITHOUT_PLACE:
        return None
    middle = TOWNS[house.postal_code]
    north, east = SPREAD
    return Point(
        round(chance.gauss(middle.latitude, north), 5),
        round(chance.gauss(middle.longitude, east), 5),
    )


def _propose(session: Session, *, house: StreetAddress, setting: Setting) -> None:
    street = house.street_address.rstrip("0123456789 ")
    heard = Heard(
        point=TOWNS[house.postal_code],
        precision=Precision.STREET,
        label=f"{street}, {house.postal_town}",
    )
    answer = keep_answer(
        session,
        digest=digest_of(house.text, source=SOURCE),
        source=SOURCE,
        heard=heard,
        doubts=[Doubt.STREET_ONLY],
        on=setting.days_ago(2),
    )
    asked_at = at(setting.days_ago(2))
    settle(session, house=house, answer=answer, actor_id=None, at=asked_at)
