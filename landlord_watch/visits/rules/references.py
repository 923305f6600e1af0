"""Whether everything a checklist names is there: rules, actions, zones, groups, fields, figures."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import chain

from landlord_watch.visits.rules.assessment import ChildRule, HomeRule
from landlord_watch.visits.rules.document import Checklist, Item, ItemType, Threshold, When
from landlord_watch.visits.rules.parts import Certainty
from landlord_watch.visits.shapes import ChildOutcome, Context, HomeOutcome, Level


def faults_of(checklist: Checklist) -> tuple[str, ...]:
    """Every fault of a checklist that its shape alone does not show; empty if there is none."""
    return tuple(
        chain(
            _said_twice(checklist),
            _faults_of_head(checklist),
            _faults_of_actions(checklist),
            _faults_of_assessment(checklist),
            *(_faults_of_item(checklist, item) for item in _items(checklist)),
        )
    )


def _items(checklist: Checklist) -> list[Item]:
    return [item for section in checklist.sections for item in section.items]


def _twice(what: str, ids: Iterable[str]) -> Iterator[str]:
    for found, count in Counter(ids).items():
        if count > 1:
            yield f"{what} {found} is there twice"


def _unknown(where: str, names: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    for name in sorted(set(names) - set(known)):
        yield f"{where}: {name} is not in the checklist"


def _said_twice(checklist: Checklist) -> Iterator[str]:
    yield from _twice("section", (section.id for section in checklist.sections))
    yield from _twice("item", (item.id for item in _items(checklist)))
    yield from _twice("zone", (zone.id for zone in checklist.walk_zones))
    yield from _twice("age group", (group.id for group in checklist.age_groups))
    yield from _twice("context field", (field.id for field in checklist.context_fields))
    yield from _twice("reason", (reason.id for reason in checklist.not_inspected_reasons))
    yield from _twice("severity", (severity.id for severity in checklist.severities))


def _faults_of_head(checklist: Checklist) -> Iterator[str]:
    fields = {field.id for field in checklist.context_fields}
    yield from _unknown("context_fields", fields, Context.model_fields)
    if [severity.id for severity in checklist.severities] != list(Level):
        yield "severities: not every level, the mildest first"
    if [severity.rank for severity in checklist.severities] != [1, 2, 3, 4]:
        yield "severities: ranks do not run from 1 to 4"
    for group in checklist.age_groups:
        if group.from_months > group.to_months:
            yield f"age group {group.id}: ends before it begins"
    protocol = checklist.visit_protocol
    steps = (*protocol.before, *protocol.during, *protocol.stop_and_leave, *protocol.after)
    for step in steps:
        yield from _unknown("visit_protocol", step.rules, checklist.rules)
        yield from _unknown("visit_protocol", step.actions, checklist.actions)


def _faults_of_actions(checklist: Checklist) -> Iterator[str]:
    for name, action in checklist.actions.items():
        yield from _unknown(name, action.rules, checklist.rules)
        yield from _unknown(name, _given(action.needs), checklist.permissions)
        yield from _faults_of_when(checklist, name, action.when or {})


def _faults_of_assessment(checklist: Checklist) -> Iterator[str]:
    rules = checklist.assessment
    yield from _faults_of_ways("assessment.home", rules.home, HomeOutcome)
    yield from _faults_of_ways("assessment.child", rules.child, ChildOutcome)
    if {*rules.proposals} != {*HomeOutcome, *ChildOutcome}:
        yield "assessment.proposals: not exactly the outcomes"
    yield from _unknown("assessment.proposals", chain(*rules.proposals.values()), checklist.actions)
    for link in rules.policy_link:
        yield from _unknown("assessment.policy_link", link.rules, checklist.rules)
    for example in rules.examples:
        yield from _unknown(
            f"example {example.name!r}",
            (answer.item for answer in example.answers),
            (item.id for item in _items(checklist)),
        )


def _faults_of_ways(
    where: str, ways: Sequence[HomeRule | ChildRule], outcomes: type[StrEnum]
) -> Iterator[str]:
    if [rule.id for rule in ways] != list(reversed(outcomes)):
        yield f"{where}: not every outcome, the worst first"
    elif [rule.id for rule in ways if not rule.any] != [ways[-1].id]:
        yield f"{where}: {ways[-1].id}, and it alone, is reached by no criterion"


def _faults_of_item(checklist: Checklist, item: Item) -> Iterator[str]:
    yield from _unknown(item.id, [item.walk], (zone.id for zone in checklist.walk_zones))
    yield from _unknown(item.id, item.rules, checklist.rules)
    yield from _unknown(item.id, chain(*item.actions.values()), checklist.actions)
    yield from _unknown(item.id, item.actions, (*item.levels, *(flag.id for flag in item.flags)))
    yield from _unknown(item.id, _given(item.needs), checklist.permissions)
    yield from _unknown(item.id, _given(item.resp), checklist.responsible_parties)
    yield from _twice(f"{item.id} option", (option.id for option in item.options))
    yield from _faults_of_type(item)
    yield from _faults_of_applies(checklist, item)
    yield from _faults_of_measure(checklist, item)


def _faults_of_type(item: Item) -> Iterator[str]:
    holds_condition = item.type not in {ItemType.RECORD, ItemType.VOICE}
    if bool(item.levels) is not holds_condition:
        yield f"{item.id}: levels belong to what can be deficient, and to nothing else"
    if bool(item.options) is not (item.type is ItemType.RECORD):
        yield f"{item.id}: options belong to records, and to nothing else"
    if bool(item.answer) is not (item.type is ItemType.VOICE):
        yield f"{item.id}: words belong to voices, and to nothing else"
    if bool(item.measure) is not (item.type in {ItemType.MEASUREMENT, ItemType.COUNT}):
        yield f"{item.id}: a measure belongs to measurements and counts, and to nothing else"


def _faults_of_applies(checklist: Checklist, item: Item) -> Iterator[str]:
    if item.applies is None:
        return
    yield from _unknown(item.id, item.applies.ages, (group.id for group in checklist.age_groups))
    yield from _faults_of_when(checklist, item.id, item.applies.when)
    if item.applies.ages and not item.applies.children:
        yield f"{item.id}: ages are stated, and no children"


def _faults_of_when(checklist: Checklist, where: str, when: When) -> Iterator[str]:
    fields = {field.id: field for field in checklist.context_fields}
    yield from _unknown(where, when, fields)
    for name, wanted in when.items():
        if isinstance(wanted, tuple) and name in fields:
            yield from _unknown(f"{where}.{name}", wanted, fields[name].options)


def _faults_of_measure(checklist: Checklist, item: Item) -> Iterator[str]:
    if item.measure is None:
        return
    fields = {field.id for field in checklist.context_fields if field.type == "integer"}
    if item.measure.range[0] > item.measure.range[1]:
        yield f"{item.id}: the range ends before it begins"
    yield from _unknown(item.id, item.measure.computed_from or (), fields)
    for threshold in item.measure.thresholds:
        yield from _unknown(item.id, [threshold.suggests], item.levels)
        yield from _unknown(item.id, _given(threshold.value_from), fields)
        yield from _faults_of_threshold(checklist, item, threshold)


def _faults_of_threshold(checklist: Checklist, item: Item, threshold: Threshold) -> Iterator[str]:
    rule, _, name = threshold.ref.partition(".")
    source = checklist.rules.get(rule)
    figure = source.figures.get(name) if source else None
    if figure is None:
        yield f"{item.id}: figure {threshold.ref} is not in the checklist"
    elif figure.certainty is Certainty.UNCONFIRMED:
        yield f"{item.id}: figure {threshold.ref} is not confirmed, and decides nothing"
    elif figure.value != (threshold.value if threshold.value_from is None else threshold.times):
        yield f"{item.id}: figure {threshold.ref} is {figure.value}, the threshold is not"
    if (threshold.value is None) is (threshold.value_from is None):
        yield f"{item.id}: a threshold has a value or takes it from a field"


def _given(name: str | None) -> tuple[str, ...]:
    return () if name is None else (name,)
