"""Write docs/asvs.md from docs/asvs.yaml: `python -m tools.asvs`."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

ROOT: Final = Path(__file__).resolve().parents[1]
DATA: Final = ROOT / "docs" / "asvs.yaml"
PAGE: Final = ROOT / "docs" / "asvs.md"
STATES: Final = ("test", "document", "not_applicable", "open")
LEVELS: Final = (1, 2)

INTRODUCTION: Final = """\
# OWASP ASVS 5.0, levels 1 and 2

Written by `python -m tools.asvs` from [asvs.yaml](asvs.yaml); do not write in it by hand.
The ids are those of the [OWASP ASVS 5.0.0](https://github.com/OWASP/ASVS) (CC BY-SA 4.0);
the words are ours and short: look there for the text.

*test*: the tests named hold it, in `make test`. *document*: it is so by what is written there,
and no test of ours holds it. *not applicable*: there is no such thing here. *open*: it is not
so yet. A *deviation* is met in another way than asked for.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One requirement, and what holds it."""

    id: str
    level: int
    about: str
    state: str
    tests: tuple[str, ...] = ()
    where: str = ""
    why: str = ""
    deviates: bool = False

    def row(self) -> str:
        """As a row of a table."""
        held = [_linked(each) for each in (*self.tests, *([self.where] if self.where else []))]
        said = "; ".join(part for part in (", ".join(held), self.why) if part)
        state = self.state.replace("_", " ") + (" (deviation)" if self.deviates else "")
        return f"| {self.id} | {self.level} | {self.about} | {state} | {said} |"


def _linked(place: str) -> str:
    path, _, name = place.partition("::")
    return f"[{name or path}](../{path})"


def read() -> list[Requirement]:
    """All of them, in their order."""
    rows = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    return [Requirement(**{**row, "tests": tuple(row.get("tests", ()))}) for row in rows]


def _counted(found: Iterable[Requirement]) -> Iterator[str]:
    counts = Counter((each.level, each.state) for each in found)
    yield "| level | " + " | ".join(state.replace("_", " ") for state in STATES) + " | all |"
    yield "|---|" + "---|" * (len(STATES) + 1)
    for level in LEVELS:
        row = [counts[level, state] for state in STATES]
        yield f"| {level} | " + " | ".join(map(str, [*row, sum(row)])) + " |"


def _listed(heading: str, found: Iterable[Requirement]) -> Iterator[str]:
    yield from ("", f"## {heading}", "")
    yield from (f"- **{each.id}** {each.about}: {each.why}." for each in found)


def _tabled(found: Iterable[Requirement]) -> Iterator[str]:
    yield from (
        "",
        "## All",
        "",
        "| id | level | in short | state | held by |",
        "|---|---|---|---|---|",
    )
    yield from (each.row() for each in found)


def page() -> str:
    """The page, as it is to be."""
    found = read()
    lines = [
        INTRODUCTION,
        *_counted(found),
        *_listed("Open", (each for each in found if each.state == "open")),
        *_listed("Deviations", (each for each in found if each.deviates)),
        *_tabled(found),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
