"""
A person's own file: what is known of them in one case, and nothing of anybody else.

Only what fell within the person's own time in the household. Of somebody else who is protected
nothing is shown, not even that there is one: who asks may be who they hide from, as the other
guardian of a child that lives with both. What was written in their time goes without visits and
texts; where they live still, nothing of the household is left but the person's own. A case in
which somebody is protected is not told of in another's copy.
Concerns for children, who raised them, and the names of staff are never part of it.
Source: GDPR art. 15 (4); FL 10 §; OSL (2009:400) 10 kap. 3 §, 12 kap., 21 kap. 3 §, 26 kap. 1 §. A.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from landlord_watch.adjustment_periods.models import AdjustmentPeriod
from landlord_watch.adjustment_periods.queries import list_adjustment_periods
from landlord_watch.audit.queries.traces import list_consultations
from landlord_watch.households.models import Arrival, Household, HouseholdMember
from landlord_watch.households.queries import get_household, list_aid_periods, list_all_arrivals
from landlord_watch.infra.clock import LOCAL
from landlord_watch.kernel.errors import NotFound
from landlord_watch.reach.models import Protection
from landlord_watch.reach.queries import find_protection, household_ids_of, sealed_details
from landlord_watch.reach.rules import Details
from landlord_watch.rents.models import Rent, RentAside, RentCheckRecord
from landlord_watch.retention.models import PersonGround
from landlord_watch.retention.queries.own_cases import Reader, list_given_out, own_case
from landlord_watch.retention.queries.own_children import own_best_interests
from landlord_watch.retention.queries.own_measures import list_measures_given_out, own_measures
from landlord_watch.retention.queries.own_moves import own_moves
from landlord_watch.retention.queries.own_payments import own_payments
from landlord_watch.retention.queries.own_visits import own_visits
from landlord_watch.retention.rules import MASK, Mask, Sight, Span
from landlord_watch.retention.shapes import (
    Consulted,
    OwnAdjustment,
    OwnAid,
    OwnArrival,
    OwnAside,
    OwnCheck,
    OwnFile,
    OwnGround,
    OwnMembership,
    OwnRent,
    OwnTenancy,
    Who,
)
from landlord_watch.tenancies.models import Tenancy
from landlord_watch.visits.models import Visit

#: What would tell that somebody is protected, or that somebody has worried, is not in the log.
TELLING = (
    "concern",
    "protection",
    "person.protected",
    "canary",
    "opening",
    "break_glass",
    "parcel",
    "case_time",
)


def read_own_file(
    session: Session, *, household_id: UUID, person_id: UUID, at: datetime
) -> OwnFile:
    """
    What is given to a person about themselves, as of an instant that the log is read until.

    Raises: `NotFound`.
    """
    household = get_household(session, household_id)
    everybody = sorted(household.members, key=lambda each: (each.starts_on, each.id))
    members = [each for each in everybody if each.person_id == person_id]
    if not members:
        raise NotFound
    on = at.astimezone(LOCAL).date()
    who = _who(session, members, on)
    protected = _protected_others(session, household, person_id)
    sight = _sight(session, household, members, who, protected, on)
    is_alone = _is_only_adult(household, members)
    reader = Reader(person_id, sight, is_alone)
    cases = list_given_out(session, household_id, reader)
    measures = list_measures_given_out(session, household_id, reader)
    parts = [*(each.id for each in cases), *(each.id for each in measures)]
    shown = [each for each in household.members if each.person_id not in protected | {person_id}]
    return OwnFile(
        made_at=at,
        case_number=None if sight.is_shared else household.case_number,
        who=who,
        language=None if sight.is_shared else household.language,
        is_interpreter_needed=None if sight.is_shared else household.is_interpreter_needed,
        memberships=tuple(_membership(each) for each in members),
        others=dict(sorted(Counter(each.role.value for each in shown).items())),
        aid=_aid(session, household_id, sight),
        payments=own_payments(session, household_id=household_id, person_id=person_id),
        arrivals=_arrivals(session, household_id, sight),
        best_interests=own_best_interests(session, household_id, reader),
        cases=tuple(own_case(session, each, reader) for each in cases),
        outward_moves=own_moves(session, household_id, reader),
        tenancies=_tenancies(session, household_id, sight),
        visits=own_visits(session, household_id, sight, is_alone=is_alone),
        measures=own_measures(measures, reader),
        grounds=_grounds(session, person_id),
        consultations=None
        if sight.is_shared
        else _consulted(session, household_id, person_id, parts, at),
        other_cases=_other_cases(session, household_id, person_id),
    )


def _who(session: Session, members: Sequence[HouseholdMember], on: date) -> Who:
    """
    By the person's own name, also where it is hidden from others.

    Not in a household they have left: it stays open to its own caseworker, who is not to know.
    """
    person, is_here = members[0].person, any(_is_here(_span(each), on) for each in members)
    name, number = f"{person.given_name} {person.family_name}", person.number
    protection = find_protection(session, person_id=person.id)
    if protection is not None and is_here:
        kept = Details.read(sealed_details(session, protection.id).document)
        name, number = f"{kept.given_name} {kept.family_name}", kept.number
    return Who(name=name, number=number, born_on=person.born_on)


def _protected_others(session: Session, household: Household, person_id: UUID) -> set[UUID]:
    others = {each.person_id for each in household.members} - {person_id}
    found = select(Protection.person_id).where(
        Protection.person_id.in_(others), Protection.ended_at.is_(None)
    )
    return set(session.scalars(found))


def _sight(
    session: Session,
    household: Household,
    members: Sequence[HouseholdMember],
    who: Who,
    protected: set[UUID],
    on: date,
) -> Sight:
    others = [each for each in household.members if each.person_id != members[0].person_id]
    names = [f"{each.person.given_name} {each.person.family_name}" for each in others]
    told = [word for each in protected for word in _words_of(session, each)]
    hidden = [_span(each) for each in others if each.person_id in protected]
    return Sight(
        own=tuple(_span(each) for each in members),
        hidden=tuple(hidden),
        present=tuple(each for each in hidden if _is_here(each, on)),
        mask=Mask.of([*names, *told], own=[who.name], number=who.number),
    )


def _words_of(session: Session, person_id: UUID) -> list[str]:
    """All that is sealed of somebody, so that a text that tells it is masked."""
    protection = find_protection(session, person_id=person_id)
    if protection is None:
        return []
    document = sealed_details(session, protection.id).document
    return [value for key, value in document.items() if value and key != "number_kind"]


def _span(member: HouseholdMember) -> Span:
    return member.starts_on, member.ends_on


def _is_here(span: Span, on: date) -> bool:
    return span[1] is None or span[1] > on


def _membership(member: HouseholdMember) -> OwnMembership:
    return OwnMembership(
        role=member.role.value,
        starts_on=member.starts_on,
        ends_on=member.ends_on,
        share_permille=member.share_permille,
        is_in_school=member.is_in_school,
    )


def _is_only_adult(household: Household, members: Sequence[HouseholdMember]) -> bool:
    adults = {each.person_id for each in household.members if each.role.value == "adult"}
    return adults == {members[0].person_id}


def _aid(session: Session, household_id: UUID, sight: Sight) -> tuple[OwnAid, ...]:
    return tuple(
        OwnAid(
            starts_on=each.starts_on,
            ends_on=each.ends_on,
            granted_ore=each.granted_housing_cost.ore if each.granted_housing_cost else None,
        )
        for each in list_aid_periods(session, household_id)
        if _is_given_out(sight, each.starts_on, each.ends_on)
    )


def _is_given_out(sight: Sight, starts_on: date, ends_on: date | None) -> bool:
    """Whether it is of the person's own time, and tells of nobody's home who is protected."""
    return sight.shows(starts_on, ends_on) and not sight.tells_where(starts_on, ends_on)


def _arrivals(session: Session, household_id: UUID, sight: Sight) -> tuple[OwnArrival, ...]:
    found = list_all_arrivals(session, household_id)
    shown = [each for each in found if _is_given_out(sight, each.arrived_on, None)]
    return tuple(_arrival(each, sight) for each in shown)


def _arrival(arrival: Arrival, sight: Sight) -> OwnArrival:
    is_hidden = sight.hides(arrival.arrived_on, None)

    def masked(words: str) -> str:
        return MASK if is_hidden and words else sight.mask.over(words)

    return OwnArrival(
        from_municipality_code=arrival.from_municipality_code,
        arrived_on=arrival.arrived_on,
        own_wish=arrival.own_wish.value,
        forms=tuple(arrival.forms),
        account=masked(arrival.account),
        arranged_by=arrival.arranged_by.value,
        arranged_words=masked(arrival.arranged_words),
        landlord=masked(arrival.landlord.name if arrival.landlord else ""),
        arranged_parts=arrival.arranged_parts,
        is_withdrawn=arrival.withdrawn_at is not None,
    )


def _tenancies(session: Session, household_id: UUID, sight: Sight) -> tuple[OwnTenancy, ...]:
    rows = session.scalars(
        select(Tenancy)
        .where(Tenancy.household_id == household_id)
        .order_by(Tenancy.starts_on, Tenancy.id)
        .options(joinedload(Tenancy.dwelling), joinedload(Tenancy.landlord))
    ).all()
    shown = [each for each in rows if _is_given_out(sight, each.starts_on, each.ends_on)]
    ids = [each.id for each in shown]
    rents = session.scalars(
        select(Rent).where(Rent.tenancy_id.in_(ids)).order_by(Rent.starts_on, Rent.id)
    ).all()
    checks = session.scalars(
        select(RentCheckRecord)
        .where(RentCheckRecord.tenancy_id.in_(ids))
        .order_by(RentCheckRecord.recorded_at, RentCheckRecord.id)
    ).all()
    asides = session.scalars(
        select(RentAside)
        .where(RentAside.tenancy_id.in_(ids))
        .order_by(RentAside.starts_on, RentAside.id)
    ).all()
    adjustments = list_adjustment_periods(session, ids)
    return tuple(
        _tenancy(each, rents, checks, asides, _adjustments(each.id, adjustments, sight))
        for each in shown
    )


def _tenancy(
    tenancy: Tenancy,
    rents: Iterable[Rent],
    checks: Iterable[RentCheckRecord],
    asides: Iterable[RentAside],
    adjustments: tuple[OwnAdjustment, ...],
) -> OwnTenancy:
    home = tenancy.dwelling
    address = f"{home.street_address} {home.dwelling_number}".strip()
    return OwnTenancy(
        home=f"{address}, {home.postal_code} {home.postal_town}",
        landlord=tenancy.landlord.name,
        contract_kind=tenancy.contract_kind.value,
        starts_on=tenancy.starts_on,
        ends_on=tenancy.ends_on,
        rents=tuple(
            OwnRent(
                starts_on=each.starts_on,
                monthly_rent_ore=each.monthly_rent.ore,
                lodger_pays_ore=None if each.lodger_pays is None else each.lodger_pays.ore,
                basis=each.basis.value,
                is_withdrawn=each.withdrawn_at is not None,
            )
            for each in rents
            if each.tenancy_id == tenancy.id
        ),
        asides=tuple(
            OwnAside(
                kind=each.kind.value,
                starts_on=each.starts_on,
                amount_ore=None if each.amount is None else each.amount.ore,
                is_withdrawn=each.withdrawn_at is not None,
            )
            for each in asides
            if each.tenancy_id == tenancy.id
        ),
        checks=tuple(
            OwnCheck(checked_on=each.checked_on, verdict=each.verdict.value)
            for each in checks
            if each.tenancy_id == tenancy.id
        ),
        adjustments=adjustments,
    )


def _adjustments(
    tenancy_id: UUID, periods: Iterable[AdjustmentPeriod], sight: Sight
) -> tuple[OwnAdjustment, ...]:
    return tuple(
        OwnAdjustment(
            starts_on=each.starts_on,
            last_on=each.last_on,
            decided_on=each.decided_on,
            monthly_amount_ore=each.monthly_amount.ore,
            told=sight.mask.over(each.told),
            outcome="" if each.outcome is None else each.outcome.value,
            is_withdrawn=each.withdrawn_at is not None,
        )
        for each in periods
        if each.tenancy_id == tenancy_id
    )


def _grounds(session: Session, person_id: UUID) -> tuple[OwnGround, ...]:
    rows = session.scalars(
        select(PersonGround)
        .where(PersonGround.person_id == person_id, PersonGround.withdrawn_at.is_(None))
        .order_by(PersonGround.decided_on, PersonGround.id)
    )
    return tuple(OwnGround(ground=row.ground.value, decided_on=row.decided_on) for row in rows)


def _consulted(
    session: Session, household_id: UUID, person_id: UUID, part_ids: Iterable[UUID], at: datetime
) -> tuple[Consulted, ...]:
    """
    The days that the file was read or written in, and for what; by whom is not said.

    What was done with the person by name may be of another case; where that is hidden, it is too.
    """
    tenancies = session.scalars(select(Tenancy.id).where(Tenancy.household_id == household_id))
    visits = session.scalars(select(Visit.id).where(Visit.household_id == household_id))
    by_name = set() if _hidden_cases(session, household_id, person_id) else {person_id}
    subjects = {household_id, *tenancies, *visits, *part_ids} | by_name
    seen = Counter(
        (each.at.astimezone(LOCAL).date(), each.action)
        for each in list_consultations(session, subject_ids=subjects, until=at)
        if not each.action.startswith(TELLING)
    )
    return tuple(
        Consulted(on=on, action=action, times=times) for (on, action), times in sorted(seen.items())
    )


def _other_cases(session: Session, household_id: UUID, person_id: UUID) -> int:
    others = {*household_ids_of(session, person_id)} - {household_id}
    return len(others - _hidden_cases(session, household_id, person_id))


def _hidden_cases(session: Session, household_id: UUID, person_id: UUID) -> set[UUID]:
    """The person's other cases in which somebody else is protected."""
    own = select(HouseholdMember.household_id).where(HouseholdMember.person_id == person_id)
    found = (
        select(HouseholdMember.household_id)
        .join(Protection, Protection.person_id == HouseholdMember.person_id)
        .where(
            HouseholdMember.household_id.in_(own),
            HouseholdMember.household_id != household_id,
            HouseholdMember.person_id != person_id,
            Protection.ended_at.is_(None),
        )
    )
    return set(session.scalars(found))
