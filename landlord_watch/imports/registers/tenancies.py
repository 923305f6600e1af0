"""Lists of who rents which home, against the contracts of households within reach."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.dwellings import many as dwellings
from landlord_watch.dwellings.many import KnownDwelling
from landlord_watch.households import many as households
from landlord_watch.households.many import Belonging
from landlord_watch.imports.rules.cells import Problem
from landlord_watch.imports.rules.kind import Setting
from landlord_watch.imports.rules.kinds.places import place_key
from landlord_watch.imports.rules.kinds.tenancies import TENANCIES
from landlord_watch.imports.rules.planning import Match, Outcome, Planned
from landlord_watch.imports.rules.telling import ToldRow
from landlord_watch.imports.writing import Writer
from landlord_watch.infra.database import Within
from landlord_watch.infra.many import Written
from landlord_watch.kernel.money import Money
from landlord_watch.kernel.period import Period
from landlord_watch.landlords import many as landlords
from landlord_watch.rents import many as rents
from landlord_watch.rents.models import RentBasis
from landlord_watch.rents.rules.inclusions import Included, Inclusion, Inclusions, Says
from landlord_watch.rents.services import RentAsTold
from landlord_watch.tenancies import many
from landlord_watch.tenancies.many import KnownTenancy, TenancyFacts
from landlord_watch.tenancies.models import ContractKind
from landlord_watch.tenancies.services import ContractTerms

DAY = timedelta(days=1)
PERMILLE_OF_PERCENT = 10


@dataclass(frozen=True, slots=True)
class Known:
    """What the register has of all that a list names."""

    homes: Mapping[tuple[str, str, str], KnownDwelling]
    cases: Mapping[str, UUID]
    people: Mapping[str, Sequence[Belonging]]
    parties: Mapping[str, UUID]
    contracts: Mapping[UUID, Sequence[KnownTenancy]]


class Tenancies:
    """Known by home, household and first day; only an end and a seen contract are added later."""

    kind = TENANCIES

    def match(
        self, session: Session, *, rows: Sequence[ToldRow], setting: Setting, within: Within
    ) -> list[Match]:
        del setting
        told = [row.told for row in rows]
        known = _known(session, told, within)
        return [_match(one, known) for one in told]

    def absent(
        self,
        session: Session,
        *,
        rows: Sequence[ToldRow],
        matches: Sequence[Match],
        setting: Setting,
        within: Within,
    ) -> list[Planned]:
        del rows
        named = {match.target_id for match in matches}
        parties = {match.refs["landlord_id"] for match in matches if "landlord_id" in match.refs}
        standing = many.open_tenancies_of_landlords(session, parties, within=within)
        return [
            Planned(
                0,
                {},
                Outcome.ABSENT,
                one.id,
                changes={"last_on": (None, (setting.as_of_on - DAY).isoformat())},
                refs={"household_id": one.household_id, "dwelling_id": one.dwelling_id},
            )
            for one in standing
            if one.id not in named and one.starts_on < setting.as_of_on
        ]

    def write(
        self, session: Session, *, planned: Sequence[Planned], writer: Writer
    ) -> list[Written]:
        who: dict[str, Any] = {"actor_id": writer.actor_id, "at": writer.at}
        new = [one for one in planned if one.outcome is Outcome.NEW]
        made = many.record_tenancies(session, facts=[_facts(one) for one in new], **who)
        ends = {
            one.target_id: date.fromisoformat(one.changes["last_on"][1]) + DAY
            for one in planned
            if one.target_id and "last_on" in one.changes
        }
        ended = many.end_tenancies(session, ends_on=ends, **who)
        seen = [one.target_id for one in planned if one.target_id and "is_seen" in one.changes]
        noted = many.note_contracts_seen(session, tenancy_ids=seen, **who)
        paid = [
            (row.id, _rent(one.told))
            for one, row in zip(new, made, strict=True)
            if "monthly_rent" in one.told
        ]
        return [*made, *ended, *noted, *rents.record_first_rents(session, rents=paid, **who)]


def _known(session: Session, told: Sequence[Mapping[str, Any]], within: Within) -> Known:
    def said(name: str) -> set[str]:
        return {one[name] for one in told if name in one}

    homes = dwellings.find_dwellings(session, said("postal_code"))
    cases = households.households_by_case_number(session, said("case_number"), within=within)
    people = households.belongings_by_number(session, said("person_number"), within=within)
    holders = landlords.find_numbered(session, said("landlord_number"))
    ids = {*cases.values(), *(each.household_id for some in people.values() for each in some)}
    contracts = many.tenancies_of_households(session, ids)
    parties = {number: one.id for number, one in holders.items()}
    return Known(homes, cases, people, parties, contracts)


def _match(told: Mapping[str, Any], known: Known) -> Match:
    home = known.homes.get(place_key(told))
    landlord_id = known.parties.get(told.get("landlord_number", ""))
    found = _households(told, known)
    problems = _lacking(told, home, landlord_id, found)
    if home is None or landlord_id is None or len(found) != 1 or "starts_on" not in told:
        return Match(problems=problems)
    refs = {"household_id": found[0], "dwelling_id": home.id, "landlord_id": landlord_id}
    standing = [
        each
        for each in known.contracts.get(found[0], ())
        if each.dwelling_id == home.id and each.overlaps(_period(told))
    ]
    if not standing:
        return Match(refs=refs, problems=problems)
    return _against(told, standing[0], landlord_id, refs, problems)


def _against(
    told: Mapping[str, Any],
    one: KnownTenancy,
    landlord_id: UUID,
    refs: Mapping[str, Any],
    problems: tuple[Problem, ...],
) -> Match:
    """A contract that stands is not written over; an end and a seen contract are added to it."""
    now = {
        "starts_on": one.starts_on.isoformat(),
        "contract_kind": one.contract_kind.value,
        "last_on": None if one.ends_on is None else (one.ends_on - DAY).isoformat(),
        "share_percent": one.share_permille / PERMILLE_OF_PERCENT,
        # that it was seen is not taken back by a list
        "is_seen": one.is_contract_seen and told.get("is_seen", True),
    }
    fixed = {name: now[name] for name in ("starts_on", "contract_kind", "share_percent")}
    against = [name for name in fixed if name in told and told[name] != fixed[name]]
    if one.ends_on is not None and told.get("last_on", now["last_on"]) != now["last_on"]:
        against.append("last_on")
    if one.landlord_id != landlord_id:
        against.append("landlord_number")
    stops = tuple(Problem("tenancy_stands_otherwise", name) for name in against)
    return Match(one.id, now, refs, problems=(*problems, *stops))


def _households(told: Mapping[str, Any], known: Known) -> list[UUID]:
    case_number = told.get("case_number")
    if case_number is not None:
        found = known.cases.get(case_number)
        return [] if found is None else [found]
    belongings = known.people.get(told.get("person_number", ""), ())
    starts_on = told.get("starts_on")
    if starts_on is None:
        return []
    return households.households_on(belongings, on=date.fromisoformat(starts_on))


def _lacking(
    told: Mapping[str, Any],
    home: KnownDwelling | None,
    landlord_id: UUID | None,
    found: Sequence[UUID],
) -> tuple[Problem, ...]:
    problems = []
    by = "case_number" if "case_number" in told else "person_number"
    if not found and by in told and "starts_on" in told:
        problems.append(Problem("household_not_there", by))
    if len(found) > 1:
        problems.append(Problem("several_households", by))
    if home is None and "street_address" in told:
        problems.append(Problem("dwelling_not_there", "street_address"))
    if landlord_id is None and "landlord_number" in told:
        problems.append(Problem("landlord_not_there", "landlord_number"))
    return tuple(problems)


def _period(told: Mapping[str, Any]) -> Period:
    last_on = told.get("last_on")
    ends_on = None if last_on is None else date.fromisoformat(last_on) + DAY
    starts_on = date.fromisoformat(told["starts_on"])
    is_backward = ends_on is not None and ends_on <= starts_on  # said of the row already
    return Period(starts_on, None if is_backward else ends_on)


def _facts(one: Planned) -> TenancyFacts:
    period = _period(one.told)
    terms = ContractTerms(
        kind=ContractKind(one.told["contract_kind"]),
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        share_permille=round(one.told.get("share_percent", 100) * PERMILLE_OF_PERCENT),
        is_seen=one.told.get("is_seen", False),
    )
    refs = one.refs
    return TenancyFacts(refs["household_id"], refs["dwelling_id"], refs["landlord_id"], terms)


def _rent(told: Mapping[str, Any]) -> RentAsTold:
    stated = {
        each: Included(Says(told[f"includes_{each.value}"]))
        for each in Inclusion
        if f"includes_{each.value}" in told
    }
    return RentAsTold(
        monthly_rent=Money(told["monthly_rent"]),
        starts_on=date.fromisoformat(told["starts_on"]),
        basis=RentBasis.LIST,
        inclusions=Inclusions(stated),
        is_confirmed=True,
    )
