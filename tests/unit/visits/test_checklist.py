import json
from copy import deepcopy
from datetime import date
from importlib.resources import files

import pytest
import yaml

from factories.vectors import read_vectors
from landlord_watch.visits.rules import (
    ChecklistUnknown,
    FileUnreadable,
    act_by,
    as_document,
    is_per_child,
    items_of,
    newest_checklist,
    published_checklist,
    read_checklist,
    ref_of,
    revisit_by,
)
from landlord_watch.visits.shapes import ChecklistRef, Level

TEXT = files("landlord_watch.visits").joinpath("data/checklist-1.0.0.yaml").read_text("utf-8")
DOCUMENT = yaml.safe_load(TEXT)
CHECKLIST = newest_checklist()
ENT_01 = ("sections", 0, "items", 0)
TEMPERATURE = ("sections", 1, "items", 0)


def changed(*path, to):
    """The published checklist with one thing in it said otherwise."""
    document = deepcopy(DOCUMENT)
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return json.dumps(document)  # JSON is YAML, and quicker written


def faults(text):
    with pytest.raises(FileUnreadable) as unreadable:
        read_checklist(text)
    return unreadable.value.faults


def missing(published, got, path=""):
    """Where something published is not in what the tablet got."""
    if isinstance(published, dict):
        return [
            gap
            for key, value in published.items()
            for gap in (missing(value, got[key], f"{path}.{key}") if key in got else [path + key])
        ]
    if isinstance(published, list):
        pairs = zip(published, got, strict=True)
        return [
            gap
            for at, (one, other) in enumerate(pairs)
            for gap in missing(one, other, f"{path}.{at}")
        ]
    return [] if published == got else [path]


def test_the_tablet_gets_all_that_was_published():
    assert missing(DOCUMENT, as_document(CHECKLIST)) == []


def test_the_tablet_gets_nothing_that_was_not():
    assert read_checklist(json.dumps(as_document(CHECKLIST))) == CHECKLIST


def test_the_tablets_tests_are_held_to_the_newest_checklist():
    """`python -m landlord_watch.visits.rules` prints it."""
    assert read_vectors("checklist-document") == as_document(CHECKLIST)


def test_the_document_is_plain_json():
    assert json.loads(json.dumps(as_document(CHECKLIST))) == as_document(CHECKLIST)


def test_a_visit_finds_the_checklist_it_was_begun_with():
    assert published_checklist(ref_of(CHECKLIST)) is CHECKLIST


@pytest.mark.parametrize(
    ("checklist", "version"),
    [("hembesok-bostad-barn", "0.9.0"), ("annan", "1.0.0"), ("hembesok-bostad-barn", "../1.0.0")],
)
def test_a_checklist_never_published_is_not_found(checklist, version):
    with pytest.raises(ChecklistUnknown):
        published_checklist(ChecklistRef(id=checklist, version=version))


def test_only_what_is_told_to_or_by_a_child_is_answered_child_by_child():
    per_child = [item.id for _, item in items_of(CHECKLIST) if is_per_child(item)]

    assert per_child == ["CVO-01", "CVO-02", "CVO-03", "CVO-04", "CVO-05"]


@pytest.mark.parametrize(
    ("path", "to", "fault"),
    [
        ((*ENT_01, "rules"), ["R-NOT"], "ENT-01: R-NOT is not in the checklist"),
        ((*ENT_01, "actions", "acute"), ["A-NOT"], "ENT-01: A-NOT is not in the checklist"),
        ((*ENT_01, "actions", "minor"), ["A-ADVICE"], "ENT-01: minor is not in the checklist"),
        ((*ENT_01, "walk"), "attic", "ENT-01: attic is not in the checklist"),
        ((*ENT_01, "needs"), "a_key", "ENT-01: a_key is not in the checklist"),
        ((*ENT_01, "levels"), {}, "ENT-01: levels belong to what can be deficient"),
        ((*ENT_01, "options"), [{"id": "a", "sv": "a", "en": "a"}], "ENT-01: options belong"),
        ((*ENT_01, "applies"), {"ages": ["a1"]}, "ENT-01: ages are stated, and no children"),
        (
            (*ENT_01, "applies"),
            {"children": True, "ages": ["a9"]},
            "ENT-01: a9 is not in the checklist",
        ),
        ((*ENT_01, "applies"), {"when": {"moat": True}}, "ENT-01: moat is not in the checklist"),
        (
            (*ENT_01, "applies"),
            {"when": {"season": ["monsoon"]}},
            "ENT-01.season: monsoon is not in the checklist",
        ),
        ((*ENT_01, "id"), "ENT-02", "item ENT-02 is there twice"),
        ((*TEMPERATURE, "measure", "range"), [45, -10], "CLI-01: the range ends before it begins"),
        (
            (*TEMPERATURE, "measure", "thresholds", 0, "value"),
            17,
            "CLI-01: figure R-TEMP.min_general is 18.0, the threshold is not",
        ),
        (
            (*TEMPERATURE, "measure", "thresholds", 0, "ref"),
            "R-TEMP.unheard_of",
            "CLI-01: figure R-TEMP.unheard_of is not in the checklist",
        ),
        (
            (*TEMPERATURE, "measure", "thresholds", 0, "suggests"),
            "acute",
            "CLI-01: acute is not in the checklist",
        ),
        (
            ("rules", "R-TEMP", "figures", "min_general", "certainty"),
            "U",
            "CLI-01: figure R-TEMP.min_general is not confirmed, and decides nothing",
        ),
        (
            (*TEMPERATURE, "measure", "thresholds", 0, "value_from"),
            "storeys",
            "CLI-01: a threshold has a value or takes it from a field",
        ),
        ((*TEMPERATURE, "measure"), None, "CLI-01: a measure belongs to measurements"),
        ((*ENT_01, "type"), "voice", "ENT-01: words belong to voices"),
        (("severities",), [], "severities: not every level, the mildest first"),
        (("walk_zones", 1, "id"), "outside", "zone outside is there twice"),
        (("severities", 0, "rank"), 4, "severities: ranks do not run from 1 to 4"),
        (("age_groups", 0, "to_months"), -1, "age group a0: ends before it begins"),
        (("actions", "A-112", "rules"), ["R-NOT"], "A-112: R-NOT is not in the checklist"),
        (("actions", "A-112", "needs"), "luck", "A-112: luck is not in the checklist"),
        (
            ("assessment", "proposals", "H4"),
            ["A-NOT"],
            "assessment.proposals: A-NOT is not in the checklist",
        ),
        (("assessment", "proposals"), {"H4": []}, "assessment.proposals: not exactly the outcomes"),
        (("assessment", "home", 4, "any"), [{"voice_flag": "worry"}], "assessment.home: H0, and"),
        (("assessment", "home"), [], "assessment.home: not every outcome, the worst first"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_is_named_and_not_there_is_said(path, to, fault):
    assert any(each.startswith(fault) for each in faults(changed(*path, to=to)))


@pytest.mark.parametrize(
    ("path", "to", "where"),
    [
        ((*ENT_01, "colour"), "red", "sections.0.items.0.colour"),
        ((*ENT_01, "en"), None, "sections.0.items.0.en"),
        ((*ENT_01, "tier"), "1", "sections.0.items.0.tier"),
        (("assessment", "lift", "child"), "any child at all", "assessment.lift.child"),
        (("assessment", "home", 0, "any", 0), {}, "assessment.home.0.any.0"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(path, to, where):
    assert any(each.startswith(where) for each in faults(changed(*path, to=to)))


def test_a_key_said_twice_is_refused_and_not_silently_the_last_one():
    twice = TEXT.replace("schema_version: 1", "schema_version: 1\nschema_version: 1", 1)

    assert any("schema_version is said twice" in each for each in faults(twice))


def test_what_is_no_yaml_at_all_is_refused():
    assert faults("a: [")


def test_a_bare_day_is_refused_and_not_guessed_at():
    assert faults(TEXT.replace('valid_from: "2026-12-01"', "valid_from: 2026-12-01", 1))


@pytest.mark.parametrize(
    ("level", "act", "revisit"),
    [
        (Level.MINOR, date(2027, 3, 3), None),
        (Level.MODERATE, date(2027, 2, 1), None),
        (Level.SERIOUS, date(2026, 12, 8), date(2027, 1, 2)),
        (Level.ACUTE, date(2026, 12, 3), date(2026, 12, 10)),
    ],
)
def test_each_level_has_its_last_days(level, act, revisit):
    found_on = date(2026, 12, 3)

    assert act_by(CHECKLIST, level, found_on=found_on) == act
    assert revisit_by(CHECKLIST, level, found_on=found_on) == revisit
