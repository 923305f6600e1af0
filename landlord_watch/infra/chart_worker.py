"""
Draws the charts of a page, in a process of its own, and ends.

Run as a file with a bare interpreter: a line of JSON comes in on stdin, and goes out on stdout
with as many pictures as it had charts; one that could not be drawn is null. Whatever a chart asks
of the machine, it may take so much memory and time and no more, and writes to no file. It fetches
nothing: who asks has refused what names an address (`charting`), and the library is told to allow
none.
"""

import json
import os
import resource
import sys
from typing import Any

import vl_convert

#: Which Vega-Lite the charts are written for; the library carries several.
VEGA_LITE = "6.4"
#: The library's engine takes 90 MiB and a second; what it only reserves does not count.
MOST_MEMORY_BYTES = 1024**3
MOST_CPU_SECONDS = 20


def shut_the_door() -> None:
    """Take no more than drawing may need, and write no file."""
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_SECONDS, MOST_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def draw(spec: dict[str, Any], numbers: dict[str, Any]) -> str | None:
    """A chart as SVG; `numbers`: how they are written. None: it could not be drawn."""
    try:
        svg: str = vl_convert.vegalite_to_svg(
            spec, vl_version=VEGA_LITE, allowed_base_urls=[], format_locale=numbers
        )
    except Exception:  # noqa: BLE001 -- whatever it is, the table under the chart says the same
        return None
    return svg


def main() -> None:
    """Read, draw, answer."""
    asked = json.loads(sys.stdin.buffer.read())
    shut_the_door()
    drawn = [draw(spec, asked["numbers"]) for spec in asked["charts"]]
    sys.stdout.buffer.write(json.dumps(drawn).encode())
    sys.stdout.buffer.flush()
    os._exit(0)  # the engine's threads are not waited for


if __name__ == "__main__":
    main()
