"""
The kinds of services that know where an address is, each asked by geopy.

Nothing goes anywhere but to the one host of the settings (`infra.outbound`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

from geopy.adapters import RequestsAdapter
from geopy.exc import GeopyError
from geopy.geocoders import Nominatim, Photon
from geopy.location import Location

from landlord_watch.infra.outbound import let_out
from landlord_watch.kernel.errors import RuleBroken
from landlord_watch.places.errors import GeocoderSilent
from landlord_watch.places.rules.answers import Heard, Precision
from landlord_watch.places.rules.points import read_point
from landlord_watch.settings import GeocoderSettings, SettingMissing

LONGEST_LABEL = 300
#: What is not JSON as the service writes it shows as one of these.
UNREADABLE = (GeopyError, ValueError, TypeError, KeyError, AttributeError, IndexError)


class Geocoder(Protocol):
    """A service that can be asked where an address is."""

    @property
    def source(self) -> str:
        """What it is, and where: noted beside its answers."""

    def ask(self, text: str) -> Heard | None:
        """
        What it finds; None: nothing.

        Raises: `GeocoderSilent`.
        """


@dataclass(frozen=True, slots=True)
class _Kind:
    ask: Callable[[GeocoderSettings, str], Location | None]
    read: Callable[[Mapping[str, Any]], dict[str, Any]]


class GeopyGeocoder:
    """The service that the settings name."""

    def __init__(self, settings: GeocoderSettings) -> None:
        if settings.kind not in KINDS:
            raise SettingMissing(
                f"LANDLORD_WATCH_GEOCODER={settings.kind} is not known: {', '.join(KINDS)}."
            )
        self._settings = settings
        self._kind = KINDS[settings.kind]

    @property
    def source(self) -> str:
        return f"{self._settings.kind} {urlsplit(self._settings.address).netloc}"

    def ask(self, text: str) -> Heard | None:
        """
        What the service finds; None: nothing, or nothing in Sweden.

        Raises: `GeocoderSilent`.
        """
        try:
            found = self._kind.ask(self._settings, text)
            return None if found is None else self._heard(found)
        except RuleBroken:
            return None
        except UNREADABLE as error:
            raise GeocoderSilent from error

    def _heard(self, found: Location) -> Heard:
        if not (found.latitude or found.longitude):
            raise ValueError("geopy writes 0, 0 where the service wrote none")
        said = self._kind.read(found.raw)
        point = read_point(float(found.latitude), float(found.longitude))
        return Heard(point=point, label=str(found.address)[:LONGEST_LABEL], **said)


def _let_out(settings: GeocoderSettings) -> dict[str, Any]:
    """What every kind of geopy's is made with: the host of the settings, and no other."""
    parts = urlsplit(settings.address)

    def adapter(*, proxies: Any, ssl_context: Any) -> RequestsAdapter:
        made = RequestsAdapter(proxies=proxies, ssl_context=ssl_context)
        hosts = frozenset({parts.hostname or ""})
        let_out(made.session, hosts, seconds=settings.timeout_seconds)
        return made

    return {
        "domain": f"{parts.netloc}{parts.path}",
        "scheme": parts.scheme,
        "user_agent": settings.user_agent,
        "timeout": settings.timeout_seconds,
        "proxies": {},
        "adapter_factory": adapter,
    }


def _ask_nominatim(settings: GeocoderSettings, text: str) -> Location | None:
    service = Nominatim(**_let_out(settings))
    with service.adapter:
        return service.geocode(text, country_codes="se", addressdetails=True, language="sv")


def _read_nominatim(raw: Mapping[str, Any]) -> dict[str, Any]:
    said = raw.get("address") or {}
    number = str(said.get("house_number", ""))
    is_road = raw.get("addresstype") == "road" or raw.get("class") == "highway"
    return {
        "precision": _precision(has_number=bool(number), is_street=is_road),
        "house_number": number,
        "postal_code": str(said.get("postcode", "")),
        "municipality": str(said.get("municipality", "")),
    }


def _ask_photon(settings: GeocoderSettings, text: str) -> Location | None:
    service = Photon(**_let_out(settings))
    with service.adapter:
        return service.geocode(text)


def _read_photon(raw: Mapping[str, Any]) -> dict[str, Any]:
    said = raw.get("properties") or {}
    number = str(said.get("housenumber", ""))
    return {
        "precision": _precision(has_number=bool(number), is_street=said.get("type") == "street"),
        "house_number": number,
        "postal_code": str(said.get("postcode", "")),
    }


def _precision(*, has_number: bool, is_street: bool) -> Precision:
    if has_number:
        return Precision.HOUSE
    return Precision.STREET if is_street else Precision.TOWN


KINDS: Mapping[str, _Kind] = {
    "nominatim": _Kind(_ask_nominatim, _read_nominatim),
    "photon": _Kind(_ask_photon, _read_photon),
}
