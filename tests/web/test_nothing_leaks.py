"""Nothing of a protected person in any answer, as the figure asks with more roles."""

from pathlib import Path

from figures.access_authorisation import build, unguarded
from figures.access_protected import Findings, ask_tablet, crawl, protect
from landlord_watch.identity.rules import Role


def test_no_answer_tells_of_a_protected_person(tmp_path: Path) -> None:
    office = build(tmp_path)
    officer_id = protect(office)
    findings = crawl(office, roles=[Role.CASEWORKER.value])
    plans = Findings()
    ask_tablet(office, plans, officer_id)

    assert findings.leaks == []
    assert plans.leaks == []
    assert plans.looked > 0


def test_a_door_that_does_not_ask_for_reach_lets_something_out(tmp_path: Path) -> None:
    office = build(tmp_path)
    protect(office)
    with unguarded():
        findings = crawl(office, roles=[Role.CASEWORKER.value])

    assert findings.leaks != []
