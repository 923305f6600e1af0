"""Cases: the law they go by, row by row, and their stories told from start to end."""

from collections.abc import Collection, Iterator, Mapping

from figures.figure import Figure, must_be_short
from figures.told import told
from landlord_watch.cases.rules.deadlines import deadline_rules
from landlord_watch.kernel.statutes import statutes

LAW = "tests/law"
STORIES = "tests/stories"
#: Of a family, somebody alone, violence, addiction, an own wish, protection, the wrong
#: municipality, no answer, IVO's yes, its no with an appeal, and both sides of the change of Act.
MOST_STORIES = 12
#: How the name of a worked example begins, before the key of what it is of.
OF_DEADLINE = ("test_case_deadlines::test_the_last_day_of_a_deadline[",)
OF_STATUTE = (
    "test_statutes::test_the_paragraph_of_a_subject_changes_with_the_act[",
    "test_statutes::test_other_acts_are_cited_alike_on_both_sides[",
)


def figures() -> Iterator[Figure]:
    """Each after its planted fault."""
    found = told(LAW, "-k", "case_ or statutes")
    passed = {name for name, is_passed in found.items() if is_passed}
    yield rows(found)
    must_be_short(worked({name for name in passed if "[transfer_reply " not in name}))
    yield worked(passed)
    must_be_short(stories(told(STORIES, "-k", "sqlite", "-p", "figures.old_act")))
    yield stories(told(STORIES))


def rows(found: Mapping[str, bool]) -> Figure:
    """How many examples of the law of cases pass, of all there are."""
    note = "worked examples of deadlines, statutes, tracks and outcomes, each with its source"
    return Figure("cases.law_rows", sum(found.values()), "rows", len(found), note)


def worked(passed: Collection[str]) -> Figure:
    """How many deadlines and statute subjects have a worked example that passes."""
    asked = [(OF_DEADLINE, key) for key in deadline_rules()]
    asked += [(OF_STATUTE, subject) for subject in statutes()]
    lacking = [key for begins, key in asked if not _has_row(passed, begins, key)]
    note = f"without one: {', '.join(lacking) or 'none'}"
    return Figure("cases.law_worked", len(asked) - len(lacking), "rules", len(asked), note)


def _has_row(passed: Collection[str], begins: Collection[str], key: str) -> bool:
    wanted = tuple(f"{each}{key}{end}" for each in begins for end in "- ")
    return any(name.startswith(wanted) for name in passed)


def stories(found: Mapping[str, bool]) -> Figure:
    """How many stories go as they are told, on each database they were tried on."""
    names = {name.partition("[")[0] for name in found}
    failed = {name.partition("[")[0] for name, is_passed in found.items() if not is_passed}
    note = f"from start to end, letters included; failed: {', '.join(sorted(failed)) or 'none'}"
    return Figure("cases.stories", len(names - failed), "stories", MOST_STORIES, note)
