"""However a session ends, its token opens nothing any more; all doors are tried in the figures."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from factories.hostile_tokens import HOSTILE
from figures.access_office import SmallOffice, small_office
from figures.access_oidc import accepted as believed
from figures.access_oidc import credulous, tried_office
from figures.access_sessions import ENDINGS, Desk, doors, forgetful, opens, seated, signs_out

PATHS = ("/office/", "/office/account/", "/office/households/")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallOffice]:
    with small_office(tmp_path_factory.mktemp("office")) as made:
        yield made


@pytest.mark.parametrize("ending", ENDINGS, ids=lambda ending: ending.__name__)
def test_the_token_of_an_ended_session_opens_nothing(
    office: SmallOffice, ending: Callable[[Desk], None]
) -> None:
    desk = seated(office)
    before = [path for path in PATHS if opens(desk, "GET", path)]
    ending(desk)

    assert before == list(PATHS)
    assert [path for path in PATHS if opens(desk, "GET", path)] == []


def test_a_session_that_is_not_looked_over_is_found(office: SmallOffice) -> None:
    desk = seated(office)
    signs_out(desk)
    with forgetful():
        opened = [path for path in PATHS if opens(desk, "GET", path)]

    assert opened == list(PATHS)


def test_every_door_without_arguments_is_tried(office: SmallOffice) -> None:
    tried = {path for _, path in doors(office.app)}

    assert {*PATHS, "/sign-out", "/office/staff/new"} <= tried


def test_a_provider_that_is_believed_without_a_look_is_found(tmp_path: Path) -> None:
    one = {"alg none": HOSTILE["alg none"]}
    with tried_office(tmp_path) as (office, provider), credulous():
        taken = believed(office, provider, one)

    assert taken == ["alg none"]
