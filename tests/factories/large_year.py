"""
A year of a municipality with very many tenancies, each table filled by one statement.

The municipality's own company lets more than a quarter of all homes; the others are a hundred, or
one to a thousand homes, and the first of them lets as many as the last third together. Six of ten
households have aid, one of ten came from elsewhere, one of twenty was visited. Written for SQLite;
what differs between rows follows from their place by steps that have no divisor in common, so that
it is the same each time.
"""

# ruff: noqa: S608 -- the statements are whole as they stand here; nothing of them comes from outside

from collections.abc import Iterator
from sqlite3 import Connection
from typing import Final

LEAST_LANDLORDS: Final = 100
HOMES_A_LANDLORD: Final = 1_000
MUNICIPAL_PERCENT: Final = 28

#: What an id begins with, by table; the place fills the rest.
LANDLORD, HOME, HOUSEHOLD, PERSON, TENANCY, RENT, VISIT = "abcdef0"
NOW: Final = "'2025-01-02 09:00:00.000000'"


def _id(kind: str, place: str = "place") -> str:
    return f"printf('{kind}%031x', {place})"


def _other(step: int) -> str:
    """An id that nothing else refers to."""
    return f"printf('9{step:02x}%029x', place)"


FILLED: Final = (
    f"""INSERT INTO party (id, kind, name, email, phone, postal_address, is_municipal, recorded_at)
    SELECT {_id(LANDLORD)}, CASE WHEN homes = 1 AND place % 3 THEN 'natural' ELSE 'legal' END,
        'Hyresvärd ' || place, '', '', '', place = 0, {NOW} FROM landlord_of""",
    f"""INSERT INTO dwelling (id, kind, street_address, postal_code, postal_town, dwelling_number,
        rooms, area_m2, recorded_at)
    SELECT {_id(HOME)}, 'flat', 'Storgatan ' || place, '66600', 'Bengtsfors', '1001', 2, 60,
        {NOW} FROM home_of""",
    f"""INSERT INTO party_role (id, party_id, dwelling_id, kind, starts_on, source, recorded_at)
    SELECT {_other(1)}, {_id(LANDLORD, "landlord")}, {_id(HOME)}, 'contracting_landlord',
        '2020-01-01', 'lista', {NOW} FROM home_of""",
    f"""INSERT INTO household (id, case_number, language, is_interpreter_needed, recorded_at)
    SELECT {_id(HOUSEHOLD)}, 'L-' || place, 'sv', 0, {NOW} FROM home_of""",
    f"""INSERT INTO person (id, given_name, family_name, name_key, number_kind, number,
        number_index, born_on, recorded_at)
    SELECT {_id(PERSON)}, '', '', '', 'personnummer', '', CAST(place AS BLOB), '1980-01-01', {NOW}
        FROM home_of""",
    f"""INSERT INTO household_member (id, household_id, person_id, role, starts_on, share_permille,
        is_in_school)
    SELECT {_other(2)}, {_id(HOUSEHOLD)}, {_id(PERSON)}, 'adult', '2024-01-01', 1000, 0
        FROM home_of""",
    f"""INSERT INTO tenancy (id, household_id, dwelling_id, landlord_id, contract_kind, starts_on,
        ends_on, share_permille, is_contract_seen, recorded_at)
    SELECT {_id(TENANCY)}, {_id(HOUSEHOLD)}, {_id(HOME)}, {_id(LANDLORD, "landlord")},
        'primary_lease', date('2023-01-01', (place * 37 % 1300) || ' days'),
        CASE WHEN place % 11 = 0 THEN '2026-08-01' END, 1000, 1, {NOW} FROM home_of""",
    f"""INSERT INTO rent (id, tenancy_id, starts_on, monthly_rent_ore, basis, inclusions,
        recorded_at, unit, cause, is_confirmed)
    SELECT {_id(RENT)}, {_id(TENANCY)}, '2023-01-01', 520000 + place * 3700 % 600000, 'contract',
        '{{}}', {NOW}, 'month', 'agreed', 1 FROM home_of WHERE place % 10 < 6""",
    f"""INSERT INTO rent_check (id, tenancy_id, rent_id, norm_set_id, checked_on, verdict, trace,
        recorded_by_id, recorded_at)
    SELECT {_other(3)}, {_id(TENANCY)}, {_id(RENT)}, norm_set.id, '2026-05-04',
        CASE WHEN place * 7 % 20 < 5 THEN 'over' ELSE 'within' END,
        replace(replace(:trace, '"@excess"', (place * 7 % 20 < 5) * (100 + place * 3700 % 250000)),
            '"@adults"', 1 + place % 3 % 2), staff_member.id, '2026-05-04 09:00:00.000000'
        FROM home_of, norm_set, staff_member WHERE place % 10 < 6""",
    f"""INSERT INTO aid_period (id, household_id, starts_on, ends_on, granted_housing_cost_ore,
        recorded_at)
    SELECT {_other(4)}, {_id(HOUSEHOLD)}, date('2023-02-01', (place * 37 % 1300) || ' days'),
        CASE WHEN place % 7 = 0 THEN '2026-09-01' END, 600000, {NOW}
        FROM home_of WHERE place % 10 < 6""",
    f"""INSERT INTO arrival (id, household_id, from_municipality_code, arrived_on, own_wish, forms,
        account, recorded_at, arranged_by, arranged_words, arranged_parts)
    SELECT {_other(5)}, {_id(HOUSEHOLD)}, CASE WHEN place % 50 THEN 1400 + place % 90 END,
        date('2023-01-01', (place * 37 % 1300) || ' days'), 'no', '[]', '', {NOW}, 'not_known', '',
        '{{}}' FROM home_of WHERE place % 10 = 1""",
    f"""INSERT INTO payment (id, source, reference, household_id, person_id, tenancy_id, link,
        amount_ore, paid_on, concerns_on, is_month_said, account_number, recorded_at)
    SELECT {_other(6)}, 'lista', place, {_id(HOUSEHOLD)}, {_id(PERSON)}, {_id(TENANCY)}, 'certain',
        500000 + place % 997 * 100, '2026-04-01', '2026-04-01', 1, '', {NOW}
        FROM home_of WHERE place % 10 < 6""",
    f"""INSERT INTO visit (id, household_id, dwelling_id, assigned_to_id, purpose, planned_at,
        asked_how, language, interpreter, note, state, planned_by_id, recorded_at)
    SELECT {_id(VISIT)}, {_id(HOUSEHOLD)}, {_id(HOME)}, staff_member.id, 'housing_condition',
        '2026-03-03 09:00:00.000000', '', 'sv', '', '', 'reviewed', staff_member.id, {NOW}
        FROM home_of, staff_member WHERE place % 20 = 1""",
    f"""INSERT INTO deficiency (id, dwelling_id, visit_id, item_id, checklist_version, level,
        responsible, found_on, due_on, is_fixed_on_spot, state)
    SELECT {_other(7)}, {_id(HOME)}, {_id(VISIT)}, 'A1', '1',
        CASE WHEN place % 3 THEN 'minor' ELSE 'serious' END, 'landlord', '2026-03-03',
        '2026-04-03', 0, 'open' FROM home_of WHERE place % 40 = 1""",
)


def fill_year(connection: Connection, *, tenancies: int, trace: str) -> None:
    """
    All of it; tables are there, with one norm and one of the staff and else empty.

    `trace`: of a check, as it is kept; its excess and its adults are set for each row.
    """
    connection.execute("CREATE TEMP TABLE home_of (place INTEGER PRIMARY KEY, landlord INTEGER)")
    connection.execute("CREATE TEMP TABLE landlord_of (place INTEGER PRIMARY KEY, homes INTEGER)")
    sizes = landlord_sizes(tenancies)
    connection.executemany("INSERT INTO landlord_of VALUES (?, ?)", enumerate(sizes))
    connection.executemany("INSERT INTO home_of VALUES (?, ?)", enumerate(_landlords(sizes)))
    for statement in FILLED:
        connection.execute(statement, {"trace": trace} if ":trace" in statement else {})
    connection.execute("ANALYZE")
    connection.commit()


def landlord_sizes(tenancies: int) -> list[int]:
    """How many homes each landlord lets, the municipality's own company first."""
    own = tenancies * MUNICIPAL_PERCENT // 100
    landlords = max(LEAST_LANDLORDS, tenancies // HOMES_A_LANDLORD)
    weights = [1 / place for place in range(3, landlords + 3)]
    others = [int((tenancies - own) * each / sum(weights)) for each in weights]
    return [tenancies - sum(others), *others]


def _landlords(sizes: list[int]) -> Iterator[int]:
    return (landlord for landlord, homes in enumerate(sizes) for _ in range(homes))
