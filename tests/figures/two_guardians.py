"""
Bo and Fridegärd, their child, and what is known of her who has fled from him.

Elsa lives with each half the time. What was theirs together is in Bo's case; what is
Fridegärd's alone, in hers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from factories import households as made
from factories import reach
from factories.best_interests import best_interest
from factories.dwellings import dwelling
from factories.landlords import landlord
from factories.people import NOW, staff_member
from factories.rents import rent
from factories.tenancies import tenancy
from factories.visits import visit
from landlord_watch.households.models import Household, MemberRole, Person
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.kernel.identifiers import PersonNumberKind
from landlord_watch.reach.models import ProtectionLevel
from landlord_watch.reach.services import protect_person
from landlord_watch.retention.models import CopyState, FileCopy, PersonGround
from landlord_watch.retention.rules import Ground
from landlord_watch.retention.services.copying import content_of

HER_NUMBER = made.official_number(date(1990, 4, 17), birth_number=239)
HIS_NUMBER = made.official_number(date(1988, 5, 4))
ELSAS_NUMBER = made.official_number(date(2018, 3, 2))
WHEREABOUTS = {
    "address": "Gömsvägen 23 C, Ödeby",
    "post_by": "Skatteverkets förmedling, fack 8142",
    "phone": "070-174 06 55",
    "email": "fridegard.gomstrom@example.se",
    "school": "Lärkans förskola",
    "workplace": "Ödeby bageri",
    "other": "Går i samtal på tisdagar",
}
#: What Elsa thinks, as it stands in both cases.
SAID = "Hos mamma får jag sova med lampan tänd."
#: What is hers, and how it would stand in a copy.
HERS: Mapping[str, tuple[str, ...]] = {
    "given name": ("Fridegärd",),
    "family name": ("Gömström",),
    "number": (HER_NUMBER, f"{HER_NUMBER[:8]}-{HER_NUMBER[8:]}", HER_NUMBER[2:]),
    "kind of number": ("samordningsnummer", "coordination"),
    "born": ("1990-04-17", "17 april 1990"),
    **{name: (value,) for name, value in WHEREABOUTS.items()},
    "level": ("registered_elsewhere", "skyddad folkbokföring"),
    "decided": ("2025-06-03", "3 juni 2025"),
    "who may know": ("Kerstin Namngiven",),
    "since when": ("2025-06-01", "1 juni 2025"),
    "case": ("EB-2025-88888",),
    "language": ('"language": "ti"', '"language":"ti"', "Tigrinska"),
    "home": ("Lugna gatan 9",),
    "landlord": ("Tysta Hem AB",),
    "rent": ("8642753100", "86 427 531"),
    "aid": ("765432100", "7 654 321"),
    "came from": ('"2506"', "Arjeplog"),
    "what the child said": (SAID,),
}
FROM_ARJEPLOG = "2506"
FLED_ON = date(2025, 6, 1)
AFTER, VISITED_ON = date(2025, 7, 1), datetime(2026, 2, 3, 9, 0, tzinfo=UTC)
HIS_CASE = {
    "case": ("EB-2025-11111",),
    "home": ("Bovägen 1",),
    "landlord": ("Bos Hyresvärd AB",),
    "rent": ("510000", "5 100"),
    "aid": ("432100", "4 321"),
    "visit": ("Barnet har eget rum",),
}
ELSA = {
    "name": ("Elsa",),
    "number": (ELSAS_NUMBER, f"{ELSAS_NUMBER[:8]}-{ELSAS_NUMBER[8:]}"),
    "born": ("2018-03-02", "2 mars 2018"),
    "ground": ("2022-05-06", "6 maj 2022"),
}


@dataclass(frozen=True)
class Copy:
    """A copy that has been looked through, and what has to be in it."""

    name: str
    household_id: UUID
    copy_id: UUID
    own: Mapping[str, tuple[str, ...]]


@dataclass
class Family:
    """Who they are, and who handles both cases."""

    worker: StaffMember
    bo: Person
    fridegard: Person
    elsa: Person

    @classmethod
    def of(cls, session: Session) -> "Family":
        worker = staff_member(session, Role.CASE_MANAGER, full_name="Kerstin Namngiven")
        hers = {"number": HER_NUMBER, "number_kind": PersonNumberKind.SAMORDNINGSNUMMER}
        return cls(
            worker,
            made.person(session, given_name="Bo", family_name="Bengtson", number=HIS_NUMBER),
            made.person(
                session,
                given_name="Fridegärd",
                family_name="Gömström",
                born_on=date(1990, 4, 17),
                **hers,
            ),
            made.person(
                session,
                given_name="Elsa",
                family_name="Bengtson",
                number=ELSAS_NUMBER,
                born_on=date(2018, 3, 2),
            ),
        )


def two_guardians(session: Session) -> tuple[StaffMember, list[Copy]]:
    """Both cases, she protected, and the three copies that Bo may ask for."""
    family = Family.of(session)
    his, hers = _his_case(session, family), _her_case(session, family)
    reach.assigned(session, his, family.worker.id)
    reach.assigned(session, hers, family.worker.id)
    session.add(_agreement(family))
    _protect(session, family)
    copies = [
        _copy(session, family, "Elsa's of his case", his, family.elsa, {**ELSA, **HIS_CASE}),
        _copy(session, family, "his own", his, family.bo, {"name": ("Bo Bengtson",), **HIS_CASE}),
        _copy(session, family, "Elsa's of her case", hers, family.elsa, ELSA),
    ]
    return family.worker, copies


def _his_case(session: Session, family: Family) -> Household:
    home = made.household(session, case_number="EB-2025-11111", adults=0, language="sv")
    began = date(2023, 1, 1)
    made.member(session, home, family.bo, starts_on=began)
    made.member(session, home, family.fridegard, starts_on=began, ends_on=FLED_ON)
    _elsa_in(session, home, family, since=began)
    contract = tenancy(
        session,
        tenant=home,
        home=dwelling(session, street_address="Bovägen 1"),
        lessor=landlord(session, name="Bos Hyresvärd AB"),
        starts_on=began,
    )
    rent(session, contract, kronor=5_100, starts_on=AFTER)
    made.aid_period(session, home, starts_on=AFTER, granted_kronor=4_321)
    before = visit(session, contract=contract, planned_at=datetime(2025, 3, 3, 9, 0, tzinfo=UTC))
    before.note = f"Hon vill flytta till {WHEREABOUTS['address']} och börja på Ödeby bageri."
    since = visit(
        session, contract=contract, planned_at=VISITED_ON, officer=_officer_of(session, before)
    )
    since.note = "Barnet har eget rum."
    best_interest(session, home, child_id=family.elsa.id, childs_view=SAID)
    return home


def _officer_of(session: Session, visited: object) -> StaffMember:
    return session.get_one(StaffMember, visited.assigned_to_id)  # type: ignore[attr-defined]  # a visit


def _her_case(session: Session, family: Family) -> Household:
    home = made.household(session, case_number="EB-2025-88888", adults=0, language="ti")
    made.member(session, home, family.fridegard, starts_on=FLED_ON)
    _elsa_in(session, home, family, since=date(2025, 6, 15))
    contract = tenancy(
        session,
        tenant=home,
        home=dwelling(session, street_address="Lugna gatan 9"),
        lessor=landlord(session, name="Tysta Hem AB"),
        starts_on=date(2025, 6, 20),
    )
    rent(session, contract, kronor=86_427_531, starts_on=date(2025, 6, 20))
    made.aid_period(session, home, starts_on=date(2025, 6, 20), granted_kronor=7_654_321)
    made.arrival(
        session,
        home,
        from_municipality_code=FROM_ARJEPLOG,
        arrived_on=date(2025, 6, 16),
        account=f"Hon flydde till {WHEREABOUTS['address']}.",
    )
    officer = session.scalars(select(StaffMember).where(StaffMember.username == "field_officer"))
    visited = visit(session, contract=contract, planned_at=VISITED_ON, officer=officer.one())
    best_interest(session, home, child_id=family.elsa.id, childs_view=SAID)
    visited.note = f"Fridegärd arbetar på {WHEREABOUTS['workplace']}."
    return home


def _elsa_in(session: Session, home: Household, family: Family, *, since: date) -> None:
    made.member(
        session,
        home,
        family.elsa,
        role=MemberRole.CHILD,
        starts_on=since,
        share_permille=500,
    )


def _agreement(family: Family) -> PersonGround:
    return PersonGround(
        person_id=family.elsa.id,
        ground=Ground.CUSTODY_AGREEMENT,
        decided_on=date(2022, 5, 6),
        recorded_by_id=family.worker.id,
        recorded_at=NOW,
    )


def _protect(session: Session, family: Family) -> None:
    protect_person(
        session,
        person_id=family.fridegard.id,
        level=ProtectionLevel.REGISTERED_ELSEWHERE,
        decided_on=date(2025, 6, 3),
        whereabouts=WHEREABOUTS,
        named=[family.worker.id],
        actor_id=family.worker.id,
        at=NOW,
    )


def _copy(
    session: Session,
    family: Family,
    name: str,
    home: Household,
    who: Person,
    own: Mapping[str, tuple[str, ...]],
) -> Copy:
    """Looked through already, so that it can be fetched."""
    copy = FileCopy(
        household_id=home.id,
        person_id=who.id,
        asked_on=NOW.date(),
        state=CopyState.RELEASED,
        prepared_by_id=family.worker.id,
        prepared_at=NOW,
    )
    session.add(copy)
    session.flush()  # what it holds is read by its id
    copy.sha256 = content_of(session, copy=copy).fingerprint()
    return Copy(name, home.id, copy.id, own)
