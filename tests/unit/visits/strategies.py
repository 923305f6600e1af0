"""Any visit at all, as Hypothesis thinks it up: of items and levels the checklist has."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from landlord_watch.visits.rules import holds_condition, items_of, newest_checklist
from landlord_watch.visits.shapes import (
    ActionTaken,
    Answer,
    AnswerKind,
    Child,
    Context,
    Finding,
    Level,
    Stays,
)

AT = datetime(2026, 12, 3, 9, 15, tzinfo=UTC)
CHECKLIST = newest_checklist()
CONDITIONS = [item for _, item in items_of(CHECKLIST) if holds_condition(item)]
TAKEN = ActionTaken(what="Vi gick ut", who_was_told="Hyresvärden", at=AT)

groups = st.sampled_from([group.id for group in CHECKLIST.age_groups])
truths = st.sampled_from([None, True, False])
children = st.builds(
    Child,
    label=st.just("Barn 1"),
    age_group=groups,
    developmental_group=st.none() | groups,
    stays=st.sampled_from(Stays),
)
contexts = st.builds(
    Context,
    season=st.sampled_from([None, "heating", "summer"]),
    combustion=truths,
    animals=truths,
    inner_stairs=truths,
    above_ground=truths,
    unrelated_adults=truths,
    sensitive_person=truths,
    storeys=st.none() | st.integers(0, 4),
    persons_total=st.none() | st.integers(0, 12),
    bedrooms=st.none() | st.integers(0, 6),
    children=st.lists(children, max_size=3),
)


@st.composite
def findings(draw, item):
    level = draw(st.sampled_from(list(item.levels)))
    return Finding(
        level=level,
        in_childs_room=draw(st.booleans()),
        fixed_on_spot=draw(st.booleans()),
        action_taken=TAKEN if level is Level.ACUTE else None,
    )


@st.composite
def deficiencies(draw):
    item = draw(st.sampled_from(CONDITIONS))
    found = draw(st.lists(findings(item), min_size=1, max_size=3))
    return Answer(item=item.id, kind=AnswerKind.DEFICIENCY, findings=found, answered_at=AT)


@st.composite
def spoken(draw):
    flag = draw(st.sampled_from(["none", "worry", "danger"]))
    return Answer(item="CVO-03", child="Barn 1", kind=AnswerKind.SAID, flag=flag, answered_at=AT)


@st.composite
def unremarkable(draw):
    item = draw(st.sampled_from(CONDITIONS))
    kind = draw(st.sampled_from([AnswerKind.OK, AnswerKind.NOT_APPLICABLE]))
    return Answer(item=item.id, kind=kind, answered_at=AT)


visits = st.lists(deficiencies() | spoken() | unremarkable(), max_size=12)
