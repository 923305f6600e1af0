"""
What is lost, and which consent becomes wider, when two versions of a visit are held together.

Pairs of versions by chance, most with a common base; a person who chooses by chance, and only
where nothing is proposed. Planted first: that the version called the second one counts wherever
both changed the same, and that the last word of an adult is not looked for.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from factories.visits import MADE_AT, answer, consent, deficiency, moment, visit_content
from figures.figure import Figure, must_be_short
from landlord_watch.visits.rules import merge_consents, merging, scope_of
from landlord_watch.visits.rules.merge_parts import Part, PartKind, Take, part_of, take_apart
from landlord_watch.visits.shapes import Answer, Consent, Purpose, VisitContent

PAIRS, PAIRS_AT_MOST = 300, 5_000
VISIT, MERGED, ADULT = UUID(int=1), UUID(int=2), UUID(int=3)
ITEMS = ("ENT-01", "ENT-02", "KIT-01", "WAT-05", "FIR-01", "CLI-04")
OTHERS = ("rooms", "photos", "tell_landlord")
WITHOUT_BASE = 0.3


@dataclass(frozen=True)
class Pair:
    """Two versions of a visit, and what both were made from; None: nothing."""

    one: VisitContent
    other: VisitContent
    base: VisitContent | None


def figures() -> Iterator[Figure]:
    """A few hundred pairs, after the planted faults."""
    yield from merged(PAIRS)


def all_figures() -> Iterator[Figure]:
    """Many more."""
    yield from merged(PAIRS_AT_MOST)


def merged(count: int) -> Iterator[Figure]:
    pairs = [_pair(Random(seed)) for seed in range(count)]  # noqa: S311 -- not a secret
    with _second_one_counts():
        must_be_short(_dropped(pairs[:PAIRS]))
    yield _dropped(pairs)
    with _no_last_word():
        must_be_short(_widened(pairs[:PAIRS]))
    yield _widened(pairs)


@contextmanager
def _second_one_counts() -> Iterator[None]:
    """The planted fault: what the first wrote goes without a word."""

    def in_silence(kind: PartKind, name: str, values: tuple[object, object, object]) -> Part:
        part = part_of(kind, name, values)
        one, other, base = values
        return Part(kind, name, base, one, other, part.standing, joined=other or one)

    rightly, merging.part_of = merging.part_of, in_silence
    try:
        yield
    finally:
        merging.part_of = rightly


@contextmanager
def _no_last_word() -> Iterator[None]:
    """The planted fault: whatever either version says may be taken."""
    rightly = merge_consents.last_words
    merge_consents.last_words = lambda one, other: (one, other)
    try:
        yield
    finally:
        merge_consents.last_words = rightly


def _pair(chance: Random) -> Pair:
    base = _version(chance, {}, None)
    answers = {each.item: each for each in base.answers}
    one, other = (_version(chance, answers, base) for _ in range(2))
    return Pair(one, other, None if chance.random() < WITHOUT_BASE else base)


def _version(chance: Random, before: dict[str, Answer], base: VisitContent | None) -> VisitContent:
    """What a tablet made of what was there: some items answered anew, now and then a consent."""
    answers = {item: each.model_dump(mode="json") for item, each in before.items()}
    for item in chance.sample(ITEMS, chance.randint(0, 3)):
        at = (MADE_AT + timedelta(minutes=chance.randint(0, 30))).isoformat()
        level = chance.choice(["minor", "moderate", "serious"])
        made = [answer(item, answered_at=at), {**deficiency(item, level), "answered_at": at}]
        answers[item] = chance.choice(made)
    is_kept = base is not None and chance.random() < 1 / 3
    said = [each.model_dump(mode="json") for each in base.consents] if base and is_kept else None
    return visit_content(VISIT, answers=list(answers.values()), consents=said or [_consent(chance)])


def _consent(chance: Random) -> dict[str, Any]:
    purposes = ["visit", *chance.sample(OTHERS, chance.randint(0, len(OTHERS)))]
    given = MADE_AT + timedelta(minutes=chance.randint(0, 20))
    later = moment(given + timedelta(minutes=chance.randint(1, 20)))
    ways: list[dict[str, Any]] = [
        {"purposes": purposes},
        {"purposes": purposes, "withdrawn": later, "withdrawn_purposes": purposes[1:][:1]},
        {"purposes": [], "decision": "declined"},
    ]
    return consent(**{"id": str(ADULT), "given": moment(given), **chance.choice(ways)})


def _held_together(pair: Pair, chance: Random) -> tuple[VisitContent, set[str]]:
    """What comes of a pair, and the parts a person chose."""
    plan = merging.plan_merge(pair.one, pair.other, base=pair.base)
    chosen = {part.key: chance.choice(part.takes) for part in plan.parts if part.needs_choice}
    content = merging.merged_content(plan, choices=chosen, revision_id=MERGED, reason="Figur")
    return content, set(chosen)


def _dropped(pairs: list[Pair]) -> Figure:
    """Answers that one version changed, nobody chose away, and the result does not have."""
    lost = 0
    for number, pair in enumerate(pairs):
        result, chosen = _held_together(pair, Random(number))  # noqa: S311 -- not a secret
        before = take_apart(pair.base) if pair.base else {}
        kept = take_apart(result)
        for side in (pair.one, pair.other):
            for (kind, name), value in take_apart(side).items():
                is_news = value != before.get((kind, name)) and isinstance(value, Answer)
                if is_news and f"{kind.value}:{name}" not in chosen:
                    lost += not _says_the_same(value, kept.get((kind, name)))
    note = "values changed by one version, chosen away by nobody, and not in what came of it"
    return Figure("sync.merge_dropped", lost, f"of {len(pairs)} merges", 0, note, is_ceiling=True)


def _says_the_same(one: object, other: object) -> bool:
    """Whether two answers say the same, at whichever instant."""
    if not isinstance(one, Answer) or not isinstance(other, Answer):
        return False
    return one.model_copy(update={"answered_at": other.answered_at}) == other


def _widened(pairs: list[Pair]) -> Figure:
    """Consents that after a merge allow more than the adult gave last, whatever is chosen."""
    wider = 0
    for pair in pairs:
        plan = merging.plan_merge(pair.one, pair.other, base=pair.base)
        allowed = _given_last(pair.one.consents[0], pair.other.consents[0])
        for part in plan.parts:
            if part.kind is PartKind.CONSENT:
                wider += sum(_is_wider(part, take, allowed) for take in part.takes or (None,))
    note = "choices that a person can make of a consent and that allow more than was said last"
    return Figure(
        "sync.merge_consents_widened", wider, f"of {len(pairs)} merges", 0, note, is_ceiling=True
    )


def _is_wider(part: Part, take: Take | None, allowed: frozenset[Purpose]) -> bool:
    taken = part.taken(take)
    return isinstance(taken, Consent) and not scope_of([taken]).purposes <= allowed


def _given_last(one: Consent, other: Consent) -> frozenset[Purpose]:
    """What an adult gave last, by what was said in order; all of it where it was at once."""
    latest = max(one.given.device_at, other.given.device_at)
    grants = [each for each in (one, other) if each.given.device_at == latest]
    allowed = frozenset(purpose for grant in grants for purpose in grant.purposes)
    for each in (one, other):
        is_since = each.withdrawn is not None and each.withdrawn.device_at >= latest
        if is_since or (len(grants) == 1 and each is grants[0]):
            allowed -= frozenset(each.withdrawn_purposes)
    return allowed
