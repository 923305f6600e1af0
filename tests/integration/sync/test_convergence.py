"""
T14, T15: in whichever order things come from two tablets, the office ends up the same.

A part of the orders; all 720 of each scene are `sync.convergence_…` of the figures.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from faults.mutants import concern_merged_into_another
from faults.orders import ALL_ORDERS, Scene, converge, scenes

SOME_ORDERS = ALL_ORDERS[::103]


@pytest.fixture
def committed(session: Session) -> list[Scene]:
    found = scenes(session)
    session.commit()
    return found


@pytest.fixture
def planted() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.mark.parametrize("number", range(3), ids=["rivals", "concerns", "photos"])
@pytest.mark.parametrize("looks_at_once", [True, False], ids=["at_once", "at_the_end"])
def test_the_order_in_which_things_come_does_not_matter(
    session: Session, committed: list[Scene], tmp_path: Path, number: int, looks_at_once: bool
) -> None:
    found = converge(
        session,
        committed[number],
        store=tmp_path,
        orders=SOME_ORDERS,
        looks_at_once=looks_at_once,
    )

    assert found.orders == len(SOME_ORDERS)
    assert len(found.states) == 1
    assert found.overwritten == 0


def test_an_office_that_writes_over_a_worry_is_found(
    session: Session, committed: list[Scene], tmp_path: Path, planted: ExitStack
) -> None:
    planted.enter_context(concern_merged_into_another())

    found = converge(session, committed[0], store=tmp_path, orders=SOME_ORDERS)

    assert len(found.states) > 1
    assert found.overwritten > 0
