"""The server writes down by itself how far the access log has come."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.infra import clock
from landlord_watch.settings import Settings
from landlord_watch.web.anchoring import Anchoring


@pytest.fixture
def anchors(tmp_path: Path) -> Path:
    return tmp_path / "elsewhere" / "anchors.jsonl"


@pytest.fixture
def anchoring(app: Flask, app_settings: Settings, session: Session, anchors: Path) -> Anchoring:
    audit.record(session, actor_id=None, action="rent.read", subject_id=None, at=clock.utc_now())
    session.commit()
    return Anchoring(app, replace(app_settings, log_anchors=anchors, anchors_hourly=True))


def test_a_look_writes_a_line_and_the_next_one_none(anchoring: Anchoring, anchors: Path) -> None:
    anchoring.look()
    anchoring.look()

    assert len(anchors.read_text().splitlines()) == 1


def test_its_thread_begins_once_and_ends(anchoring: Anchoring) -> None:
    anchoring.begin()
    thread = anchoring._thread  # noqa: SLF001 -- whether there is one is what this is about
    anchoring.begin()
    is_the_same = anchoring._thread is thread  # noqa: SLF001 -- the same
    anchoring.stop()

    assert is_the_same
    assert thread is not None
    assert not thread.is_alive()


def test_where_it_is_left_to_a_command_no_thread_begins(app: Flask, app_settings: Settings) -> None:
    anchoring = Anchoring(app, app_settings)
    anchoring.begin()

    assert anchoring._thread is None  # noqa: SLF001 -- whether there is one is what this is about


def test_a_place_that_cannot_be_written_is_told_and_tried_again(
    anchoring: Anchoring, anchors: Path, caplog: pytest.LogCaptureFixture
) -> None:
    anchors.mkdir(parents=True)
    with caplog.at_level(logging.ERROR):
        anchoring.look()
    anchors.rmdir()
    anchoring.look()

    assert "no anchor: IsADirectoryError" in caplog.text
    assert len(anchors.read_text().splitlines()) == 1
