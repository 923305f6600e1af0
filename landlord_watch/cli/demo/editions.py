"""Making the editions of landlords that the board has had, a quarter after the other."""

from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.cli.demo.landlord_list import COMPANIES
from landlord_watch.cli.demo.setting import Setting, at
from landlord_watch.cli.demo.users import Staff
from landlord_watch.identity.rules import Role
from landlord_watch.imports.queries import newest_import_on
from landlord_watch.oversight.rules.edition_calendar import A_QUARTER, latest_period, year_of
from landlord_watch.oversight.services.edition_settings import (
    DwellingTotalFacts,
    record_dwelling_total,
)
from landlord_watch.oversight.services.landlord_editions import (
    EditionAsked,
    make_landlord_edition,
)

#: An edition is made so many days after its last one.
DAYS_AFTER = 8
#: Landlords with so many homes have said how many they have.
HAS_SAID = 8
SOURCE = "Hyresvärdens egen uppgift"


def tell_the_board(
    session: Session, *, landlord_ids: Mapping[str, UUID], staff: Staff, setting: Setting
) -> None:
    """How many dwellings the larger landlords have, and the editions made since."""
    _count_dwellings(session, landlord_ids, staff, setting)
    newest = newest_import_on(session)
    for ends_on in _quarters(setting.today):
        made_on = ends_on + timedelta(days=DAYS_AFTER)
        if made_on > setting.today:
            continue
        make_landlord_edition(
            session,
            asked=EditionAsked(ends_on, newest if newest and newest <= made_on else None),
            today=made_on,
            actor_id=staff[Role.ANALYST],
            at=at(made_on, time(10)),
        )


def _count_dwellings(
    session: Session, landlord_ids: Mapping[str, UUID], staff: Staff, setting: Setting
) -> None:
    told_on = setting.days_ago(1_100)
    for company in COMPANIES:
        if company.homes >= HAS_SAID:
            record_dwelling_total(
                session,
                party_id=landlord_ids[company.name],
                facts=DwellingTotalFacts(company.homes, SOURCE, told_on),
                today=told_on,
                actor_id=staff[Role.ANALYST],
                at=at(told_on),
            )


def _quarters(today: date) -> Iterator[date]:
    """
    The first day after each quarter, from the first of the year before the newest edition's.

    So that there is a year's first of two years, each of which tells landlords anew.
    """
    newest = latest_period(today)[1]
    first = date(year_of(newest) - 1, 4, 1)
    for month in range(first.month, first.month + 24, A_QUARTER):
        ends_on = date(first.year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
        if ends_on <= newest:
            yield ends_on
