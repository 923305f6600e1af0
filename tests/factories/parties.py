"""Small parties for the rules of what belongs together: a number, a name and a few marks."""

from datetime import date
from uuid import UUID

from landlord_watch.landlords.rules.network.facts import Found, LinkParameters, Mark, MarkKind
from landlord_watch.landlords.rules.network.facts import PartyFacts as Facts
from landlord_watch.landlords.rules.network.judgements import Judgement, Verdict, known_as
from landlord_watch.landlords.rules.network.register import Register, pair_of

ON = date(2026, 3, 12)
PARAMETERS = LinkParameters(starts_on=date(2026, 1, 1), decided="KS 2026-01-12 § 4")
JUDGE = UUID(int=99)


def party(number: int, name: str = "", *, is_person=False, is_agent=False, **marks: str) -> Facts:
    """A party with this id; marks by kind: `phone="1"`."""
    known = tuple(mark(MarkKind(kind), value) for kind, value in marks.items())
    return Facts(
        UUID(int=number), name or f"Bolag {chr(64 + number) * 4}", known, is_person, is_agent
    )


def mark(kind: MarkKind, value: str, *, told_by: UUID | None = None, gone_on=None) -> Mark:
    """A mark read in a contract a week ago."""
    return Mark(kind, value, "Hyresavtal", date(2026, 3, 5), gone_on, told_by)


def register(*parties: Facts, on: date = ON, parameters: LinkParameters = PARAMETERS) -> Register:
    """A register of these."""
    filled = Register(parameters=parameters, on=on)
    filled.fill(parties)
    return filled


def found(*parties: Facts, parameters: LinkParameters = PARAMETERS) -> Found | None:
    """What the first two of these may be to each other."""
    one, other, *_ = parties
    pair = pair_of(one.party_id, other.party_id)
    return register(*parties, parameters=parameters).find(pair)


def judged(
    one: Facts,
    other: Facts,
    verdict: Verdict = Verdict.NEGATIVE,
    *,
    on: date = ON,
    grounds: frozenset[str] = frozenset(),
) -> Judgement:
    """What somebody held of two."""
    return Judgement(known_as(one), known_as(other), verdict, "Olika ägare", JUDGE, on, grounds)
