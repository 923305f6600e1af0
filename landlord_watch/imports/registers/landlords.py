"""Lists of landlords, against the register of landlords."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.imports.rules.cells import Problem
from landlord_watch.imports.rules.kind import Setting
from landlord_watch.imports.rules.kinds.landlords import LANDLORDS, kind_of
from landlord_watch.imports.rules.planning import Match, Outcome, Planned
from landlord_watch.imports.rules.telling import ToldRow
from landlord_watch.imports.writing import Writer
from landlord_watch.infra.database import Within
from landlord_watch.infra.many import Written
from landlord_watch.landlords import many
from landlord_watch.landlords.many import AccountFacts, AccountsKnown, KnownLandlord
from landlord_watch.landlords.models import AccountKind, PartyKind
from landlord_watch.landlords.rules import name_key
from landlord_watch.landlords.services import LandlordFacts


class Landlords:
    """Known by number; one without a number is somebody's to decide, where the name is known."""

    kind = LANDLORDS

    def match(
        self, session: Session, *, rows: Sequence[ToldRow], setting: Setting, within: Within
    ) -> list[Match]:
        del setting, within
        told = [row.told for row in rows]
        numbered = many.find_numbered(session, {one["number"] for one in told if "number" in one})
        names = {one["name"] for one in told if "name" in one and one.get("number") not in numbered}
        named = many.find_named(session, names)
        accounts = many.accounts_known(session)
        return [_match(one, numbered, named, accounts) for one in told]

    def absent(self, session: Session, **_: object) -> list[Planned]:
        del session
        return []

    def write(
        self, session: Session, *, planned: Sequence[Planned], writer: Writer
    ) -> list[Written]:
        new = [one for one in planned if one.outcome is Outcome.NEW]
        made = many.record_landlords(
            session,
            facts=[_facts(one.told, writer.setting) for one in new],
            today=writer.today,
            actor_id=writer.actor_id,
            at=writer.at,
        )
        changed = {
            one.target_id: _now(one.told)
            for one in planned
            if one.outcome is Outcome.CHANGED and one.target_id
        }
        corrected = many.correct_landlords(
            session, changes=changed, actor_id=writer.actor_id, at=writer.at
        )
        numbered = many.number_landlords(
            session,
            facts={
                one.target_id: _facts(one.told, writer.setting)
                for one in planned
                if one.target_id and one.candidates and "number" in one.told
            },
            today=writer.today,
            actor_id=writer.actor_id,
            at=writer.at,
        )
        parties = [each.id for each in made if each.table == "party"]
        holders = dict(zip((one.number for one in new), parties, strict=True))
        accounts = _accounts(planned, holders, writer.setting)
        noted = many.note_accounts(
            session, accounts=accounts, actor_id=writer.actor_id, at=writer.at
        )
        return [*made, *corrected, *numbered, *noted]


def _match(
    told: Mapping[str, Any],
    numbered: Mapping[str, KnownLandlord],
    named: Mapping[str, Sequence[KnownLandlord]],
    accounts: AccountsKnown,
) -> Match:
    known = numbered.get(told.get("number", ""))
    if known is not None:
        is_other = "name" in told and not _shares_a_word(told["name"], known.name)
        problems = (Problem("landlord_named_otherwise", "name", is_stop=False),) if is_other else ()
        return Match(
            known.id,
            _standing(told, known, accounts),
            is_conflict=is_other,
            problems=(*problems, *_of_accounts(told, known.id, accounts)),
        )
    # a number that is new, and one name with another number: two landlords
    alike = [
        one
        for one in named.get(name_key(told.get("name", "")), ())
        if not (one.number and told.get("number")) and _is_of_kind(told, one)
    ]
    return Match(
        candidates=tuple(one.id for one in alike), problems=_of_accounts(told, None, accounts)
    )


def _is_of_kind(told: Mapping[str, Any], known: KnownLandlord) -> bool:
    says_nothing = "number" not in told and "kind" not in told
    return says_nothing or kind_of(told) == known.kind.value


def _standing(
    told: Mapping[str, Any], known: KnownLandlord, accounts: AccountsKnown
) -> dict[str, Any]:
    now = {name: getattr(known, name) for name in many.CORRECTED}
    for kind in AccountKind:  # an account is added, and never takes another's place
        number = told.get(kind.value)
        held = (known.id, kind, number) in accounts.held
        now[kind.value] = number if held or number is None else None
    return now


def _of_accounts(
    told: Mapping[str, Any], party_id: UUID | None, accounts: AccountsKnown
) -> tuple[Problem, ...]:
    """An account that takes another's place, or serves another landlord too, is looked at."""
    found = []
    for kind in AccountKind:
        number = told.get(kind.value)
        if number is None or (party_id, kind, number) in accounts.held:
            continue
        if accounts.numbers.get((kind, number), set()) - {party_id}:
            found.append(Problem("account_of_another", kind.value, number, is_stop=False))
        elif party_id in accounts.parties:
            found.append(Problem("account_changed", kind.value, number, is_stop=False))
    return tuple(found)


def _shares_a_word(one: str, other: str) -> bool:
    return bool({*name_key(one).split()} & {*name_key(other).split()})


def _facts(told: Mapping[str, Any], setting: Setting) -> LandlordFacts:
    return LandlordFacts(
        kind=PartyKind(kind_of(told)),
        name=told["name"],
        number=told.get("number", ""),
        number_source=setting.source,
        email=told.get("email", ""),
        phone=told.get("phone", ""),
        postal_address=told.get("postal_address", ""),
        is_municipal=told.get("is_municipal", False),
    )


def _now(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: told[name] for name in many.CORRECTED if name in told}


def _accounts(
    planned: Sequence[Planned], made: Mapping[int, UUID], setting: Setting
) -> list[AccountFacts]:
    return [
        AccountFacts(party_id, kind, one.told[kind.value], setting.source, setting.as_of_on)
        for one in planned
        for kind in AccountKind
        if kind.value in one.told and (party_id := one.target_id or made.get(one.number))
    ]
