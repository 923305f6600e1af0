"""A month's payments of aid for housing, as the case system lists them; taken in."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from landlord_watch.cli.demo.lists import look_over
from landlord_watch.cli.demo.setting import Setting, at, first_of_month
from landlord_watch.cli.demo.users import Staff
from landlord_watch.households.models import AidPeriod, HouseholdMember, MemberRole, Person
from landlord_watch.identity.rules import Role
from landlord_watch.imports.rules.kind import KindName
from landlord_watch.imports.rules.planning import Outcome
from landlord_watch.imports.services.committing import commit
from landlord_watch.imports.services.receiving import FileGiven
from landlord_watch.infra.database import everywhere
from landlord_watch.kernel.identifiers import PersonNumberKind
from landlord_watch.landlords.models import PayeeAccount
from landlord_watch.tenancies.models import Tenancy

SOURCE = "Verksamhetssystemet"
HEAD = "Verifikation;Personnummer;Belopp;Utbetalningsdatum;Avser månad;Bankgiro"
PAID_ON_DAY = 26
#: So many are paid in the list; a whole month of them says nothing more.
MOST = 24


def pay_out(session: Session, *, staff: Staff, setting: Setting) -> None:
    """Take in what was paid the month before."""
    month = first_of_month(setting.days_ago(setting.today.day))
    paid_on = month.replace(day=PAID_ON_DAY)
    lines = list(_lines(session, month, paid_on))
    content = "\n".join(["Utbetalningar boende", "", HEAD, *lines, ""]).encode("cp1252")
    name = f"utbetalningar-{month:%Y-%m}.csv"
    given = FileGiven(KindName.PAYMENTS, SOURCE, name, content, paid_on)
    actor_id = staff[Role.CASEWORKER]
    batch_id, place = look_over(session, given, setting, actor_id, within=everywhere)
    commit(
        session,
        batch_id=batch_id,
        groups=frozenset({Outcome.NEW}),
        place=place,
        actor_id=actor_id,
        at=at(paid_on),
    )


def _lines(session: Session, month: date, paid_on: date) -> Iterator[str]:
    """What each household was paid, to one adult, and to the landlord's account if it is known."""
    rows = session.execute(_granted_in(month)).all()
    first_adults = {row.household_id: row for row in reversed(rows)}
    for place, row in enumerate(list(first_adults.values())[:MOST], start=1):
        whom = f"{row.Person.number[:8]}-{row.Person.number[8:]}"
        amount = f"{row.granted_housing_cost.in_kronor:.2f}".replace(".", ",")
        account = row.account or ""
        yield f"U-{month:%y%m}{place:03};{whom};{amount};{paid_on};{month:%Y-%m};{account}"


def _granted_in(month: date) -> Select[Any]:
    """Adults with a personnummer in homes that aid pays for, the first of a household first."""
    account = select(PayeeAccount.number).where(
        PayeeAccount.party_id == Tenancy.landlord_id, PayeeAccount.is_changed.is_(False)
    )
    return (
        select(
            Tenancy.household_id,
            Person,
            AidPeriod.granted_housing_cost,
            account.limit(1).scalar_subquery().label("account"),
        )
        .join(AidPeriod, AidPeriod.household_id == Tenancy.household_id)
        .join(HouseholdMember, HouseholdMember.household_id == Tenancy.household_id)
        .join(Person, Person.id == HouseholdMember.person_id)
        .where(
            Tenancy.ends_on.is_(None),
            Tenancy.starts_on <= month,
            AidPeriod.ends_on.is_(None),
            AidPeriod.starts_on <= month,
            AidPeriod.granted_housing_cost.is_not(None),
            HouseholdMember.role == MemberRole.ADULT,
            HouseholdMember.ends_on.is_(None),
            Person.number_kind == PersonNumberKind.PERSONNUMMER,
        )
        .order_by(Tenancy.household_id, HouseholdMember.id)
    )
