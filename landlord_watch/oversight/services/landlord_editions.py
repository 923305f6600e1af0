"""
Making editions of landlords, and taking them back.

An edition is made once from the register as it is, and kept with what it was made from. It is never
changed: one that turns out to be wrong is taken back with a reason, and may then be made anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.kernel.errors import NotFound
from landlord_watch.oversight.errors import (
    EditionWithdrawnAlready,
    GroupsContradict,
    ReasonMissing,
)
from landlord_watch.oversight.models import EditionWithdrawal, LandlordEdition
from landlord_watch.oversight.queries.edition_facts import Window, read_inputs
from landlord_watch.oversight.queries.edition_facts.change import EditionBefore
from landlord_watch.oversight.queries.edition_parameters import norm_version, parameters_on
from landlord_watch.oversight.queries.landlord_editions import EditionKept, list_editions
from landlord_watch.oversight.queries.replaying import earlier_in
from landlord_watch.oversight.rules.edition_basis import parameters_in, parameters_kept
from landlord_watch.oversight.rules.edition_calendar import (
    Earlier,
    check_quarter,
    check_unmade,
    latest_period,
    period_ending,
    year_of,
)
from landlord_watch.oversight.rules.edition_inputs import EditionInputs
from landlord_watch.oversight.rules.edition_making import (
    DEFINITIONS,
    reviewed_people,
    told_edition,
)
from landlord_watch.oversight.rules.frozen import Basis, FrozenEdition
from landlord_watch.oversight.rules.groups import StandingGroups
from landlord_watch.oversight.rules.parameters import Parameters
from landlord_watch.oversight.services.standing_groups import standing_groups


@dataclass(frozen=True, slots=True)
class EditionAsked:
    """
    Which edition is wanted; `ends_on` None: of the quarter that was finished last.

    `newest_import_on`: when a list was last taken in, as who asks knows; None: never.
    """

    ends_on: date | None = None
    newest_import_on: date | None = None


def make_landlord_edition(
    session: Session, *, asked: EditionAsked, today: date, actor_id: UUID, at: datetime
) -> LandlordEdition:
    """
    Make the edition of the twelve months before a day.

    Raises: `EditionNotQuarter`, `EditionMadeAlready`, `GroupsContradict`.
    """
    ends_on = asked.ends_on or latest_period(today)[1]
    check_quarter(ends_on, today=today)
    kept = sorted(list_editions(session), key=lambda each: (each.recorded_at, each.id))
    earlier = [Earlier(each.told, each.stands) for each in kept]
    check_unmade(ends_on, earlier)
    standing = standing_groups(
        session, bound_to=_bound_to(ends_on, kept), today=today, actor_id=actor_id, at=at
    )
    groups = _groups(session, standing, ends_on, kept)
    by = parameters_on(session, on=ends_on)
    inputs = read_inputs(
        session,
        window=_window(ends_on, by),
        groups=groups,
        by=by,
        before=_before(ends_on, kept, by),
        newest_import_on=asked.newest_import_on,
    )
    told = told_edition(inputs, ends_on=ends_on, by=by, earlier=earlier)
    basis = _basis(session, ends_on, inputs, groups, by, kept)
    document = told.model_dump(mode="json")
    edition = _kept(inputs, FrozenEdition(basis, document, today, actor_id), at)
    session.add(edition)
    session.flush()  # the trail below needs its id
    action = "landlord_edition.made"
    audit.record(session, actor_id=actor_id, action=action, subject_id=edition.id, at=at)
    return edition


def withdraw_edition(
    session: Session, *, edition_id: UUID, reason: str, today: date, actor_id: UUID, at: datetime
) -> EditionWithdrawal:
    """
    Take an edition back; it stays as it was, with the reason beside it.

    Raises: `NotFound`, `ReasonMissing`, `EditionWithdrawnAlready`.
    """
    # held until the end, so that a second click sees what the first one did
    found = session.scalar(
        select(LandlordEdition.id).where(LandlordEdition.id == edition_id).with_for_update()
    )
    if found is None:
        raise NotFound(edition_id=edition_id)
    if not reason.strip():
        raise ReasonMissing
    earlier = session.scalar(
        select(EditionWithdrawal).where(EditionWithdrawal.edition_id == edition_id)
    )
    if earlier is not None:
        raise EditionWithdrawnAlready(withdrawn_on=earlier.withdrawn_on)
    taken_back = EditionWithdrawal(
        edition_id=edition_id,
        reason=reason.strip(),
        withdrawn_on=today,
        withdrawn_by_id=actor_id,
        recorded_at=at,
    )
    session.add(taken_back)
    action = "landlord_edition.withdrawn"
    audit.record(session, actor_id=actor_id, action=action, subject_id=edition_id, at=at)
    return taken_back


def _window(ends_on: date, by: Parameters) -> Window:
    return Window(
        *period_ending(ends_on),
        months_before=by["origin_months"],
        months_after=by["aid_months"],
    )


def _before(ends_on: date, kept: Sequence[EditionKept], by: Parameters) -> EditionBefore | None:
    """The edition that a change is told since: the newest that stands of an earlier period."""
    before = [each for each in kept if each.stands and each.told.ends_on < ends_on]
    newest = max(before, key=lambda each: each.told.ends_on, default=None)
    if newest is None:
        return None
    return EditionBefore(_window(newest.told.ends_on, by), newest.recorded_at)


def _bound_to(ends_on: date, kept: Sequence[EditionKept]) -> str | None:
    """The version of the links of the year's first edition; None: it is this one."""
    of_year = [each for each in kept if year_of(each.told.ends_on) == year_of(ends_on)]
    return str(of_year[0].basis["link_version"]) if of_year else None


def _groups(
    session: Session, groups: StandingGroups, ends_on: date, kept: Sequence[EditionKept]
) -> StandingGroups:
    """The links as they stand; named are only those the edition before says to look into."""
    if groups.has_contradictions:
        raise GroupsContradict
    if not groups.named:
        return groups
    reviewed = _reviewed(session, ends_on, kept)
    return replace(groups, named=frozenset(e for e in groups.named if str(e) in reviewed))


def _reviewed(session: Session, ends_on: date, kept: Sequence[EditionKept]) -> set[str]:
    before = [each for each in kept if each.stands and each.told.ends_on < ends_on]
    newest = max(before, key=lambda each: each.told.ends_on, default=None)
    row = None if newest is None else session.get(LandlordEdition, newest.id)
    if row is None:
        return set()
    return reviewed_people(
        EditionInputs.model_validate(row.inputs),
        ends_on=row.ends_on,
        by=parameters_in(row.basis["parameters"]),
        earlier=earlier_in(row.basis, {each.digest: each.told for each in kept}),
    )


def _basis(
    session: Session,
    ends_on: date,
    inputs: EditionInputs,
    groups: StandingGroups,
    by: Parameters,
    kept: Sequence[EditionKept],
) -> Basis:
    return Basis(
        *period_ending(ends_on),
        definitions=DEFINITIONS,
        inputs=inputs.digests(),
        norm_version=norm_version(session),
        link_version=groups.version,
        parameters=parameters_kept(by),
        earlier=[{"digest": each.digest, "stands": each.stands} for each in kept],
    )


def _kept(inputs: EditionInputs, frozen: FrozenEdition, at: datetime) -> LandlordEdition:
    return LandlordEdition(
        starts_on=frozen.basis.starts_on,
        ends_on=frozen.basis.ends_on,
        basis=frozen.basis.as_document(),
        document=dict(frozen.document),
        inputs=inputs.as_document(),
        digest=frozen.digest,
        seal=frozen.seal,
        made_on=frozen.made_on,
        made_by_id=frozen.made_by_id,
        recorded_at=at,
    )
