"""Measure and print: `python -m figures`, or `python -m figures full` for the long ones too."""

import json
import sys

from figures import receiving, rents, tablet, tablet_failures
from tools.steps import BUILD, say

#: Minutes together; what takes longer stands in LONG.
AREAS = (rents, tablet, tablet_failures, receiving)
LONG: tuple[()] = ()


def main(words: list[str]) -> int:
    """Print every figure as it is known; the number of those that fall short is the answer."""
    rows = []
    for area in (*AREAS, *(LONG if words == ["full"] else ())):
        for figure in area.figures():
            say(figure.line())
            rows.append(figure.row())
    BUILD.mkdir(exist_ok=True)
    (BUILD / "figures.json").write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
    return sum(not row["ok"] for row in rows)


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1:]) else 0)
