"""How long others wait for a page while many guess at passwords without a pause."""

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import requests

from e2e.serving import Server
from factories.people import signed_in, staff_member
from figures.figure import Figure, must_be_short
from landlord_watch.identity.rules import Role

#: As many connections as guess without a pause: forty, and in full the 200 of T21.
#: Source: the project's own threat model, T21: others wait for half a second at most.
GUESSING, MOST_GUESSING = 40, 200
BAR_MS = 500
READING_SECONDS = 8
#: After so long the flood is as it goes on.
SETTLING_SECONDS = 4
#: Who calls is who a proxy says: each another, or all the same.
PROXIES = "1"


def guess(url: str, guessing: int, seconds: float, *, from_many: bool) -> dict[str, int]:
    """Guess with so many at once, for so long; how often which status came."""
    said: dict[str, int] = {}
    end = time.monotonic() + seconds

    def one(number: int) -> None:
        browser = requests.Session()
        if from_many:
            browser.headers["X-Forwarded-For"] = f"127.1.{number // 250}.{number % 250}"
        token = _token(browser, url)
        while time.monotonic() < end:
            name = f"name{number}-{time.monotonic_ns()}"
            typed = {"csrf_token": token, "username": name, "password": "fel lösenord här"}
            status = str(browser.post(f"{url}/sign-in", data=typed).status_code)
            said[status] = said.get(status, 0) + 1

    threads = [Thread(target=one, args=(number,)) for number in range(guessing)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def _token(browser: requests.Session, url: str) -> str:
    page = browser.get(f"{url}/sign-in").text
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    if found is None:
        raise AssertionError("the page has no token")
    return found.group(1)


def read(url: str, token: str, seconds: float) -> list[float]:
    """Milliseconds of each page that one who is signed in reads meanwhile, the shortest first."""
    browser = requests.Session()
    browser.cookies.set("sid", token)
    took, end = [], time.monotonic() + seconds
    while time.monotonic() < end:
        started = time.perf_counter()
        browser.get(f"{url}/office/dwellings/").raise_for_status()
        took.append((time.perf_counter() - started) * 1_000)
    return sorted(took)


def p95(times: list[float]) -> float:
    return times[int(len(times) * 0.95)]


def reading_under(office: Server, token: str, guessing: int, *, many: bool) -> tuple[float, str]:
    """The p95 of pages while others, in a process of their own, guess; and how many answers."""
    seconds = SETTLING_SECONDS + READING_SECONDS + 1
    words = [str(guessing), str(seconds), "many" if many else "one"]
    flood = subprocess.Popen(
        [sys.executable, "-m", "figures.access_flood", office.url, *words],
        stdout=subprocess.PIPE,
        text=True,
        env=office.environment,
    )
    read(office.url, token, SETTLING_SECONDS)  # until all of them are at it
    times = read(office.url, token, READING_SECONDS)
    said, _ = flood.communicate(timeout=120)
    return p95(times), f"{len(times)} pages, {sum(json.loads(said).values())} guesses answered"


@contextmanager
def flooded(app: str = "landlord_watch.wsgi:app") -> Iterator[tuple[Server, str]]:
    """An office that believes one proxy, and the token of somebody who is signed in."""
    with tempfile.TemporaryDirectory() as folder:
        office = Server(Path(folder), app=app)
        office.environment["LANDLORD_WATCH_PROXIES"] = PROXIES
        office.furnish()
        with office.database() as session:
            token = signed_in(session, staff_member(session, Role.CASEWORKER, username="reader"))
        office.start()
        try:
            yield office, token
        finally:
            office.stop()


def figure(office: Server, token: str, guessing: int, *, many: bool) -> Figure:
    """How long others wait while so many guess, from one address or each from one."""
    value, said = reading_under(office, token, guessing, many=many)
    name = f"access.flood_{'many_addresses' if many else 'one_address'}"
    note = f"p95 of pages while {guessing} guess at once; {said}"
    return Figure(name, value, "ms", BAR_MS, note, is_ceiling=True)


def figures(guessing: int = GUESSING) -> Iterator[Figure]:
    """From one address, and from as many as there are who guess; after the planted fault."""
    with flooded(app="figures.doorless_office:app") as (office, token):
        must_be_short(figure(office, token, guessing, many=True))
    with flooded() as (office, token):
        yield figure(office, token, guessing, many=False)
        yield figure(office, token, guessing, many=True)


def all_figures() -> Iterator[Figure]:
    """As many as the threat model names."""
    yield from figures(MOST_GUESSING)


if __name__ == "__main__":
    told = guess(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), from_many=sys.argv[4] == "many")
    sys.stdout.write(json.dumps(told))
