"""What a row is called, read back as the same row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landlord_watch.kernel.money import Money
from landlord_watch.rents.rules.norm_label import label_of
from landlord_watch.rents.rules.norm_text import read_label
from landlord_watch.rents.rules.norms import NormRow

AMOUNT = Money.kronor(5_400)
spans = st.tuples(st.integers(0, 9), st.none() | st.integers(0, 4))


def row(adults, children, age_from=None, age_under=None, rooms=None, area_m2=None):
    return NormRow(
        label="",
        amount=AMOUNT,
        adults_min=adults[0],
        adults_max=adults[1],
        children_min=children[0],
        children_max=children[1],
        age_from=age_from,
        age_under=age_under,
        rooms=rooms,
        area_m2=area_m2,
    )


def widened(span, least=0):
    start, more = span
    return start + least, None if more is None else start + least + more


rows = st.builds(
    lambda adults, children, age, years, rooms, area: row(
        widened(adults, 1),
        widened(children),
        age,
        None if years is None else (age or 18) + years,
        rooms,
        area,
    ),
    spans,
    spans,
    st.none() | st.integers(18, 60),
    st.none() | st.integers(1, 20),
    st.none() | st.integers(1, 9),
    st.none() | st.sampled_from([40.0, 62.5]),
)


@given(rows)
def test_a_label_reads_back_as_the_row_it_was_made_of(found):
    read = read_label(label_of(found), AMOUNT)

    assert isinstance(read, NormRow)
    assert [getattr(read, name) for name in COLUMNS] == [getattr(found, name) for name in COLUMNS]


COLUMNS = [name for name in NormRow.__dataclass_fields__ if name not in {"label", "amount"}]


@pytest.mark.parametrize(
    ("found", "label"),
    [
        (row((1, 1), (0, 0)), "1 vuxen utan barn"),
        (row((1, 2), (3, 3)), "1-2 vuxna + 3 barn"),
        (row((3, None), (0, None)), "3 vuxna eller fler med eller utan barn"),
        (row((2, 2), (0, 0), age_under=25), "2 vuxna under 25 år utan barn"),
        (
            row((1, 1), (0, 1), rooms=2, area_m2=60.0),
            "1 vuxen utan barn eller + 1 barn, 2 rok (60)",
        ),
        (row((1, 2), (5, None), area_m2=62.5), "1-2 vuxna + 5 barn eller fler, 62,5 kvm"),
    ],
)
def test_a_label_is_in_the_words_of_norm_tables(found, label):
    assert label_of(found) == label
