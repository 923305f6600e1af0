"""The server's threads, behind a real socket: how they share the lines and stay with them."""

import subprocess
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import pairwise
from pathlib import Path

import pytest

from figures.killed_office import wait_until
from figures.served import free_port
from tools.serve import WORKER
from tools.steps import BIN, environment

#: An app that says which process and which thread answers.
APP = """
import os, threading

def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{os.getpid()} {threading.get_ident()}".encode()]
"""
LINES = 8
QUESTIONS = 400
MOST_QUESTIONS = 20_000


@dataclass
class Place:
    """A server that is up."""

    port: int

    def line(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=30)


def who_answers(line: HTTPConnection) -> tuple[str, str]:
    """The process and the thread that answer a question on a line that is kept."""
    line.request("GET", "/")
    process, thread = line.getresponse().read().decode().split()
    return process, thread


@contextmanager
def served(folder: Path, *how: str) -> Iterator[Place]:
    """The app, served in this way, for as long as it is needed."""
    (folder / "telling.py").write_text(APP)
    place = Place(free_port())
    words = ("--bind", f"127.0.0.1:{place.port}", "--worker-class", WORKER, *how)
    command = [BIN / "gunicorn", *words, "--log-level", "critical", "telling:app"]
    with subprocess.Popen(command, cwd=folder, env=environment()) as process:
        try:
            wait_until(lambda: is_up(place), seconds=60, what="it comes up")
            yield place
        finally:
            process.terminate()


def is_up(place: Place) -> bool:
    with closing(place.line()) as line:
        try:
            who_answers(line)
        except OSError:
            return False
        return True


def share_out(place: Place) -> Counter[str]:
    """How many of some lines that are all open each process has; empty: it does not answer yet."""
    with ExitStack() as kept:
        lines = [kept.enter_context(closing(place.line())) for _ in range(LINES)]
        try:
            for line in lines:
                line.connect()
            return Counter(who_answers(line)[0] for line in lines)
        except OSError:
            return Counter()


def test_lines_are_shared_by_the_processes(tmp_path: Path) -> None:
    with served(tmp_path, "--workers", "2", "--threads", "4") as place:
        wait_until(lambda: len(share_out(place)) == 2, seconds=60, what="both are up")
        fewest = [LINES - max(share_out(place).values()) for _ in range(10)]

    # who takes whatever comes leaves the other process with one or two of eight, or none
    assert sum(fewest) / len(fewest) >= LINES * 0.3


def test_a_thread_goes_on_with_a_line_that_asks_at_once(tmp_path: Path) -> None:
    with served(tmp_path, "--threads", "4") as place, closing(place.line()) as line:
        threads = [who_answers(line)[1] for _ in range(QUESTIONS)]
        changes = sum(one != next_one for one, next_one in pairwise(threads))

    # who hands every line back takes another thread each time
    assert changes < QUESTIONS * 0.75


def test_a_line_that_never_pauses_keeps_no_other_waiting(tmp_path: Path) -> None:
    with served(tmp_path, "--threads", "1") as place:
        ended, asked = threading.Event(), []

        def ask_on() -> None:
            with closing(place.line()) as line:
                while not ended.is_set() and len(asked) < MOST_QUESTIONS:
                    asked.append(who_answers(line))

        busy = threading.Thread(target=ask_on)
        busy.start()
        wait_until(lambda: len(asked) > 10, seconds=30, what="it asks")
        with closing(place.line()) as other:
            answers = [who_answers(other) for _ in range(5)]
        ended.set()
        busy.join()

    assert len(answers) == 5
    assert len(asked) < MOST_QUESTIONS


@pytest.mark.parametrize("at_once", [1, 30], ids=["one", "more than there are threads"])
def test_lines_that_end_are_let_go(tmp_path: Path, at_once: int) -> None:
    with served(tmp_path, "--threads", "2", "--worker-connections", "40") as place:
        for _ in range(3):
            with ExitStack() as kept:
                for _ in range(at_once):
                    who_answers(kept.enter_context(closing(place.line())))
        with closing(place.line()) as line:
            assert who_answers(line)
