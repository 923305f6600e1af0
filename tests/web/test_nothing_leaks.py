"""Nothing of a protected person gets out by any way; the figure asks with more roles."""

from pathlib import Path

import pytest

from figures.access_protected import crawl, planted
from figures.protected_world import GIVEN, NUMBER, SECRETS, protected_world
from figures.spellings import SPELLINGS, Finder, spelled
from figures.whole_office import build
from landlord_watch.identity.rules import Role
from landlord_watch.infra.typesetting import typeset


def test_no_answer_tells_of_a_protected_person(tmp_path: Path) -> None:
    world = protected_world(build(tmp_path))
    findings = crawl(world, roles=[Role.CASEWORKER.value])

    assert findings.leaks == []
    assert findings.looked["commands"] > 0
    assert findings.looked["application/pdf answers"] > 0


def test_every_planted_fault_is_found(tmp_path: Path) -> None:
    silent = [name for name, findings in planted(tmp_path) if not findings.leaks]

    assert silent == []


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_is_found_in_every_spelling(secret: str) -> None:
    finder = Finder([secret])
    missed = [each for each in spelled(secret) if finder.find(b"<p>" + each + b"</p>") != {secret}]

    assert missed == []
    assert len(SPELLINGS) == 14


def test_what_stands_on_a_paper_or_is_said_about_it_is_found() -> None:
    paper = {"lang": "sv", "page": "Sida", "office": "Ödeby", "made": "i dag", "nothing": "Inget."}
    told = typeset("sections.typ", {**paper, "title": GIVEN, "lead": [NUMBER], "sections": []})

    assert Finder([GIVEN, NUMBER]).find(told) == {GIVEN, NUMBER}
