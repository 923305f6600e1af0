"""Keeping norms: those that are published, and the municipality's own."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.kernel.ids import new_id
from landlord_watch.kernel.municipalities import Municipality
from landlord_watch.kernel.period import Period
from landlord_watch.rents import queries
from landlord_watch.rents.errors import (
    NormDaysBackward,
    NormNotWhole,
    NormSetDiffers,
    OwnNormsOverlap,
)
from landlord_watch.rents.models import NormKind, NormSet
from landlord_watch.rents.rules import norms as rules
from landlord_watch.rents.rules.norm_check import Apart, check_fineness, check_norm_set
from landlord_watch.rents.rules.published_norms import published_norms, read_norm_csv


@dataclass(frozen=True, slots=True)
class Adoption:
    """
    That a municipality checks rents against a norm from a day on.

    `ends_on` is the first day it no longer does; None: until the next one. What was
    decided, by whom and when, stands in `decision_reference`. `apart` are households that
    the decision names no amount for.
    """

    starts_on: date
    ends_on: date | None
    decision_reference: str
    apart: tuple[Apart, ...] = ()


def import_published_norms(
    session: Session, *, actor_id: UUID | None, at: datetime
) -> list[NormSet]:
    """
    Keep the published tables that come with the program; gives those that were not here.

    Once more is nothing. They are sample data: a municipality adopts its own.
    """
    stored = {norm_set.id for norm_set in queries.list_norm_sets(session)}
    missing = [norm_set for norm_set in published_norms() if norm_set.id not in stored]
    return _keep(session, missing, actor_id, at)


def import_norm_csv(
    session: Session, *, text: str, actor_id: UUID | None, at: datetime
) -> list[NormSet]:
    """
    Keep the norms of a file; gives those that were not here.

    The same file once more is nothing; what is stored is never edited.

    Raises: `NormFileRefused`, `NormTooFine`, `NormSetDiffers`.
    """
    missing: list[rules.NormSet] = []
    for norm_set in read_norm_csv(text):
        check_fineness(norm_set.rows)
        stored = queries.find_norm_set(session, norm_set.id)
        if stored is None:
            missing.append(norm_set)
        elif queries.as_rule_set(stored).rows != norm_set.rows:
            raise NormSetDiffers(name=norm_set.name)
    return _keep(session, missing, actor_id, at)


def _keep(
    session: Session, norm_sets: Iterable[rules.NormSet], actor_id: UUID | None, at: datetime
) -> list[NormSet]:
    kept = [queries.as_stored_norm(norm_set, at) for norm_set in norm_sets]
    session.add_all(kept)
    session.flush()  # the rows are to be found by queries, and the trail needs the sets
    audit.record_many(
        session,
        actor_id=actor_id,
        action="norm_set.imported",
        subject_ids=[norm_set.id for norm_set in kept],
        at=at,
    )
    return kept


def adopt_as_own(
    session: Session,
    *,
    norm_set_id: UUID,
    adoption: Adoption,
    municipality: Municipality,
    actor_id: UUID | None,
    at: datetime,
) -> NormSet:
    """
    Check rents against a norm from a day on, as the municipality's own.

    A copy with the municipality's days and decision is made, so that the published norm
    stays as it was published. An own norm without an end ends where this one begins.

    Raises: `NotFound`, `NormDaysBackward`, `NormNotWhole`, `OwnNormsOverlap`.
    """
    if adoption.ends_on is not None and adoption.ends_on <= adoption.starts_on:
        raise NormDaysBackward
    published = queries.as_rule_set(queries.get_norm_set(session, norm_set_id))
    if not check_norm_set(published, adoption.apart).is_whole:
        raise NormNotWhole
    make_room(session, starts_on=adoption.starts_on, ends_on=adoption.ends_on)
    own = queries.as_stored_norm(_adopted(published, adoption, municipality), at)
    own.is_own = True
    own.apart = [asdict(one) for one in adoption.apart]
    session.add(own)
    session.flush()  # the trail below needs own.id
    audit.record(session, actor_id=actor_id, action="norm_set.adopted", subject_id=own.id, at=at)
    return own


def _adopted(
    published: rules.NormSet, adoption: Adoption, municipality: Municipality
) -> rules.NormSet:
    is_decided = bool(adoption.decision_reference)
    return replace(
        published,
        id=new_id(),
        municipality_code=municipality.code,
        publisher=municipality.name,
        name=f"{municipality.name} {adoption.starts_on.isoformat()}",
        kind=NormKind.MUNICIPAL_DECISION if is_decided else published.kind,
        starts_on=adoption.starts_on,
        is_start_assumed=False,
        ends_on=adoption.ends_on,
        decision_reference=adoption.decision_reference,
        source=f"{published.name}: {published.source}"[:400],
    )


def make_room(
    session: Session,
    *,
    starts_on: date,
    ends_on: date | None,
    replacing_id: UUID | None = None,
) -> NormSet | None:
    """
    End the own norm that has no end where a new one begins, and take out of use the one it
    replaces, which is given; any other overlap is refused.

    Raises: `OwnNormsOverlap`.
    """
    wanted = Period(starts_on, ends_on)
    replaced: NormSet | None = None
    for own in queries.list_own_norm_sets(session):
        if own.id == replacing_id:
            replaced = own
            replaced.is_own = False
        elif own.starts_on is None:
            raise OwnNormsOverlap(name=own.name, starts_on=None)
        elif wanted.overlaps(Period(own.starts_on, own.ends_on)):
            if own.ends_on is not None or own.starts_on >= starts_on:
                raise OwnNormsOverlap(name=own.name, starts_on=own.starts_on)
            own.ends_on = starts_on
    return replaced


def stop_using(
    session: Session, *, norm_set_id: UUID, actor_id: UUID | None, at: datetime
) -> NormSet:
    """
    Let a norm no longer be the municipality's own; checks made by it stay as they are.

    Raises: `NotFound`.
    """
    norm_set = queries.get_norm_set(session, norm_set_id)
    if norm_set.is_own:
        norm_set.is_own = False
        audit.record(
            session, actor_id=actor_id, action="norm_set.disowned", subject_id=norm_set.id, at=at
        )
    return norm_set
