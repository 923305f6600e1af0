"""The code of a row of the log, and lines of anchors."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest

from landlord_watch.audit.rules import Anchor, AnchorNotOurs, ChainedRow, search_code

SECRET, OTHER = bytes(32), bytes([1]) * 32
AT = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)
ONE, TWO = UUID(int=1), UUID(int=2)
ROW = ChainedRow(1, 7, AT, ONE, None, "household.read", "allowed", TWO, None, None)


def code(row: ChainedRow, *, after: bytes = b"", secret: bytes = SECRET) -> bytes:
    return row.code(after=after, secret=secret)


@pytest.mark.parametrize(
    "other",
    [
        {"chain": 2},
        {"number": 8},
        {"accessed_at": AT + timedelta(microseconds=1)},
        {"accessed_at": AT.replace(year=2027)},
        {"actor_id": None},
        {"actor_id": None, "device_id": ONE},
        {"action": "rent.read"},
        {"outcome": "denied"},
        {"subject_id": ONE},
        {"request_id": ONE},
        {"search_code": b"x"},
    ],
)
def test_whatever_is_other_gives_another_code(other: dict[str, object]) -> None:
    assert code(replace(ROW, **other)) != code(ROW)


def test_another_row_before_it_or_another_secret_gives_another_code() -> None:
    assert len({code(ROW), code(ROW, after=b"x"), code(ROW, secret=OTHER)}) == 3


def test_the_zone_an_instant_is_written_in_is_no_part_of_it() -> None:
    elsewhere = AT.astimezone(timezone(timedelta(hours=2)))  # where it is the next year already

    assert code(replace(ROW, accessed_at=elsewhere)) == code(ROW)


def test_the_same_search_has_the_same_code_however_it_is_typed() -> None:
    same = {search_code(typed, secret=SECRET) for typed in ("19880504-2389", "198805042389 ")}

    assert len(same) == 1
    assert search_code("198805042389", secret=OTHER) not in same


def test_an_anchor_is_read_as_it_was_written() -> None:
    anchor = Anchor(AT, {1: (20, "ab"), 2: (3, "cd")})

    assert Anchor.read(anchor.line(secret=SECRET), secret=SECRET) == anchor


@pytest.mark.parametrize("line", ["", "nonsense", "{}", "[]", '{"at": 1, "ends": [], "code": ""}'])
def test_what_is_no_anchor_is_refused(line: str) -> None:
    with pytest.raises(AnchorNotOurs):
        Anchor.read(line, secret=SECRET)


def test_an_anchor_of_another_secret_or_changed_is_refused() -> None:
    line = Anchor(AT, {1: (20, "ab")}).line(secret=SECRET)

    for changed, secret in ((line, OTHER), (line.replace("20", "19", 1), SECRET)):
        with pytest.raises(AnchorNotOurs):
            Anchor.read(changed, secret=secret)
