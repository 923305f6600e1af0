"""Where a call comes from is said by the municipality's own proxies, and by nobody else."""

from dataclasses import replace

import pytest
from flask import Flask

from landlord_watch.settings import Settings
from landlord_watch.web.app import create_app

HERE, ELSEWHERE = "127.0.0.1", "198.51.100.7"


@pytest.fixture
def app_settings(app_settings: Settings) -> Settings:
    """A demo, which answers its own machine alone: so it shows whom it takes a caller for."""
    return replace(app_settings, is_demo=True)


def is_taken_for_here(app: Flask, *, line: str, said: str) -> bool:
    answer = app.test_client().get(
        "/sign-in", environ_base={"REMOTE_ADDR": line}, headers={"X-Forwarded-For": said}
    )
    return answer.status_code == 200


def test_what_a_caller_says_of_itself_is_not_believed(app: Flask) -> None:
    assert is_taken_for_here(app, line=HERE, said=ELSEWHERE)
    assert not is_taken_for_here(app, line=ELSEWHERE, said=HERE)


def test_the_last_proxy_is_believed_and_not_what_came_before_it(app_settings: Settings) -> None:
    app = create_app(replace(app_settings, proxies=1))

    assert not is_taken_for_here(app, line=HERE, said=ELSEWHERE)
    assert not is_taken_for_here(app, line=HERE, said=f"{HERE}, {ELSEWHERE}")
    assert is_taken_for_here(app, line=HERE, said=f"{ELSEWHERE}, {HERE}")
