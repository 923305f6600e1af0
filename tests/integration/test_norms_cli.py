"""Norms from the shell."""

from functools import partial
from pathlib import Path

import pytest

HEADER = "municipality,year,household_size_or_type,max_rent_sek_month,source\n"
WHOLE = HEADER + "\n".join(
    f"Bengtsfors,2026,{label},5000,Nämnden"
    for label in ("1-20 vuxna", *(f"1-20 vuxna + {count} barn" for count in range(1, 11)))
)


@pytest.fixture
def run(shell):
    return partial(shell, "norms")


MORE_ADULTS = ("--apart", "3 vuxna eller fler med eller utan barn")


def id_of(run, name: str) -> str:
    line = next(line for line in run("list").output.splitlines() if name in line)
    return line.removeprefix("*").split()[0]


def test_published_norms_are_brought_in_once(run) -> None:
    first, second = run("import-published"), run("import-published")

    assert first.output.endswith("11 new.\n")
    assert second.output == "0 new.\n"


def test_a_norm_is_adopted_and_then_marked_as_own(run) -> None:
    run("import-published")
    adopted = run("adopt", id_of(run, "Uddevalla 2020"), "--from", "2026-01-01", *MORE_ADULTS)
    twice = run("adopt", id_of(run, "Uddevalla 2020"), "--from", "2026-01-01", *MORE_ADULTS)

    assert adopted.exit_code == 0
    assert "* " in run("list").output
    assert (twice.exit_code, "own_norms_overlap" in twice.output) == (1, True)


def test_a_check_names_the_households_without_exactly_one_row(run) -> None:
    run("import-published")
    said = run("check")

    assert said.exit_code == 0
    assert "Malmö 2018: not whole\n  no row: adults 1-4, children 4-10 or more" in said.output
    assert "several rows: adults 1-2, children 0, 3, 4, 5, 6 rooms" in said.output


def test_a_norm_that_leaves_somebody_out_is_not_adopted(run) -> None:
    run("import-published")
    refused = run("adopt", id_of(run, "Uddevalla 2020"), "--from", "2026-01-01")

    assert refused.exit_code == 1
    assert "no row: adults 3-4, children 0-10 or more" in refused.output
    assert "name the rest by --apart" in refused.output
    assert "* " not in run("list").output


@pytest.mark.parametrize("words", ["en katt", "TILLÄGG per ytterligare barn"])
def test_households_apart_that_cannot_be_read_are_said(run, words: str) -> None:
    run("import-published")
    refused = run("adopt", id_of(run, "Uddevalla 2020"), "--from", "2026-01-01", "--apart", words)

    assert (refused.exit_code, words in refused.output) == (1, True)


def test_households_that_are_said_to_be_apart_are_no_gap(run) -> None:
    run("import-published")
    run("adopt", id_of(run, "Uddevalla 2020"), "--from", "2026-01-01", *MORE_ADULTS)

    assert run("check").exit_code == 0


def test_a_whole_own_norm_passes(run, tmp_path: Path) -> None:
    (tmp_path / "norm.csv").write_text(WHOLE, encoding="utf-8")
    run("import", "norm.csv")
    run("adopt", id_of(run, "Bengtsfors"), "--from", "2026-01-01")
    said = run("check")

    assert (said.exit_code, "one answer for every household" in said.output) == (0, True)


def test_a_file_with_faults_says_where_and_keeps_nothing(run, tmp_path: Path) -> None:
    (tmp_path / "norm.csv").write_text(HEADER + "Ingenstans,2026,1 vuxen,5000,N", encoding="utf-8")
    (tmp_path / "odd.csv").write_bytes(b"\xff\xfe")
    refused, unreadable = run("import", "norm.csv"), run("import", "odd.csv")

    assert refused.exit_code == unreadable.exit_code == 1
    assert "line 2, municipality: municipality_unknown 'Ingenstans'" in refused.output
    assert "is not UTF-8" in unreadable.output
    assert run("list").output == ""


def test_a_norm_that_is_not_there_is_said_not_to_be(run) -> None:
    missing = "00000000-0000-0000-0000-000000000000"

    assert "No norm has the id" in run("check", missing).output
    assert "No norm has the id" in run("adopt", missing, "--from", "2026-01-01").output
