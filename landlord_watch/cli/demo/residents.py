"""What a worker writes of who lives in a home: context, children without names, consent."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from landlord_watch.cli.demo.contracts import TenancyPlan
from landlord_watch.cli.demo.people import WHOLE_TIME, Someone
from landlord_watch.dwellings.models import DwellingKind
from landlord_watch.households.models import MemberRole, OwnWish
from landlord_watch.tenancies.models import ContractKind
from landlord_watch.visits.rules import (
    REFERENCE,
    newest_checklist,
    newest_consent_text,
    published_consent_texts,
    ref_to,
)
from landlord_watch.visits.shapes import (
    AdultCapacity,
    Child,
    Consent,
    ConsentDecision,
    ConsentForm,
    Context,
    Moment,
    Purpose,
    Signature,
    Stays,
    StrokePoint,
)

TENURES = {
    ContractKind.PRIMARY_LEASE: "rental_first_hand",
    ContractKind.SUBLEASE: "rental_second_hand",
    ContractKind.LODGER: "lodger",
    ContractKind.SOCIAL_LEASE: "social_contract",
}
BUILDINGS = {
    DwellingKind.FLAT: "flat",
    DwellingKind.HOUSE: "house",
    DwellingKind.NOT_A_HOME: "not_built_as_home",
}
MOVED = {OwnWish.NO: "suspected", OwnWish.UNCLEAR: "suspected", OwnWish.YES: "no"}
#: Months in which homes are heated.
HEATED = {1, 2, 3, 4, 9, 10, 11, 12}
GROUND_FLOOR = "10"
DAYS_IN_A_MONTH = 365.25 / 12
#: A pad in CSS pixels.
PAD = (520, 180)


@dataclass(frozen=True, slots=True)
class Minds:
    """What the adults of a home answered; `withdrawn_at` None: what was given stands."""

    decision: ConsentDecision
    asked_at: datetime
    withdrawn_at: datetime | None = None


def moment(at: datetime) -> Moment:
    """When something happened, by a tablet whose clock is a third of a second slow."""
    return Moment(device_at=at, server_offset_ms=340)


def children_of(tenancy: TenancyPlan) -> list[Someone]:
    """The children who live in a home, the eldest first."""
    return [each for each in tenancy.household.people if each.role is MemberRole.CHILD]


def age_in_months(child: Someone, on: date) -> int:
    """Whole months since a child was born."""
    return int((on - child.born_on).days / DAYS_IN_A_MONTH)


def context_of(tenancy: TenancyPlan, *, on: date) -> Context:
    """What decides which items are shown in a home on a day."""
    home, origin = tenancy.home, tenancy.household.origin
    is_above = home.address.dwelling_number[:2] > GROUND_FLOOR
    is_house = home.kind is DwellingKind.HOUSE
    return Context(
        season="heating" if on.month in HEATED else "summer",
        tenure=TENURES[tenancy.kind],
        building=BUILDINGS.get(home.kind, "unknown"),
        above_ground=is_above or is_house,
        storeys=2 if is_house else 1,
        inner_stairs=is_house,
        balcony=is_above,
        combustion=is_house,
        own_well=False,
        open_water=False,
        animals=False,
        persons_total=len(tenancy.household.people),
        bedrooms=max(1, home.rooms - 1),
        unrelated_adults=False,
        sensitive_person=False,
        children=[_child(child, place, on) for place, child in enumerate(children_of(tenancy), 1)],
        moved_by_other_municipality="no"
        if origin is None
        else MOVED.get(origin.story.own_wish, "unknown"),
    )


def _child(child: Someone, place: int, on: date) -> Child:
    months = age_in_months(child, on)
    groups = newest_checklist().age_groups
    group = next((each for each in groups if months <= each.to_months), groups[-1])
    is_whole = child.share_permille == WHOLE_TIME
    return Child(
        label=f"Barn {place}",
        age_group=group.id,
        stays=Stays.FULL_TIME if is_whole else Stays.PART_TIME,
    )


def consents_of(tenancy: TenancyPlan, minds: Minds, chance: Random) -> list[Consent]:
    """One answer from each adult: the first signs, the others answer aloud before a witness."""
    people = tenancy.household.people
    adults = [each for each in people if each.role is MemberRole.ADULT]
    return [_consent(adult, place, minds, tenancy, chance) for place, adult in enumerate(adults, 1)]


def _consent(
    adult: Someone, place: int, minds: Minds, tenancy: TenancyPlan, chance: Random
) -> Consent:
    speech = tenancy.household.speech.language
    known = {text.language for text in published_consent_texts()}
    words = newest_consent_text(speech if speech in known else REFERENCE)
    is_signed = place == 1 and minds.decision is not ConsentDecision.DECLINED
    is_withdrawn = minds.withdrawn_at is not None
    return Consent(
        id=UUID(int=chance.getrandbits(128), version=4),
        adult=f"Vuxen {place}",
        name=f"{adult.given_name} {adult.family_name}" if is_signed else "",
        capacity=AdultCapacity.TENANT if place == 1 else AdultCapacity.CO_TENANT,
        text=ref_to(words),
        decision=minds.decision,
        purposes=[] if minds.decision is ConsentDecision.DECLINED else list(Purpose),
        form=ConsentForm.SIGNATURE if is_signed else ConsentForm.ORAL_WITNESSED,
        signature=_signature(chance) if is_signed else None,
        witness="" if is_signed else "Viktor Vittnesgård",
        interpreter="Telefontolk" if tenancy.household.needs_interpreter else "",
        given=moment(minds.asked_at + timedelta(seconds=50 * place)),
        withdrawn=moment(minds.withdrawn_at) if minds.withdrawn_at else None,
        withdrawn_purposes=list(Purpose) if is_withdrawn else [],
    )


def _signature(chance: Random) -> Signature:
    """A few waves of a pen."""
    return Signature(width=PAD[0], height=PAD[1], strokes=[_stroke(chance, n) for n in range(2)])


def _stroke(chance: Random, number: int) -> list[StrokePoint]:
    x, y, t = 60.0 + 190 * number, 100.0, 900 * number
    points: list[StrokePoint] = []
    for _ in range(24):
        x, y, t = x + chance.uniform(2, 12), 90 + chance.uniform(-45, 45), t + 18
        points.append(StrokePoint(x=round(x, 1), y=round(y, 1), t=t))
    return points
