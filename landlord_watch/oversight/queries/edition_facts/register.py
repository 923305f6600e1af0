"""Who the landlords are, which of them belong together, and how many dwellings each has."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from landlord_watch.landlords.models import Party, PartyKind
from landlord_watch.oversight.models import LandlordDwellingTotal
from landlord_watch.oversight.queries.edition_facts.contracts import Grouped, Window
from landlord_watch.oversight.rules.edition_inputs import Unit
from landlord_watch.oversight.rules.groups import StandingGroups
from landlord_watch.oversight.shapes import DwellingsTold, LandlordKind


def read_units(session: Session, *, window: Window, groups: StandingGroups) -> tuple[Unit, ...]:
    """Every landlord of the register, those in one group as one; two questions."""
    totals = _totals(session, window)
    parties = session.execute(select(Party.id, Party.kind, Party.name).order_by(Party.id)).all()
    together: dict[str, list[tuple[UUID, PartyKind, str]]] = {}
    for party_id, kind, name in parties:
        together.setdefault(groups.code_of(party_id), []).append((party_id, kind, name))
    return tuple(_unit(code, each, groups, totals) for code, each in together.items())


def grouped_of(groups: StandingGroups) -> Grouped:
    """Each party of a group to the first of it, who stands for all."""
    first: dict[str, UUID] = {}
    for party_id, code in sorted(groups.codes.items()):
        first.setdefault(code, party_id)
    return Grouped({party_id: first[code] for party_id, code in groups.codes.items()})


def codes_of(units: Iterable[Unit]) -> dict[UUID, str]:
    """The code of each party's row."""
    return {UUID(party_id): unit.code for unit in units for party_id in unit.party_ids}


def _unit(
    code: str,
    parties: Sequence[tuple[UUID, PartyKind, str]],
    groups: StandingGroups,
    totals: Mapping[UUID, DwellingsTold],
) -> Unit:
    ids = tuple(str(party_id) for party_id, _, _ in parties)
    dwellings = _together([totals.get(party_id) for party_id, _, _ in parties])
    if any(kind is PartyKind.NATURAL for _, kind, _ in parties):
        is_named = all(party_id in groups.named for party_id, _, _ in parties)
        kind = LandlordKind.NAMED_PERSON if is_named else LandlordKind.PEOPLE
        name = parties[0][2] if is_named else ""
        return Unit(code=code, kind=kind, name=name, party_ids=ids, dwellings=dwellings)
    names = tuple(name for _, _, name in parties)
    is_group = parties[0][0] in groups.codes
    return Unit(
        code=code,
        kind=LandlordKind.GROUP if is_group else LandlordKind.ORGANISATION,
        name=names[0],
        members=names if is_group else (),
        party_ids=ids,
        dwellings=dwellings,
    )


def _together(totals: Sequence[DwellingsTold | None]) -> DwellingsTold | None:
    """Of a group the sum; None: of one of them it is not known."""
    known = [each for each in totals if each is not None]
    if not known or len(known) < len(totals):
        return None
    return DwellingsTold(
        total=sum(each.total for each in known),
        source=", ".join(dict.fromkeys(each.source for each in known)),
        on=min(each.on for each in known),
    )


def _totals(session: Session, window: Window) -> dict[UUID, DwellingsTold]:
    """The newest number of each that is as of a day not after the last."""
    place = func.row_number().over(
        partition_by=LandlordDwellingTotal.party_id,
        order_by=(
            LandlordDwellingTotal.as_of_on.desc(),
            LandlordDwellingTotal.recorded_at.desc(),
            LandlordDwellingTotal.id.desc(),
        ),
    )
    every = (
        select(LandlordDwellingTotal.id, place.label("place"))
        .where(
            LandlordDwellingTotal.taken_back_at.is_(None),
            LandlordDwellingTotal.as_of_on <= window.last_on,
        )
        .subquery()
    )
    newest = select(LandlordDwellingTotal).join(
        every, (every.c.id == LandlordDwellingTotal.id) & (every.c.place == 1)
    )
    return {
        row.party_id: DwellingsTold(total=row.dwellings, source=row.source, on=row.as_of_on)
        for row in session.scalars(newest)
    }
