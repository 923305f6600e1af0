"""What two revisions were both made from."""

from uuid import UUID

import pytest

from landlord_watch.visits.rules.ancestry import shared_base

IDS = {name: UUID(int=number) for number, name in enumerate("abcdefg", start=1)}


@pytest.mark.parametrize(
    ("parents", "pair", "base"),
    [
        ({"a": "", "b": "a", "c": "a"}, "bc", "a"),
        ({"a": "", "b": "a", "c": "b", "d": "a"}, "cd", "a"),
        ({"a": "", "b": ""}, "ab", None),
        ({"b": "a", "c": "a"}, "bc", None),
        ({"a": "", "b": "a", "c": "a", "d": "bc", "e": "b"}, "de", "b"),
        ({"a": "", "b": "a", "c": "a", "d": "bc", "e": "cb"}, "de", "c"),
        ({"a": "", "b": "a"}, "ab", "a"),
    ],
    ids=[
        "two from one",
        "one of them went on",
        "two first ones",
        "the base has not come",
        "a later one from one of two that were merged",
        "merged crosswise",
        "one follows on the other",
    ],
)
def test_the_nearest_that_both_were_made_from(parents, pair, base):
    held = {IDS[name]: [IDS[each] for each in of] for name, of in parents.items()}
    one, other = (IDS[name] for name in pair)

    expected = None if base is None else IDS[base]
    assert shared_base(held, one=one, other=other) == expected
    assert shared_base(held, one=other, other=one) == expected
