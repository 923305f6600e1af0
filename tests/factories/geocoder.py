"""A service on this machine that knows addresses, and speaks as Nominatim and Photon do."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from landlord_watch.settings import GeocoderSettings

NORTH, EAST = 59.03125, 12.2245


@dataclass
class TestGeocoder:
    """What the service knows and was asked, and what a test may change of how it answers."""

    __test__ = False

    port: int = 0
    #: By what was asked, in lower case: an address it knows.
    known: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    status: int = 200
    #: Sent in place of an answer.
    body: bytes | None = None

    @property
    def questions(self) -> list[str]:
        return [each["q"] for each in self.asked]

    def settings(self, *, kind: str = "nominatim", most_a_day: int = 1000) -> GeocoderSettings:
        return GeocoderSettings(
            kind=kind,
            address=f"http://127.0.0.1:{self.port}",
            user_agent="Bengtsfors kommun, prov@example.se",
            timeout_seconds=2,
            interval_seconds=0,
            most_a_day=most_a_day,
        )

    def knows(self, text: str, **more: Any) -> None:
        """Have it know an address: by default a house in the municipality."""
        known = {"house_number": "4", "road": "Storgatan", "postcode": "666 30"}
        known |= {"municipality": "Bengtsfors kommun", "north": NORTH, "east": EAST}
        self.known[text.lower()] = {**known, **more}

    def answer(self, path: str, query: dict[str, str]) -> bytes:
        """What it says, in the words of whom it was asked as."""
        self.asked.append(query)
        found = self.known.get(query["q"].lower())
        if self.body is not None:
            return self.body
        said = _as_nominatim(found) if path == "/search" else _as_photon(found)
        return json.dumps(said).encode()


def _as_nominatim(found: dict[str, Any] | None) -> list[dict[str, Any]]:
    if found is None:
        return []
    named = ("house_number", "road", "postcode", "municipality", "village")
    address = {name: found[name] for name in named if found.get(name)}
    kind = "building" if "house_number" in address else "road" if "road" in address else "village"
    where = {"lat": str(found["north"]), "lon": str(found["east"])}
    words = ", ".join(address.values())
    return [{**where, "display_name": words, "addresstype": kind, "address": address}]


def _as_photon(found: dict[str, Any] | None) -> dict[str, Any]:
    features = []
    if found is not None:
        kind = "house" if found["house_number"] else "street"
        said = {"street": found["road"], "housenumber": found["house_number"], "type": kind}
        said |= {"postcode": found["postcode"], "countrycode": "SE", "name": found["road"]}
        point = {"type": "Point", "coordinates": [found["east"], found["north"]]}
        properties = {name: value for name, value in said.items() if value}
        features = [{"type": "Feature", "geometry": point, "properties": properties}]
    return {"type": "FeatureCollection", "features": features}


@contextmanager
def running_geocoder() -> Iterator[TestGeocoder]:
    """The service, answering on a port of its own."""
    service = TestGeocoder()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            service.agents.add(self.headers["User-Agent"])
            body = service.answer(parts.path, query)
            self.send_response(service.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Nothing: a test says what matters."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.port = server.server_port
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield service
    server.shutdown()
    thread.join()
    server.server_close()
