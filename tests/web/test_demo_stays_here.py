"""A demo, and practice on a loopback address, answer the machine they run on and nobody else."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factories.line import put
from factories.sending import of_visit
from factories.tablets import Tablet
from landlord_watch.kernel.ids import new_id
from landlord_watch.settings import Settings


@pytest.fixture(
    params=[{"is_demo": True}, {"address": "http://127.0.0.1:8000"}], ids=["demo", "practice"]
)
def app_settings(app_settings: Settings, request: pytest.FixtureRequest) -> Settings:
    return replace(app_settings, **request.param)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.0.1", "::1"])
def test_it_answers_this_machine(app: Flask, address: str) -> None:
    answer = app.test_client().get("/sign-in", environ_base={"REMOTE_ADDR": address})

    assert answer.status_code == 200


@pytest.mark.parametrize("address", ["192.168.1.7", "10.0.0.1", "2001:db8::1", ""])
def test_it_answers_nobody_else(app: Flask, address: str) -> None:
    paths = ("/sign-in", "/office/", "/tablet/", "/api/v1/openapi.json")
    asked = [app.test_client().get(path, environ_base={"REMOTE_ADDR": address}) for path in paths]

    assert {answer.status_code for answer in asked} == {403}


def test_who_delivered_here_a_moment_ago_delivers_nothing_from_elsewhere(
    line: FlaskClient, own: Tablet
) -> None:
    sent = of_visit(own, new_id())
    here = [put(line, own, sent).status_code for _ in range(2)]
    line.environ_base["REMOTE_ADDR"] = "192.168.1.7"

    assert here == [201, 200]
    assert put(line, own, sent).status_code == 403
