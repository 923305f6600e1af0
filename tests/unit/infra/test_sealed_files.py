"""A file in the blob store opens with its own key alone."""

import pytest

from landlord_watch.infra.sealed_files import open_file, seal_file
from landlord_watch.infra.sealing import SealBroken

CONTENT = b"a picture of a wall" * 50


def test_what_was_sealed_opens_with_its_key() -> None:
    sealed = seal_file(CONTENT)

    assert open_file(sealed.content, key=sealed.key) == CONTENT
    assert CONTENT[:10] not in sealed.content


def test_the_same_content_lies_once_and_another_has_another_key() -> None:
    assert seal_file(CONTENT) == seal_file(CONTENT)
    assert seal_file(CONTENT).key != seal_file(CONTENT + b"!").key


@pytest.mark.parametrize("key", ["", "x", "AAAA", seal_file(b"another").key])
def test_another_key_opens_nothing(key: str) -> None:
    with pytest.raises(SealBroken):
        open_file(seal_file(CONTENT).content, key=key)


@pytest.mark.parametrize("place", [0, 4, -1])
def test_a_changed_byte_is_noticed(place: int) -> None:
    sealed = seal_file(CONTENT)
    changed = bytearray(sealed.content)
    changed[place] ^= 1

    with pytest.raises(SealBroken):
        open_file(bytes(changed), key=sealed.key)
