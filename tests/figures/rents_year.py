"""
A year of a municipality: its files go in as they are, and what they said stands in the register;
every check that was kept replays to itself, from what was kept with it.

The year is invented and known, so that what came of it can be held against it: no row is lost, no
amount is another, and the one account that changed is the one that is marked.
"""

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from factories.databases import make_ready, open_with_keys
from factories.municipal_files import ENCODINGS, ListFile
from factories.municipal_office import CHECKED_ON, MunicipalOffice
from factories.municipal_year import MunicipalYear
from figures.figure import Figure, must_be_short
from landlord_watch.dwellings.models import Dwelling, OfferedRent
from landlord_watch.imports.rules.kind import KindName
from landlord_watch.kernel.money import Money
from landlord_watch.landlords.models import PayeeAccount
from landlord_watch.payments.models import Payment
from landlord_watch.rents.models import NormRow, Rent, RentCheckRecord
from landlord_watch.rents.queries import as_rule_set, get_norm_set, inclusions_of, read_check
from landlord_watch.rents.rules import norms as rules
from landlord_watch.rents.rules.rent_check import RentCheck, replay, to_json
from landlord_watch.tenancies.models import Tenancy

#: Families of a sample, of a whole small municipality, and enough to plant faults in.
FAMILIES, ALL_FAMILIES, FEW = 120, 1_500, 8

DAY = timedelta(days=1)

#: A fact of a year, by what it is about.
Facts = dict[tuple[Any, ...], Any]


def figures() -> Iterator[Figure]:
    """A year of some families, each figure after its planted faults."""
    yield from measured(FAMILIES)


def all_figures() -> Iterator[Figure]:
    """A year of a municipality's own size."""
    yield from measured(ALL_FAMILIES)


def measured(families: int) -> Iterator[Figure]:
    """All of them, of one year."""
    plant()
    with lived(families) as office:
        yield taken_in(office)
        yield told_otherwise(office, truth_of(office.year))
        made = office.check_all()
        yield replayed_differently(office.session, made)


@contextmanager
def lived(
    families: int, on_the_way: Callable[[ListFile], ListFile] = lambda file: file
) -> Iterator[MunicipalOffice]:
    """An office after a year, on SQLite."""
    folder = Path(tempfile.mkdtemp(prefix="lw-year-"))
    engine = open_with_keys(f"sqlite:///{folder / 'office.sqlite3'}", folder / "keys")
    try:
        with _open(engine) as session:
            office = MunicipalOffice(session, MunicipalYear(families), on_the_way)
            office.live()
            yield office
    finally:
        engine.dispose()
        shutil.rmtree(folder)


def _open(engine: Engine) -> Session:
    make_ready(engine)
    return Session(engine, expire_on_commit=False)


def plant() -> None:
    """A few families' year with each fault that a figure has to find."""
    with lived(FEW, spoilt) as office:
        must_be_short(taken_in(office))
    with lived(FEW) as office:
        truth = truth_of(office.year)
        reference = next(key for key in truth if key[0] == "payment")
        must_be_short(told_otherwise(office, truth | {reference: truth[reference] + 1}))
        made = office.check_all()
        for fault in (another_trace, another_rent, another_norm):
            with changed(office.session, fault):
                must_be_short(replayed_differently(office.session, made))


def spoilt(file: ListFile) -> ListFile:
    """Planted: in one month's payments the first amount has lost its comma and has a point."""
    if file.kind is not KindName.PAYMENTS or "2026-04" not in file.name:
        return file
    encoding = ENCODINGS[1]
    text = file.content.decode(encoding)
    first = text.splitlines()[3].split(";")[3]
    return replace(file, content=text.replace(first, "6.450", 1).encode(encoding))


def taken_in(office: MunicipalOffice) -> Figure:
    """How many rows of all files are in the register, or were already."""
    note = f"{office.files} files of five kinds: xlsx, ods, and texts with three kinds of letters"
    return Figure("rents.year_taken_in", office.understood, "rows", office.brought, note)


def told_otherwise(office: MunicipalOffice, truth: Mapping[tuple[Any, ...], Any]) -> Figure:
    """How many facts of the year the register has otherwise, lacks, or has made up."""
    found = found_in(office)
    differing = {key for key in {*truth, *found} if truth.get(key) != found.get(key)}
    kinds = sorted({key[0] for key in truth})
    note = f"of {len(truth):,} facts: {', '.join(kinds)}"
    return Figure("rents.year_told_otherwise", len(differing), "facts", 0, note, is_ceiling=True)


def truth_of(year: MunicipalYear) -> Facts:
    """What was, by the year itself."""
    facts: Facts = {}
    for month in year.months:
        for one in year.payments_in(month):
            facts["payment", one.reference] = one.ore
    for home in year.homes:
        facts["home", home.street, home.number] = (home.postal_code, home.rooms, home.area_m2)
        facts["offered", home.street, home.number] = sorted({home.rent_ore, home.raised_ore})
    for place, stay in enumerate(year.stays):
        facts["rents", place] = stay.rents
        facts["last day", place] = stay.last_on
    moved = [one.later_giro for one in year.landlords if one.later_giro]
    facts["marked account",] = sorted(moved)
    return facts


def found_in(office: MunicipalOffice) -> Facts:
    """The same, by the register."""
    session, facts = office.session, Facts()
    for reference, amount in session.execute(select(Payment.reference, Payment.amount)):
        facts["payment", reference] = amount.ore
    offers = offers_of(session)
    for home in session.scalars(select(Dwelling)):
        where = (home.street_address, home.dwelling_number)
        facts["home", *where] = (home.postal_code, home.rooms, home.area_m2)
        facts["offered", *where] = sorted(offers[home.id])
    for place, stay in enumerate(office.year.stays):
        tenancy = office.tenancy_of(stay)
        facts["rents", place] = rents_of(session, tenancy)
        facts["last day", place] = tenancy.ends_on and tenancy.ends_on - DAY
    marked = select(PayeeAccount.number).where(PayeeAccount.is_changed)
    facts["marked account",] = sorted(session.scalars(marked))
    return facts


def offers_of(session: Session) -> dict[UUID, set[int]]:
    """What each home is and was offered for, in öre."""
    found: dict[UUID, set[int]] = {}
    rows = session.execute(select(OfferedRent.dwelling_id, OfferedRent.monthly_rent))
    for dwelling_id, rent in rows:
        found.setdefault(dwelling_id, set()).add(rent.ore)
    return found


def rents_of(session: Session, tenancy: Tenancy) -> list[tuple[date, int]]:
    """What a contract costs, from which day on."""
    query = select(Rent).where(Rent.tenancy_id == tenancy.id).order_by(Rent.starts_on)
    return [(rent.starts_on, rent.monthly_rent.ore) for rent in session.scalars(query)]


def replayed_differently(session: Session, made: int) -> Figure:
    """How many kept checks come out otherwise, or were made of what is no longer recorded."""
    session.expire_all()
    records = session.scalars(select(RentCheckRecord)).all()
    ids = {one.norm_set_id for one in records}
    norms = {norm_id: as_rule_set(get_norm_set(session, norm_id)) for norm_id in ids}
    differing = sum(_differs(session, one, norms[one.norm_set_id]) for one in records)
    verdicts = Counter(one.verdict.value for one in records)
    told = ", ".join(f"{count:,} {verdict}" for verdict, count in sorted(verdicts.items()))
    note = f"of {made:,} checks on {len(CHECKED_ON)} days ({told}), step by step"
    missing = made - len(records)
    return Figure(
        "rents.replayed_differently", differing + missing, "checks", 0, note, is_ceiling=True
    )


def _differs(session: Session, record: RentCheckRecord, norm: rules.NormSet) -> bool:
    kept = read_check(record)
    return not (
        json.loads(to_json(replay(kept))) == record.trace["check"]
        and _is_of(kept, session.get_one(Rent, record.rent_id))
        and (kept.inputs.norm_set.rows, kept.inputs.norm_set.includes) == (norm.rows, norm.includes)
    )


def _is_of(kept: RentCheck, rent: Rent) -> bool:
    """Whether a check was made of what is recorded of a rent."""
    facts = kept.inputs.facts
    price = rent.monthly_rent if rent.unit_price is None else rent.unit_price
    told = (facts.price, facts.unit, facts.lodger_pays, facts.sublessor_rent)
    return told == (price, rent.unit, rent.lodger_pays, rent.sublessor_rent) and (
        kept.inputs.inclusions == inclusions_of(rent)
    )


@contextmanager
def changed(session: Session, fault: Callable[[Session], None]) -> Iterator[None]:
    """For a while something is changed that never is; then it is as it was."""
    fault(session)
    yield
    session.rollback()


def another_trace(session: Session) -> None:
    """Planted: what was kept of a check says that the norm was a krona more."""
    record = session.scalars(select(RentCheckRecord).limit(1)).one()
    trace = deepcopy(record.trace)
    trace["check"]["inputs"]["norm_set"]["rows"][0]["amount"]["ore"] += 100
    session.execute(
        update(RentCheckRecord).where(RentCheckRecord.id == record.id).values(trace=trace)
    )


def another_rent(session: Session) -> None:
    """Planted: a rent that a check was made of has become another."""
    rent_id = session.scalars(select(RentCheckRecord.rent_id).limit(1)).one()
    session.execute(update(Rent).where(Rent.id == rent_id).values(monthly_rent=Money.kronor(1)))


def another_norm(session: Session) -> None:
    """Planted: a row of a norm that checks were made by has become another."""
    norm_set_id = session.scalars(select(RentCheckRecord.norm_set_id).limit(1)).one()
    of_norm = update(NormRow).where(NormRow.norm_set_id == norm_set_id)
    session.execute(of_norm.values(amount=Money.kronor(1)))
