"""
An office that lives through a municipal year: its lists come in by the services that the desk and
the shell use, its people are recorded, its norm changes, and its rents are checked.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.imports import Desk
from factories.municipal_files import (
    ListFile,
    at_the_turn,
    before,
    payments,
    when_some_move,
)
from factories.municipal_year import (
    BEGINS_ON,
    ENDS_ON,
    MOVED_ON,
    TURNS_ON,
    Family,
    MunicipalYear,
    Somebody,
    Stay,
)
from factories.people import staff_member
from factories.rents import DECIDED, FAMILY_ROWS
from landlord_watch.households.models import MemberRole
from landlord_watch.households.services import (
    Membership,
    PersonAsTold,
    add_member,
    open_household,
)
from landlord_watch.identity.rules import Role
from landlord_watch.imports.errors import NothingChosen
from landlord_watch.imports.models import ImportBatch
from landlord_watch.imports.rules.planning import Outcome
from landlord_watch.kernel.identifiers import PersonNumber, PersonNumberKind
from landlord_watch.kernel.money import Money
from landlord_watch.kernel.municipalities import municipality
from landlord_watch.rents.models import RentBasis
from landlord_watch.rents.queries import find_rent_on, inclusions_of
from landlord_watch.rents.rules.inclusions import Inclusion, Says
from landlord_watch.rents.rules.norm_draft import DraftedNorm
from landlord_watch.rents.rules.norms import NormRow
from landlord_watch.rents.services import (
    DraftAdoption,
    RentAsTold,
    adopt_draft,
    check_tenancy,
    record_rent,
    save_draft,
    start_draft,
)
from landlord_watch.tenancies.models import Tenancy

#: Of these, nothing is lost: they are in the register, or were already.
UNDERSTOOD = (Outcome.NEW, Outcome.CHANGED, Outcome.SAME)
CHECKED_ON = (date(2025, 8, 15), date(2025, 12, 15), date(2026, 1, 15), date(2026, 6, 15))
MOVED_IN_ON = date(2019, 1, 1)


def noon(on: date) -> datetime:
    return datetime.combine(on, time(12), UTC)


@dataclass
class MunicipalOffice:
    """Who takes a year in, and what came of it."""

    session: Session
    year: MunicipalYear
    #: What is done to a file on its way; nothing, but for a fault that is planted.
    on_the_way: Callable[[ListFile], ListFile] = lambda file: file
    household_ids: dict[Family, UUID] = field(default_factory=dict)
    brought: int = 0
    understood: int = 0
    files: int = 0

    def __post_init__(self) -> None:
        self.actor_id = staff_member(self.session, Role.CASE_MANAGER, username="aret").id

    def live(self) -> None:
        """The whole year."""
        self._adopt(date(2025, 1, 1), raised=0)
        lists_before = list(before(self.year))
        for file in lists_before[:-1]:
            self.bring(file, BEGINS_ON)
        for family in self.year.families:
            self._open(family)
        self.bring(lists_before[-1], BEGINS_ON)
        for month in self.year.months:
            if month == MOVED_ON:
                self.bring(when_some_move(self.year), month)
            if month == TURNS_ON:
                self._turn()
            self._raise_rents(month)
            self.bring(payments(self.year, month), month)
        self.session.commit()

    def bring(self, file: ListFile, today: date) -> ImportBatch:
        """Have a file looked over and taken in."""
        given = self.on_the_way(file)
        desk = Desk(
            self.session,
            given.kind,
            source=given.source,
            is_full=given.is_full,
            as_of_on=given.as_of_on,
            actor_id=self.actor_id,
            today=today,
            at=noon(today),
        )
        batch = desk.look_over(given.content, name=given.name)
        with suppress(NothingChosen):  # all of it is in the register already
            desk.commit(batch)
        self.files += 1
        self.brought += file.rows
        self.understood += sum(batch.summary["counts"][each.value] for each in UNDERSTOOD)
        return batch

    def _open(self, family: Family) -> None:
        home = open_household(
            self.session,
            language="sv",
            is_interpreter_needed=False,
            actor_id=self.actor_id,
            at=noon(BEGINS_ON),
        )
        self.household_ids[family] = home.id
        for somebody in family.adults:
            self._add(home.id, somebody, MemberRole.ADULT)
        for somebody in family.children:
            self._add(home.id, somebody, MemberRole.CHILD)

    def _add(self, household_id: UUID, somebody: Somebody, role: MemberRole) -> None:
        number = PersonNumber(PersonNumberKind.PERSONNUMMER, somebody.number)
        names = (somebody.given_name, somebody.family_name)
        add_member(
            self.session,
            household_id=household_id,
            person=PersonAsTold(number, *names, somebody.born_on),
            membership=Membership(role, max(MOVED_IN_ON, somebody.born_on)),
            actor_id=self.actor_id,
            at=noon(BEGINS_ON),
        )

    def _adopt(self, starts_on: date, *, raised: int) -> None:
        """The board's norm from a day on, by a draft; so many kronor above the first."""
        who = {"actor_id": self.actor_id, "at": noon(starts_on)}
        draft = start_draft(self.session, based_on_id=None, **who)
        content = DraftedNorm(
            name=f"Årets norm från {starts_on}",
            starts_on=starts_on,
            decision_reference=f"Socialnämnden {starts_on.year - 1}-12-09 § 84 (påhittat)",
            decided_on=date(starts_on.year - 1, 12, 9),
            source="Påhittad för ett år",
            includes={Inclusion(name): Says(said) for name, said in DECIDED.items()},
            rows=tuple(_norm_row(*row, raised=raised) for row in FAMILY_ROWS),
        )
        saved = save_draft(self.session, draft_id=draft.id, content=content, over=1, **who)
        adopt_draft(
            self.session,
            draft_id=draft.id,
            adoption=DraftAdoption(saved.number, None),
            municipality=municipality("1460"),
            **who,
        )

    def _turn(self) -> None:
        self._adopt(TURNS_ON, raised=150)
        for file in at_the_turn(self.year):
            self.bring(file, TURNS_ON)

    def _raise_rents(self, month: date) -> None:
        """Whose rent is raised this month: the household says so, and it is recorded."""
        for stay in self.year.stays:
            if stay.raised_on == month:
                self._raise(self.tenancy_of(stay), stay, month)

    def _raise(self, tenancy: Tenancy, stay: Stay, month: date) -> None:
        before_it = find_rent_on(self.session, tenancy.id, on=month)
        told = RentAsTold(
            monthly_rent=Money(stay.home.raised_ore),
            starts_on=month,
            basis=RentBasis.INVOICE,
            inclusions=inclusions_of(before_it),
        )
        record_rent(
            self.session,
            tenancy_id=tenancy.id,
            rent=told,
            actor_id=self.actor_id,
            at=noon(month),
        )

    def tenancy_of(self, stay: Stay) -> Tenancy:
        """The contract that a stay was recorded as."""
        return self.session.scalars(
            select(Tenancy).where(
                Tenancy.household_id == self.household_ids[stay.family],
                Tenancy.starts_on == stay.starts_on,
            )
        ).one()

    def check_all(self) -> int:
        """Check every tenancy that runs, on each of the days; how many checks were made."""
        made = 0
        for on in CHECKED_ON:
            standing = [stay for stay in self.year.stays if stay.holds(on)]
            for stay in standing:
                check_tenancy(
                    self.session,
                    tenancy_id=self.tenancy_of(stay).id,
                    on=on,
                    norm_set_id=None,
                    actor_id=self.actor_id,
                    at=noon(min(on, ENDS_ON)),
                )
            made += len(standing)
            self.session.commit()
        return made


def _norm_row(
    label: str,
    adults_min: int,
    adults_max: int | None,
    children_min: int,
    children_max: int | None,
    kronor: int,
    *,
    raised: int,
) -> NormRow:
    amount = Money.kronor(kronor + raised)
    return NormRow(label, amount, adults_min, adults_max, children_min, children_max)
