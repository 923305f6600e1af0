"""What comes at the same moment is committed as one, and each stands or falls by itself."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from uuid import UUID

import pytest
from sqlalchemy import Engine, event, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from factories.people import NOW
from landlord_watch.infra.database import own_transactions
from landlord_watch.infra.once import insert_once, table_of
from landlord_watch.infra.together import Together
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.models import ErasedVisit

MANY = 7
PATIENCE_SECONDS = 30

Work = Callable[[Session], UUID]


class Refused(Exception):
    """What only one of them is."""


@pytest.fixture
def together(engine: Engine) -> Together:
    return Together(own_transactions(engine))


@pytest.fixture
def commits(engine: Engine) -> list[None]:
    """Something for each transaction that is about to be committed."""
    counted: list[None] = []
    event.listen(engine, "commit", lambda _: counted.append(None))
    return counted


def writing(row_id: UUID) -> Work:
    """Writes a row, and gives its id back."""

    def work(session: Session) -> UUID:
        table = table_of(ErasedVisit)
        assert insert_once(session, table, {"visit_id": row_id, "erased_at": NOW})
        return row_id

    return work


def refused(session: Session) -> UUID:
    """Writes a row, and fails."""
    writing(new_id())(session)
    raise Refused


def at_once(together: Together, works: Sequence[Callable[[], UUID]]) -> list["Future[UUID]"]:
    """All of them, having come while somebody before them was being committed."""
    is_begun, may_end = threading.Event(), threading.Event()

    def one_before(_: Session) -> None:
        is_begun.set()
        assert may_end.wait(PATIENCE_SECONDS)

    with ThreadPoolExecutor(len(works) + 1) as threads:
        before = threads.submit(together.commit, one_before)
        assert is_begun.wait(PATIENCE_SECONDS)
        begun = [threads.submit(work) for work in works]
        while together.waiting < len(works):
            threading.Event().wait(0.001)
        may_end.set()
    before.result()
    return begun


def held(engine: Engine) -> set[UUID]:
    """What somebody else can read."""
    with Session(engine) as session:
        return set(session.scalars(select(ErasedVisit.visit_id)))


def test_all_who_waited_are_committed_as_one(
    engine: Engine, together: Together, commits: list[None]
) -> None:
    ids = [new_id() for _ in range(MANY)]

    begun = at_once(together, [lambda each=each: together.commit(writing(each)) for each in ids])

    assert [each.result() for each in begun] == ids
    assert held(engine) == set(ids)
    assert len(commits) == 2  # the one before them, and all of them


def test_nobody_has_an_answer_before_others_can_read_what_it_tells_of(
    engine: Engine, together: Together
) -> None:
    def commit_and_look() -> UUID:
        own = together.commit(writing(new_id()))
        assert own in held(engine)
        return own

    begun = at_once(together, [commit_and_look] * MANY)

    assert {each.result() for each in begun} == held(engine)


def test_one_that_fails_takes_nobody_along(engine: Engine, together: Together) -> None:
    ids = [new_id() for _ in range(MANY)]
    works = [*map(writing, ids[:3]), refused, *map(writing, ids[3:])]

    begun = at_once(together, [lambda each=each: together.commit(each) for each in works])

    failed = begun.pop(3)
    assert isinstance(failed.exception(), Refused)
    assert [each.result() for each in begun] == ids
    assert held(engine) == set(ids)


def test_if_all_cannot_be_committed_as_one_each_is_committed_alone(
    engine: Engine, together: Together, commits: list[None]
) -> None:
    ids = [new_id() for _ in range(MANY)]

    with failing(engine, "commit", if_=lambda: len(commits) == 2):
        begun = at_once(
            together, [lambda each=each: together.commit(writing(each)) for each in ids]
        )

    assert [each.result() for each in begun] == ids
    assert held(engine) == set(ids)
    assert len(commits) == 2 + MANY


def test_what_cannot_be_committed_has_no_answer(
    engine: Engine, together: Together, commits: list[None]
) -> None:
    with failing(engine, "commit", if_=lambda: len(commits) > 1):
        begun = at_once(together, [lambda: together.commit(writing(new_id()))] * MANY)

    assert all(isinstance(each.exception(), OperationalError) for each in begun)
    assert held(engine) == set()


def test_what_cannot_be_begun_has_no_answer_and_holds_up_nobody(
    engine: Engine, together: Together, commits: list[None]
) -> None:
    with failing(engine, "begin", if_=lambda: len(commits) == 1):
        begun = at_once(together, [lambda: together.commit(writing(new_id()))] * MANY)

    assert all(isinstance(each.exception(), OperationalError) for each in begun)
    own = together.commit(writing(new_id()))
    assert held(engine) == {own}


@contextmanager
def failing(engine: Engine, at: str, *, if_: Callable[[], bool]) -> Iterator[None]:
    """A database that is in trouble now and then."""

    def fail(_: object) -> None:
        if if_():
            raise OperationalError(at, {}, Exception("in trouble"))

    event.listen(engine, at, fail)
    yield
    event.remove(engine, at, fail)
