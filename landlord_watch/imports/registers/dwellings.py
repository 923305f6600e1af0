"""Lists of homes, against the register of dwellings and what landlords are to them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.dwellings import many
from landlord_watch.dwellings.many import KnownDwelling
from landlord_watch.dwellings.models import DwellingKind
from landlord_watch.dwellings.rules import Address
from landlord_watch.dwellings.services import DwellingFacts
from landlord_watch.imports.rules.cells import Problem
from landlord_watch.imports.rules.kind import Setting
from landlord_watch.imports.rules.kinds.dwellings import DWELLINGS
from landlord_watch.imports.rules.kinds.places import place_key
from landlord_watch.imports.rules.planning import Match, Outcome, Planned
from landlord_watch.imports.rules.telling import ToldRow
from landlord_watch.imports.writing import Writer
from landlord_watch.infra.database import Within
from landlord_watch.infra.many import Written
from landlord_watch.landlords import many as landlords
from landlord_watch.landlords.many import RoleFacts
from landlord_watch.landlords.models import PartyRoleKind

LETS = PartyRoleKind.CONTRACTING_LANDLORD


class Dwellings:
    """Known by street, postal code and number; a landlord named gets a role to the home."""

    kind = DWELLINGS

    def match(
        self, session: Session, *, rows: Sequence[ToldRow], setting: Setting, within: Within
    ) -> list[Match]:
        del setting, within
        told = [row.told for row in rows]
        codes = {one["postal_code"] for one in told if "postal_code" in one}
        known = many.find_dwellings(session, codes)
        numbers = {one["landlord_number"] for one in told if "landlord_number" in one}
        holders = landlords.find_numbered(session, numbers)
        ids = {one.id for one in holders.values()}
        held = {
            (role.dwelling_id, role.party_id)
            for role in landlords.find_open_roles(session, ids, kind=LETS)
        }
        parties = {number: one.id for number, one in holders.items()}
        return [_match(one, known.get(place_key(one)), parties, held) for one in told]

    def absent(
        self,
        session: Session,
        *,
        rows: Sequence[ToldRow],
        matches: Sequence[Match],
        setting: Setting,
        within: Within,
    ) -> list[Planned]:
        del rows, setting, within
        named = {(match.target_id, match.refs.get("party_id")) for match in matches}
        parties = {each for _, each in named if each is not None}
        return [
            Planned(
                0,
                {},
                Outcome.ABSENT,
                role.id,
                changes={"role_ends_on": (None, None)},
                refs={"role": role, "dwelling_id": role.dwelling_id},
            )
            for role in landlords.find_open_roles(session, parties, kind=LETS)
            if (role.dwelling_id, role.party_id) not in named
        ]

    def write(
        self, session: Session, *, planned: Sequence[Planned], writer: Writer
    ) -> list[Written]:
        new = [one for one in planned if one.outcome is Outcome.NEW]
        who: dict[str, Any] = {"actor_id": writer.actor_id, "at": writer.at}
        facts = [_facts(one.told, writer.setting, None) for one in new]
        made = many.record_dwellings(session, facts=facts, **who)
        homes = [each.id for each in made if each.table == "dwelling"]
        changed = {
            one.target_id: _facts(one.told, writer.setting, one.refs.get("home"))
            for one in planned
            if one.outcome is Outcome.CHANGED and one.target_id
        }
        corrected = many.correct_dwellings(session, changes=changed, **who)
        at_homes = dict(zip((one.number for one in new), homes, strict=True))
        roles = landlords.give_roles(
            session, roles=_roles(planned, at_homes, writer.setting), **who
        )
        absent = [one.refs["role"] for one in planned if one.outcome is Outcome.ABSENT]
        ended = landlords.end_roles(session, roles=absent, ends_on=writer.setting.as_of_on, **who)
        return [*made, *corrected, *roles, *ended]


def _match(
    told: Mapping[str, Any],
    home: KnownDwelling | None,
    parties: Mapping[str, UUID],
    held: set[tuple[UUID, UUID]],
) -> Match:
    number = told.get("landlord_number")
    party_id = None if number is None else parties.get(number)
    problems = []
    if number is not None and party_id is None:
        problems.append(Problem("landlord_not_there", "landlord_number", is_stop=False))
    refs: dict[str, Any] = {"party_id": party_id, "home": home}
    if home is None:
        if "kind" not in told and "dwelling_number" not in told:
            problems.append(Problem("dwelling_kind_unknown", "kind"))
        return Match(refs=refs, problems=tuple(problems))
    now = {
        "postal_town": home.postal_town,
        "kind": home.kind.value,
        "rooms": home.rooms,
        "area_m2": home.area_m2,
        "designation": home.designation,
    }
    if party_id is not None:
        now["landlord_number"] = number if (home.id, party_id) in held else None
    return Match(home.id, now, refs, problems=tuple(problems))


def _facts(told: Mapping[str, Any], setting: Setting, home: KnownDwelling | None) -> DwellingFacts:
    """What is to be written: what the row says, and else what stands."""
    kind = told.get("kind") or (home.kind.value if home else DwellingKind.FLAT.value)
    return DwellingFacts(
        address=Address(
            told["street_address"],
            told["postal_code"],
            told["postal_town"],
            told.get("dwelling_number", ""),
        ),
        kind=DwellingKind(kind),
        municipality_code=told.get("municipality_code", setting.municipality_code),
        designation=told.get("designation", home.designation if home else ""),
        rooms=told.get("rooms", home.rooms if home else None),
        area_m2=told.get("area_m2", home.area_m2 if home else None),
    )


def _roles(
    planned: Sequence[Planned], made: Mapping[int, UUID], setting: Setting
) -> list[RoleFacts]:
    return [
        RoleFacts(party_id, home_id, LETS, setting.as_of_on, setting.source)
        for one in planned
        if (party_id := one.refs.get("party_id"))
        and (home_id := made.get(one.number) or one.target_id)
        and one.outcome is not Outcome.ABSENT
    ]
