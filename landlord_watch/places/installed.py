"""What an installation has of places: the service, the border, where the office is."""

from dataclasses import dataclass
from pathlib import Path

from landlord_watch.kernel.errors import RuleBroken
from landlord_watch.places.errors import OutlineMalformed
from landlord_watch.places.geocoders import Geocoder, GeopyGeocoder
from landlord_watch.places.rules.outlines import Outline, read_outline
from landlord_watch.places.rules.points import Point, read_point
from landlord_watch.settings import SettingMissing, Settings


@dataclass(frozen=True, slots=True)
class Installed:
    """None: not set."""

    geocoder: Geocoder | None
    outline: Outline | None
    office: Point | None


def read_installed(settings: Settings) -> Installed:
    """
    What the settings name, read and looked over.

    Raises: `SettingMissing`.
    """
    return Installed(
        geocoder=None if settings.geocoder is None else GeopyGeocoder(settings.geocoder),
        outline=None if settings.map.outline is None else _outline(settings.map.outline),
        office=_office(settings.map.office) if settings.map.office else None,
    )


def _outline(file: Path) -> Outline:
    try:
        return read_outline(file.read_bytes())
    except OSError as error:
        why = f"{error.strerror}"
    except OutlineMalformed as error:
        why = error.reason
    raise SettingMissing(f"LANDLORD_WATCH_MAP_OUTLINE names {file}, which cannot be used: {why}.")


def _office(typed: str) -> Point:
    try:
        latitude, longitude = (float(part) for part in typed.split(","))
        return read_point(latitude, longitude)
    except (ValueError, RuleBroken) as error:
        raise SettingMissing(
            "LANDLORD_WATCH_OFFICE_PLACE has to be degrees north and east in WGS 84, with a "
            "decimal point and a comma between, as 59.03,12.22"
        ) from error
