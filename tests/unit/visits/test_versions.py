"""What tablets of every version wrote is read, and what was shipped once stays what it was."""

import json
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from factories.written_payloads import PAYLOADS, Operation, every_operation, versions
from landlord_watch.visits.rules import (
    NEWEST_CONCERN,
    NEWEST_VISIT,
    concern_content_of,
    read_said,
    visit_content_of,
)
from landlord_watch.visits.rules.versions import CONCERN_STEPS, VISIT_STEPS

#: Of each version that has been shipped, and what it means. A line is added with a new version;
#: a line that is there is never changed, since tablets have written so.
SHIPPED = {
    "concern-1": "6337fa26cb932ae57ceb19536559575590bcdc7186e795bbe0a07bc513ee1c19",
    "visit-1": "d184069b9ff6438a6bc71a90c9136323003bfeac2ad7744e3ccbae94169fdfbc",
    "visit-1-later": "16657234b14b40529d4e1ea66d8c6f3dff4d450bb1f87c551d83cbc95de0b24d",
    "visit-2": "41a9cf623f52f07d98cda4cf7351396ddbf8a4d74afd0d1f2bad3447b6c2a3e4",
}
NEWEST = {"visit": NEWEST_VISIT, "concern": NEWEST_CONCERN}
READ = {"visit": visit_content_of, "concern": concern_content_of}


def test_what_was_shipped_is_as_it_was_shipped() -> None:
    found = {
        name: sha256((PAYLOADS / f"{name}.json").read_bytes()).hexdigest() for name in versions()
    }

    assert found == SHIPPED


@pytest.mark.parametrize(
    ("kind", "steps"),
    [("visit", VISIT_STEPS), ("concern", CONCERN_STEPS)],
    ids=["visit", "concern"],
)
def test_every_version_before_the_newest_has_a_step_and_all_have_their_payloads(
    kind: str, steps: dict[int, Any]
) -> None:
    assert sorted(steps) == list(range(1, NEWEST[kind]))
    assert {f"{kind}-{version}" for version in range(1, NEWEST[kind] + 1)} <= set(versions())


@pytest.mark.parametrize("each", every_operation(), ids=lambda each: f"{each.version}-{each.name}")
def test_every_operation_of_every_version_is_read_whole(each: Operation) -> None:
    content = READ[each.kind](each.payload)
    read = content.model_dump(mode="json")

    assert content.schema_version == NEWEST[each.kind]
    assert lost(each.payload, read) == []
    assert READ[each.kind](read) == content


def lost(said: Any, read: Any, at: str = "") -> list[str]:
    """What a payload says and its reading does not; instants may be written otherwise."""
    if isinstance(said, dict):
        return [
            each
            for name, value in said.items()
            if name != "schema_version"
            for each in (
                lost(value, read[name], f"{at}.{name}") if name in read else [f"{at}.{name}"]
            )
        ]
    if isinstance(said, list):
        pairs = zip(said, read, strict=True)
        return [
            each for n, (one, other) in enumerate(pairs) for each in lost(one, other, f"{at}.{n}")
        ]
    is_instant = at.rsplit(".", maxsplit=1)[-1] in {"at", "device_at", "answered_at"}
    return [] if said == read or is_instant else [at]


def test_a_payload_that_says_more_than_its_version_could_is_not_read() -> None:
    payload = every_operation()[-1].payload

    with pytest.raises(ValidationError):
        visit_content_of({**payload, "unheard_of": 1})


@pytest.mark.parametrize("version", [0, 3, -1, "1", None, 1.5, True])
def test_a_version_that_is_not_known_is_not_read(version: object) -> None:
    payload = every_operation()[-1].payload

    with pytest.raises(ValidationError):
        visit_content_of({**payload, "schema_version": version})


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["consents", "text", "assessment", "x"]), inner, max_size=3
        )
    ),
    max_leaves=12,
)


@given(said=st.dictionaries(st.sampled_from(["consents", "assessment", "schema_version"]), values))
def test_whatever_a_payload_holds_it_is_refused_and_nothing_falls_over(
    said: dict[str, Any],
) -> None:
    for version in range(1, NEWEST_VISIT + 1):
        with pytest.raises(ValidationError):
            visit_content_of({**said, "schema_version": version})


@pytest.mark.parametrize("payload", [b"", b"[]", b"1", b"\xff", b"[" * 100_000, b'{"a": '])
def test_what_is_no_json_by_name_is_refused(payload: bytes) -> None:
    with pytest.raises(ValidationError):
        read_said(payload)


def test_the_payloads_are_of_one_visit_and_named_for_what_they_are() -> None:
    for version in versions():
        read = json.loads((PAYLOADS / f"{version}.json").read_text())
        said = {each["payload"]["schema_version"] for each in read["operations"].values()}

        assert said == {int(version.split("-")[1])}
