"""Putting together all that an edition is made from."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.oversight.queries.edition_facts.change import EditionBefore, read_split
from landlord_watch.oversight.queries.edition_facts.contracts import Window
from landlord_watch.oversight.queries.edition_facts.money import (
    read_derived,
    read_homes,
    read_paid,
)
from landlord_watch.oversight.queries.edition_facts.moves import (
    count_too_young,
    read_lengths,
    read_origins,
    read_starts,
    read_stays,
)
from landlord_watch.oversight.queries.edition_facts.register import (
    codes_of,
    grouped_of,
    read_units,
)
from landlord_watch.oversight.queries.edition_facts.rents import read_rents
from landlord_watch.oversight.queries.edition_facts.visits import read_visits
from landlord_watch.oversight.rules.edition_inputs import EditionInputs
from landlord_watch.oversight.rules.groups import StandingGroups
from landlord_watch.oversight.rules.parameters import Parameters


def read_inputs(
    session: Session,
    *,
    window: Window,
    groups: StandingGroups,
    by: Parameters,
    before: EditionBefore | None,
    newest_import_on: date | None,
) -> EditionInputs:
    """
    Everything, in a number of questions that does not depend on how much there is.

    `before`: the edition that a change is told since; None: there is none.
    """
    units = read_units(session, window=window, groups=groups)
    codes: dict[UUID, str] = codes_of(units)
    grouped = grouped_of(groups)
    rents = read_rents(session, window=window, grouped=grouped, codes=codes, by=by)
    visits = read_visits(session, window=window, grouped=grouped, codes=codes)
    split = None
    if before is not None:
        split = read_split(session, window=window, before=before, grouped=grouped)
    return EditionInputs(
        units=units,
        active=rents.active,
        rents=rents.rents,
        excess=rents.excess,
        starts=read_starts(session, window=window, grouped=grouped, codes=codes),
        starts_too_young=count_too_young(session, window=window),
        lengths=read_lengths(session, window=window),
        stays=read_stays(session, window=window, grouped=grouped, codes=codes),
        homes=read_homes(session, window=window, grouped=grouped, codes=codes),
        visits=visits.visits,
        seen=visits.seen,
        amounts={
            "paid": read_paid(session, window=window, grouped=grouped, codes=codes),
            "derived": read_derived(session, window=window, grouped=grouped, codes=codes),
            "excess_approved": rents.approved,
            "excess_own": rents.own,
            "deficiencies": visits.found,
        },
        origins=read_origins(session, window=window),
        split=split,
        links_waiting=groups.waiting,
        newest_import_on=newest_import_on,
    ).in_order()
