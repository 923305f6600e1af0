"""Lists of what homes are offered for, against the register of dwellings."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from landlord_watch.dwellings import many
from landlord_watch.dwellings.many import KnownDwelling, KnownOffer, OfferFacts
from landlord_watch.dwellings.models import RentSource
from landlord_watch.dwellings.rules import INCLUSIONS
from landlord_watch.imports.rules.cells import Problem
from landlord_watch.imports.rules.kind import Setting
from landlord_watch.imports.rules.kinds.offered_rents import OFFERED_RENTS
from landlord_watch.imports.rules.kinds.places import place_key
from landlord_watch.imports.rules.planning import Match, Outcome, Planned
from landlord_watch.imports.rules.telling import ToldRow
from landlord_watch.imports.writing import Writer
from landlord_watch.infra.database import Within
from landlord_watch.infra.many import Written
from landlord_watch.kernel.money import Money


class OfferedRents:
    """Known by home and day; what a list says again from a later day is no new rent."""

    kind = OFFERED_RENTS

    def match(
        self, session: Session, *, rows: Sequence[ToldRow], setting: Setting, within: Within
    ) -> list[Match]:
        del within
        told = [row.told for row in rows]
        codes = {one["postal_code"] for one in told if "postal_code" in one}
        known = many.find_dwellings(session, codes)
        homes = [known.get(place_key(one)) for one in told]
        offers = many.find_offers(session, {home.id for home in homes if home is not None})
        return [
            _match(one, home, offers.get(home.id, []) if home else [], setting)
            for one, home in zip(told, homes, strict=True)
        ]

    def absent(self, session: Session, **_: object) -> list[Planned]:
        del session
        return []

    def write(
        self, session: Session, *, planned: Sequence[Planned], writer: Writer
    ) -> list[Written]:
        who: dict[str, Any] = {"actor_id": writer.actor_id, "at": writer.at}
        replaced = [one.refs["offer"] for one in planned if one.outcome is Outcome.CHANGED]
        withdrawn = many.withdraw_offered_rents(session, offers=replaced, **who)
        facts = [_facts(one, writer.setting) for one in planned]
        return [*withdrawn, *many.record_offered_rents(session, offers=facts, **who)]


def _match(
    told: Mapping[str, Any],
    home: KnownDwelling | None,
    offers: Sequence[KnownOffer],
    setting: Setting,
) -> Match:
    if home is None:
        return Match(problems=(Problem("dwelling_not_there", "street_address"),))
    starts_on = _starts_on(told, setting)
    before = [each for each in offers if each.starts_on <= starts_on]
    if not before:
        return Match(refs={"dwelling_id": home.id})
    standing = before[-1]
    now: dict[str, Any] = {"monthly_rent": standing.monthly_rent.ore}
    now |= {f"includes_{name}": standing.inclusions.get(name) for name in INCLUSIONS}
    refs = {"dwelling_id": home.id, "offer": standing}
    says_the_same = all(now[name] == told[name] for name in now if name in told)
    if standing.starts_on != starts_on and not says_the_same:
        return Match(refs={"dwelling_id": home.id})  # a new rent from a later day
    return Match(standing.id, now, refs)


def _starts_on(told: Mapping[str, Any], setting: Setting) -> date:
    said = told.get("starts_on")
    return setting.as_of_on if said is None else date.fromisoformat(said)


def _facts(one: Planned, setting: Setting) -> OfferFacts:
    """What the row says is included; of what it replaces, what the row does not say."""
    before: KnownOffer | None = one.refs.get("offer")
    inclusions = dict(before.inclusions) if before else {}
    for name in INCLUSIONS:
        said = one.told.get(f"includes_{name}")
        if said is not None:
            inclusions[name] = said
    return OfferFacts(
        dwelling_id=one.refs["dwelling_id"],
        monthly_rent=Money(one.told["monthly_rent"]),
        starts_on=_starts_on(one.told, setting),
        source=RentSource.PROPERTY_LIST,
        inclusions=inclusions,
    )
