"""Every failure mode that the tablet must make impossible has a test that is named after it."""

import re
from collections.abc import Iterable

import pytest

from architecture.house import ROOT, files, modules

NUMBERS = {f"{number:02}" for number in range(1, 26)}

#: `it("FM-08: …` or `describe("FM-07, FM-10: …`, each of a table too, on a line of its own or not.
IN_TYPESCRIPT = re.compile(r"""\(\s*["'`](FM-\d\d(?:, FM-\d\d)*): \S""")
IN_PYTHON = re.compile(r"^def test_fm_(\d\d)_\w+", re.MULTILINE)


def named_in_typescript(texts: Iterable[str]) -> set[str]:
    titles = (title for text in texts for title in IN_TYPESCRIPT.findall(text))
    return {number for title in titles for number in re.findall(r"\d\d", title)}


def named_in_python(texts: Iterable[str]) -> set[str]:
    return {number for text in texts for number in IN_PYTHON.findall(text)}


def test_every_failure_mode_has_a_test_named_after_it():
    tablet = (path.read_text() for path in files(ROOT / "static" / "pwa" / "test", "*.test.ts"))
    office = (module.text for module in modules("tests"))

    assert named_in_typescript(tablet) | named_in_python(office) == NUMBERS


@pytest.mark.parametrize(
    "text",
    [
        'it("the same as FM-08: nothing")',
        "// FM-08: nothing",
        'it("FM-8: a number of one digit")',
        'it("FM-08 without a sentence")',
    ],
)
def test_what_only_mentions_a_failure_mode_is_no_test_of_it(text):
    assert named_in_typescript([text]) == set()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ('it("FM-08: a queue")', {"08"}),
        ('it.each(TABLE)("FM-02: %s", () => {})', {"02"}),
        ('it.each(TABLE)(\n    "FM-02: %s", () => {})', {"02"}),
        ('it("FM-07, FM-10: cut anywhere")', {"07", "10"}),
    ],
)
def test_a_title_names_its_failure_modes(text, numbers):
    assert named_in_typescript([text]) == numbers
