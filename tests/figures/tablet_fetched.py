"""What Chromium fetches before the first screen; the service worker's store is no part of it."""

import gzip
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from e2e.chromium import launch_options, tablet_options
from e2e.serving import Server, running_office
from figures.figure import Figure, must_be_short

BARS = {".js": 90, ".css": 25}
#: The moment at which the first heading is put on the page, before anything is fetched for later.
WATCH = """
  const put = Node.prototype.insertBefore;
  Node.prototype.insertBefore = function (node, before) {
    const done = put.call(this, node, before);
    if (window.firstAt === undefined && document.querySelector("h1")) {
      window.firstAt = performance.now();
    }
    return done;
  };
"""
FETCHED = """(also) => performance.getEntriesByType("resource")
  .filter((each) => also || each.startTime < firstAt).map((each) => each.name)"""


def figures() -> Iterator[Figure]:
    """Script and style, each gzipped as a server would send it."""
    with tempfile.TemporaryDirectory() as folder, running_office(Path(folder) / "var") as office:
        first, whole = fetch(office)
        must_be_short(figure(".js", whole * 2))
        yield from (figure(ending, first) for ending in BARS)


def fetch(office: Server) -> tuple[list[bytes], list[bytes]]:
    """The files that came before the first screen, and all that came; each behind its name."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        context = browser.new_context(**tablet_options(), service_workers="block")
        context.add_init_script(WATCH)
        page = context.new_page()
        page.goto(f"{office.url}/tablet/", wait_until="networkidle")
        page.wait_for_function("() => window.firstAt !== undefined")
        names = [page.evaluate(FETCHED, also) for also in (False, True)]
        answers = [[named(context.request.get(each).body(), each) for each in n] for n in names]
        browser.close()
    return answers[0], answers[1]


def named(body: bytes, url: str) -> bytes:
    return Path(url.partition("?")[0]).suffix.encode() + b"\n" + body


def figure(ending: str, files: list[bytes]) -> Figure:
    kept = [file.partition(b"\n")[2] for file in files if file.startswith(ending.encode() + b"\n")]
    kib = sum(len(gzip.compress(each, 9)) for each in kept) / 1024
    note = f"{len(kept)} files, as asked for by Chromium before its first heading"
    name = f"tablet.first_fetch_{ending[1:]}"
    return Figure(name, kib, "KiB", BARS[ending], note, is_ceiling=True)
