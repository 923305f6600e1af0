"""strace for one figure, which counts what is flushed: the machine's, else the distribution's."""

from tools.browser import installed, on_path
from tools.steps import BUILD, say

TRACER = "strace"
FOUND = BUILD / "tracer.txt"


def find_tracer() -> None:
    """Note which tracer there is. Where there is none, one figure says that it was not measured."""
    place = next(iter(on_path(TRACER)), None) or next(iter(installed(TRACER)), "")
    if not place:
        say(f"  none here; to have it counted what is flushed: sudo apt-get install {TRACER}")
    FOUND.parent.mkdir(parents=True, exist_ok=True)
    FOUND.write_text(f"{place}\n")
