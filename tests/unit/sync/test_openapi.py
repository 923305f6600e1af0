"""The published contract is what the shapes and the protocol's table say."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from landlord_watch.sync import openapi

ROOT = Path(__file__).resolve().parents[3]
PUBLISHED = ROOT / "docs" / "openapi.json"


def refs(value: Any) -> Iterator[str]:
    """Every reference in a document."""
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        for part in value.values():
            yield from refs(part)
    elif isinstance(value, list):
        for part in value:
            yield from refs(part)


def test_the_published_document_is_made_from_the_shapes_of_today():
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))

    assert published == json.loads(json.dumps(openapi.contract()))


def test_every_reference_leads_to_a_shape():
    document = openapi.contract()
    names = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}

    assert set(refs(document)) <= names


def test_what_travels_inside_parcels_and_changes_is_published_too():
    schemas = openapi.contract()["components"]["schemas"]

    assert {shape.__name__ for shape in openapi.CARRIED} <= schemas.keys()


def test_every_call_that_changes_something_asks_for_the_own_header():
    paths = openapi.contract()["paths"]
    asked = {
        (path, method): [parameter["name"] for parameter in operation["parameters"]]
        for path, calls in paths.items()
        for method, operation in calls.items()
    }

    assert {call for call, names in asked.items() if "X-Landlord-Watch" not in names} == {
        ("/api/field/v1/visits/{visit}/blobs/{sha256}", "head"),
        ("/api/field/v1/receipts", "get"),
        ("/api/field/v1/changes", "get"),
    }


def test_printing_gives_the_document(capsys):
    openapi.main()

    assert json.loads(capsys.readouterr().out)["openapi"] == "3.1.0"
