"""
Whether the copy of a file tells one guardian anything of the other, who is protected.

Bo asks for everything about Elsa and himself, in the case that was theirs and in the one that is
Fridegärd's now. Of her 24 fields none may be in what he is given, as PDF or as JSON, in the name
of a file or in what is said about it; what is Elsa's and his own must all be there.
Source: JO's criticism of a workplace that was sent to the father; the project's security design,
1 (T3). Own.
"""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from factories.people import signed_in
from figures.access_office import SmallOffice, small_office
from figures.figure import Figure, MeasureCannotFail, must_be_short
from figures.spellings import Finder, parts_of_header
from figures.two_guardians import HERS, Copy, two_guardians
from landlord_watch.infra.typesetting import typeset
from landlord_watch.retention.queries import own_file

KINDS = ("pdf", "json")


class Fields:
    """Finds which of somebody's fields are told, by the ways each may stand."""

    def __init__(self, fields: Mapping[str, tuple[str, ...]]) -> None:
        self._names = {written: name for name, ways in fields.items() for written in ways}
        self._finder = Finder(self._names)

    def find(self, *content: bytes) -> set[str]:
        return {self._names[found] for each in content for found in self._finder.find(each)}


@dataclass(frozen=True)
class Given:
    """What one copy told: of hers, and of one's own what is missing."""

    leaked: set[str]
    missing: set[str]
    own: int


def fetch(client: FlaskClient, copy: Copy, kind: str) -> tuple[bytes, list[bytes]]:
    """A copy as a browser saves it, and the headers it came with."""
    path = f"/office/file-copies/{copy.household_id}/{copy.copy_id}/{kind}"
    with client.post(path) as answer:
        if answer.status_code != 200:
            raise MeasureCannotFail(f"{copy.name} as {kind}: {answer.status_code}")
        parts = [part for each in answer.headers for part in parts_of_header(*each)]
        return answer.get_data(), parts


def given_out(office: SmallOffice, token: str, copies: list[Copy]) -> list[Given]:
    """Fetch each copy in each form."""
    client, hers = office.app.test_client(), Fields(HERS)
    client.set_cookie("sid", token)
    found = []
    for copy in copies:
        own = Fields(copy.own)
        for kind in KINDS:
            content, headers = fetch(client, copy, kind)
            missing = copy.own.keys() - own.find(content)
            found.append(Given(hers.find(content, *headers), missing, len(copy.own)))
    return found


def figure(found: list[Given]) -> Figure:
    """How many of her fields are told in any of them."""
    leaked = {name for each in found for name in each.leaked}
    note = f"{len(HERS)} fields of hers sought in {len(found)} files: {_named(leaked)}"
    name = "access.other_guardian"
    return Figure(name, len(leaked), f"of {len(HERS)} fields", 0, note, is_ceiling=True)


def own_figure(found: list[Given]) -> Figure:
    """How much of what is one's own is there."""
    missing = {name for each in found for name in each.missing}
    lacks, wanted = sum(len(each.missing) for each in found), sum(each.own for each in found)
    note = f"of {wanted} fields in {len(found)} files missing: {_named(missing)}"
    share = 100 * (wanted - lacks) / wanted
    return Figure("access.other_guardian_own", share, "%", 100, note)


def _named(fields: set[str]) -> str:
    return ", ".join(sorted(fields)) or "none"


def told(office: SmallOffice) -> Figure:
    """Planted: a paper on which all that is hers stands, which must be read back whole."""
    words = [ways[0] for ways in HERS.values()]
    content: dict[str, Any] = {
        "lang": "sv",
        "title": words[0],
        "page": "Sida",
        "office": "Ödeby",
        "made": "i dag",
        "lead": words,
        "nothing": "Inget.",
        "sections": [],
    }
    with office.app.test_request_context():
        made = typeset("sections.typ", content)
    seen = Fields(HERS).find(made)
    if seen != set(HERS):
        raise MeasureCannotFail(f"not found on the planted paper: {_named(set(HERS) - seen)}")
    return figure([Given(seen, set(), 0)])


@contextmanager
def unfiltered() -> Iterator[None]:
    """Planted: copies that do not ask who is protected."""
    kept = own_file._protected_others  # noqa: SLF001 -- what is tried is that its absence shows
    own_file._protected_others = lambda *_: set()  # noqa: SLF001 -- as above
    try:
        yield
    finally:
        own_file._protected_others = kept  # noqa: SLF001 -- as above


def measured(office: SmallOffice) -> list[Given]:
    """Make the families up, and fetch what Bo asks for."""
    kept: dict[str, Any] = {}

    def make(session: Session) -> None:
        worker, kept["copies"] = two_guardians(session)
        kept["token"] = signed_in(session, worker)

    office.write(make)
    return given_out(office, kept["token"], kept["copies"])


def figures() -> Iterator[Figure]:
    """All three copies, in both forms."""
    with tempfile.TemporaryDirectory() as folder, small_office(Path(folder)) as office:
        must_be_short(told(office))
        with unfiltered():
            must_be_short(figure(measured(office)))
    with tempfile.TemporaryDirectory() as folder, small_office(Path(folder)) as office:
        found = measured(office)
        yield figure(found)
        yield own_figure(found)
