"""
What another norm would do to all tenancies that run, in counts in which nobody can be told.

Households with somebody protected are not counted at all. There is no total, so that no hidden
count can be worked out from it; who may change the draft between two counts may open the cases.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import not_
from sqlalchemy.orm import Session

from landlord_watch.oversight.rules import Shown, shown_count
from landlord_watch.reach.queries import is_protected
from landlord_watch.rents.queries import running_tenancies
from landlord_watch.rents.rules.norm_change import Move, move_between
from landlord_watch.rents.rules.norms import NormSet


@dataclass(frozen=True, slots=True)
class WhatIf:
    """How many tenancies a norm would move over or under, as it may be shown."""

    on: date
    moves: Mapping[Move, Shown]


def what_if(session: Session, *, before: NormSet, after: NormSet, on: date) -> WhatIf:
    """Two norms held against every tenancy that runs on a day; three queries a thousand of them."""
    counts = dict.fromkeys(Move, 0)
    running = running_tenancies(session, on=on, among=lambda id_: not_(is_protected(id_, on)))
    for let in running:
        move = move_between(before, after, rent=let.rent, household=let.household, on=on)
        counts[move] += 1
    return WhatIf(on, {move: shown_count(count) for move, count in counts.items()})
