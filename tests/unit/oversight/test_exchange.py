"""Files of other municipalities: the same bytes, and no other, are taken for theirs."""

from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factories.fact_files import OTHER_MUNICIPALITY, OWN, content, signed
from factories.landlords import ORGANISATION_NUMBER
from factories.told_landlords import HIDDEN, OVER_NORM, group, organisation, people, told
from landlord_watch.infra.key_files import KeyFileUnusable
from landlord_watch.infra.signing import SigningKey, SigningKeys
from landlord_watch.kernel.errors import RuleBroken
from landlord_watch.oversight.errors import (
    ExchangeFileBroken,
    ExchangeFileTooLarge,
    ExchangeOfOurs,
    MunicipalityNotRecorded,
    SignatureWrong,
)
from landlord_watch.oversight.rules.exchange import (
    MOST_BYTES,
    KeyKnown,
    check_whose,
    differing,
    edition_sent,
    left_out,
    read_file,
)
from landlord_watch.oversight.rules.frozen import canonical
from landlord_watch.oversight.shapes import LandlordKind, NumberTold

FIRST, SECOND = "5569999997", "5560000001"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> SigningKeys:
    return SigningKeys(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="module")
def key(keys: SigningKeys) -> SigningKey:
    return keys.make()


@pytest.fixture(scope="module")
def file(keys: SigningKeys, key: SigningKey) -> bytes:
    return signed(keys, key, content(ORGANISATION_NUMBER))


def taken(file: bytes, key: SigningKey, *, code: str = OTHER_MUNICIPALITY) -> bool:
    """Whether a file is taken for that of a municipality whose key was recorded."""
    try:
        read = read_file(file)
        is_signed = SigningKey(read.key).has_signed(read.signed, read.signature)
        check_whose(read, [KeyKnown(code, key.public)], own_municipality=OWN, is_signed=is_signed)
    except RuleBroken:
        return False
    return True


def test_what_was_signed_is_taken_as_it_was_sent(file: bytes, key: SigningKey) -> None:
    assert taken(file, key)
    assert read_file(file).content == content(ORGANISATION_NUMBER)


@given(st.data())
def test_a_file_with_any_one_byte_changed_is_refused(
    file: bytes, key: SigningKey, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(file) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda other: other != file[at]))

    assert not taken(file[:at] + bytes([byte]) + file[at + 1 :], key)


@given(st.data())
def test_a_file_with_a_byte_more_or_less_is_refused(
    file: bytes, key: SigningKey, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(file) - 1))
    more = bytes([data.draw(st.integers(0, 255))])

    assert not taken(file[:at] + file[at + 1 :], key)
    assert not taken(file[:at] + more + file[at:], key)


@given(st.binary(max_size=200))
@example(b"[" * 100_000)
@example(b'{"content":{},"content":{},"key":"","signature":""}')
@example(b"1" * 5_000)
@example(b"NaN")
def test_what_is_no_such_file_is_refused_and_breaks_nothing(noise: bytes) -> None:
    with pytest.raises(ExchangeFileBroken):
        read_file(noise)


def test_a_file_that_is_larger_than_any_could_be_is_not_read() -> None:
    with pytest.raises(ExchangeFileTooLarge):
        read_file(b"{" * (MOST_BYTES + 1))


def test_a_key_of_somebody_else_is_refused(keys: SigningKeys, file: bytes) -> None:
    with pytest.raises(SignatureWrong):
        check_whose(
            read_file(file),
            [KeyKnown(OTHER_MUNICIPALITY, keys.make().public)],
            own_municipality=OWN,
            is_signed=True,
        )


def test_a_municipality_that_no_key_is_recorded_for_is_refused(
    file: bytes, key: SigningKey
) -> None:
    with pytest.raises(MunicipalityNotRecorded):
        check_whose(
            read_file(file), [KeyKnown("1480", key.public)], own_municipality=OWN, is_signed=True
        )


def test_a_file_of_ones_own_is_refused(file: bytes, key: SigningKey) -> None:
    known = [KeyKnown(OTHER_MUNICIPALITY, key.public)]
    with pytest.raises(ExchangeOfOurs):
        check_whose(read_file(file), known, own_municipality=OTHER_MUNICIPALITY, is_signed=True)


@pytest.mark.parametrize(
    "change",
    [
        {"more": 1},
        {"municipality": "0000"},
        {"definitions": 0},
        {"made_on": "2020-01-01"},
        {"starts_on": 1735689600},
        {"version": 2},
        {"kind": "withdrawal"},
    ],
    ids=str,
)
def test_a_file_of_another_shape_is_refused_whoever_signed_it(
    keys: SigningKeys, key: SigningKey, change: dict[str, object]
) -> None:
    said = content(ORGANISATION_NUMBER).model_dump(mode="json") | change
    signature = keys.sign(canonical(said), public=key.public)
    whole = canonical({"content": said, "key": key.public, "signature": signature})
    with pytest.raises(ExchangeFileBroken):
        read_file(whole)


@pytest.mark.parametrize(
    "number", [{"count": 3}, {"coverage": 101}, {"signal": "guilty"}, {"low": -1}], ids=str
)
def test_numbers_that_no_edition_tells_are_refused(
    keys: SigningKeys, key: SigningKey, number: dict[str, object]
) -> None:
    said = content(ORGANISATION_NUMBER).model_dump(mode="json")
    said["landlords"][0]["numbers"]["I1"] |= number
    signature = keys.sign(canonical(said), public=key.public)
    with pytest.raises(ExchangeFileBroken):
        read_file(canonical({"content": said, "key": key.public, "signature": signature}))


def sent(*rows, numbers_of: dict[str, str]):
    return edition_sent(
        told(*rows),
        municipality=OWN,
        digest="b" * 64,
        made_on=date(2026, 2, 1),
        parameters={},
        numbers_of=numbers_of,
    )


def test_no_human_being_leaves_named_or_not_nor_a_group_with_one_in_it() -> None:
    person, first, second = uuid4(), uuid4(), uuid4()
    named = organisation(person, name="Anna Andersson").model_copy(
        update={"kind": LandlordKind.NAMED_PERSON}
    )
    mixed = group([first, person], name="Gruppen Andersson")
    plain = organisation(second, name="Hus AB")
    found = sent(people(), named, mixed, plain, numbers_of={str(first): FIRST, str(second): SECOND})

    assert [row.name for row in found.landlords] == ["Hus AB"]
    assert "Andersson" not in found.model_dump_json()
    assert str(second) not in found.model_dump_json()


def test_who_stays_behind_for_want_of_a_number_is_told() -> None:
    row = organisation(uuid4(), name="Utan nummer AB")

    assert left_out(told(row, people()), {}) == ["Utan nummer AB"]


def test_a_number_that_is_not_told_does_not_leave_either() -> None:
    party = uuid4()
    row = organisation(party, I1=OVER_NORM, I5=HIDDEN, I7=NumberTold(coverage=40))
    found = sent(row, numbers_of={str(party): FIRST})

    assert set(found.landlords[0].numbers) == {"I1"}


def test_the_same_edition_gives_the_same_bytes(keys: SigningKeys, key: SigningKey) -> None:
    said = content(ORGANISATION_NUMBER)

    assert signed(keys, key, said) == signed(keys, key, said.model_copy())


def test_a_key_put_in_the_place_of_another_is_not_signed_with(
    keys: SigningKeys, key: SigningKey
) -> None:
    other = keys.make()
    keys.place(other.public).write_bytes(keys.place(key.public).read_bytes())
    with pytest.raises(KeyFileUnusable):
        keys.sign(b"words", public=other.public)


def test_a_private_key_is_readable_by_its_owner_alone(keys: SigningKeys, key: SigningKey) -> None:
    assert Path(keys.place(key.public)).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("definitions", "theirs", "found"),
    [
        (1, {"a": 1}, ()),
        (1, {"a": 2}, ("a",)),
        (1, {}, ("a",)),
        (2, {"a": 1, "b": 1}, ("definitions", "b")),
    ],
)
def test_what_their_numbers_go_by_that_ours_do_not_is_found(
    definitions: int, theirs: dict[str, int], found: tuple[str, ...]
) -> None:
    assert differing(definitions, theirs, 1, {"a": 1}) == found
