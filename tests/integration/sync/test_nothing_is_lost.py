"""FM-06: whatever several tablets do to the same visit, every value they sent can still be read."""

import json
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.sending import interpret, receipt_of, send
from factories.tablets import Sent, Tablet, revision, tablet
from landlord_watch.identity.models import StaffMember
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.models import Parcel, ParcelVariant
from landlord_watch.sync.rules import decode_parcel

#: Which tablet writes, from how many revisions back, how often it is sent, and whether it is
#: then sent once more with other words under the same id.
step = st.tuples(
    st.integers(min_value=0, max_value=2),
    st.integers(min_value=0, max_value=3),
    st.integers(min_value=1, max_value=3),
    st.booleans(),
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(step, min_size=1, max_size=8), arrival=st.randoms(use_true_random=False))
def test_fm_06_every_value_of_every_tablet_is_still_readable(
    session: Session, officer: StaffMember, steps: list[tuple[int, int, int, bool]], arrival: Any
) -> None:
    tablets = [tablet(session, officer, name=f"Platta {n}") for n in range(3)]
    visit_id = new_id()
    sent = [each for one in written(tablets, visit_id, steps) for each in one]
    arrival.shuffle(sent)

    for by, each in sent:
        send(session, by, each)
    interpret(session)

    assert readable(session, visit_id) == {word_of(each.raw) for _, each in sent}
    assert all(receipt_of(session, each).is_conflicting for each in rivals(sent))


def written(
    tablets: list[Tablet], visit_id: UUID, steps: list[tuple[int, int, int, bool]]
) -> list[list[tuple[Tablet, Sent]]]:
    """What the tablets send, each revision as often as its step says."""
    made: list[Sent] = []
    deliveries = []
    for number, (who, back, times, is_changed) in enumerate(steps):
        base = made[-back].revision_id if 0 < back <= len(made) else None
        own = revision(tablets[who], visit_id, {"word": f"ord {number}"}, base=base)
        made.append(own)
        deliveries.append([(tablets[who], own)] * times)
        if is_changed:
            other = revision(
                tablets[who],
                visit_id,
                {"word": f"annat {number}"},
                revision_id=own.revision_id,
                base=base,
            )
            deliveries.append([(tablets[who], other)])
    return deliveries


def word_of(raw: bytes) -> str:
    return str(json.loads(decode_parcel(raw).payload)["word"])


def readable(session: Session, visit_id: UUID) -> set[str]:
    """Every word of a visit that the office can still show."""
    own = select(Parcel.revision_id).where(Parcel.visit_id == visit_id)
    kept = session.scalars(select(Parcel.raw).where(Parcel.visit_id == visit_id)).all()
    beside = session.scalars(
        select(ParcelVariant.raw).where(ParcelVariant.revision_id.in_(own))
    ).all()
    return {word_of(raw) for raw in (*kept, *beside)}


def rivals(sent: list[tuple[Tablet, Sent]]) -> list[Sent]:
    """Those made from the same base as another of another id."""
    by_base: dict[Any, dict[Any, Sent]] = {}
    for _, each in sent:
        header = decode_parcel(each.raw).header
        base = getattr(header, "base_revision_id", None)
        by_base.setdefault(base, {})[each.revision_id] = each
    return [each for group in by_base.values() if len(group) > 1 for each in group.values()]
