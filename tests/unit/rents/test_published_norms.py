"""Norm tables from CSV."""

from datetime import date

import pytest

from landlord_watch.kernel.money import Money
from landlord_watch.rents.errors import NormFileProblem, NormFileRefused
from landlord_watch.rents.rules.inclusions import Inclusion, Says
from landlord_watch.rents.rules.norms import NormKind
from landlord_watch.rents.rules.published_norms import published_norms, read_norm_csv

HEAD = "municipality,year,household_size_or_type,max_rent_sek_month,source"
PUBLISHED = {norm_set.name: norm_set for norm_set in published_norms()}


def test_eleven_tables_of_seven_publishers_come_with_the_program():
    assert len(PUBLISHED) == len(published_norms()) == 11
    assert len({norm_set.publisher for norm_set in published_norms()}) == 7


@pytest.mark.parametrize(
    ("name", "starts_on", "ends_on", "is_assumed"),
    [
        ("Högsby 2020", date(2020, 4, 1), date(2021, 5, 1), False),
        ("Högsby 2021", date(2021, 5, 1), date(2023, 1, 1), False),
        ("Högsby 2023", date(2023, 1, 1), None, True),
        ("Malmö 2018", date(2018, 1, 1), date(2019, 1, 1), True),
        ("Malmö 2019", date(2019, 1, 1), date(2022, 1, 1), True),
        ("Malmö 2022", date(2022, 1, 1), None, False),
        ("Ängelholm 2023", date(2023, 4, 1), None, False),
        ("Vimmerby 2024", date(2024, 1, 1), None, True),
        ("HFAB utan datum", None, None, False),
    ],
)
def test_a_table_holds_for_the_days_that_were_published(name, starts_on, ends_on, is_assumed):
    found = PUBLISHED[name]

    assert (found.starts_on, found.ends_on) == (starts_on, ends_on)
    assert found.is_start_assumed == is_assumed


def test_a_landlords_statement_is_told_from_a_municipalitys_page():
    kinds = {name: norm_set.kind for name, norm_set in PUBLISHED.items()}

    assert kinds.pop("HFAB utan datum") is NormKind.LANDLORD_STATEMENT
    assert set(kinds.values()) == {NormKind.PUBLISHED_PAGE}
    assert PUBLISHED["HFAB utan datum"].municipality_code == "1380"


@pytest.mark.parametrize("norm_set", PUBLISHED.values(), ids=PUBLISHED)
def test_no_norm_includes_household_electricity(norm_set):
    assert norm_set.includes[Inclusion.HOUSEHOLD_ELECTRICITY] is Says.NO


def test_a_norm_includes_what_its_publisher_says_and_nothing_else_is_known():
    electricity = {Inclusion.HOUSEHOLD_ELECTRICITY: Says.NO}

    assert PUBLISHED["Uddevalla 2020"].includes == {
        **electricity,
        Inclusion.HEATING: Says.YES,
        Inclusion.PARKING: Says.NO,
    }
    assert PUBLISHED["HFAB utan datum"].includes == {
        **electricity,
        Inclusion.HEATING: Says.YES,
        Inclusion.HOT_WATER: Says.YES,
    }
    assert PUBLISHED["Malmö 2022"].includes == electricity


@pytest.mark.parametrize(
    ("name", "increment"), [("Malmö 2019", 1_800), ("Malmö 2022", 1_750), ("Uddevalla 2020", 1_600)]
)
def test_an_increment_goes_on_from_the_row_it_extends(name, increment):
    *others, last = PUBLISHED[name].rows

    assert last.label == "1-2 vuxna + 2 barn"
    assert (last.children_max, last.per_extra_child) == (None, Money.kronor(increment))
    assert [row.per_extra_child for row in others] == [None, None]


def test_ids_are_the_same_every_time_and_differ_between_tables():
    again = read_norm_csv(f"{HEAD}\nMalmö,2024,1 vuxen,7000,s\n")

    assert again == read_norm_csv(f"{HEAD}\nMalmö,2024,1 vuxen,7000,s\n")
    assert len({norm_set.id for norm_set in published_norms()}) == 11


def test_a_municipality_states_its_decision_its_day_and_what_its_norm_includes():
    head = f"{HEAD},starts_on,decision_reference,includes_heating,includes_furniture"
    [found] = read_norm_csv(
        f"{head}\nBengtsfors,2026,1 vuxen,6 100,sidan,2026-03-01,KS 2026-01-15 § 3,ja,Nej\n"
    )

    assert (found.starts_on, found.is_start_assumed) == (date(2026, 3, 1), False)
    assert found.kind is NormKind.MUNICIPAL_DECISION
    assert found.decision_reference == "KS 2026-01-15 § 3"
    assert found.includes[Inclusion.HEATING] is Says.YES
    assert found.includes[Inclusion.FURNITURE] is Says.NO


def test_semicolons_a_byte_order_mark_and_empty_lines_are_read():
    [found] = read_norm_csv(
        f"\ufeff{HEAD.replace(',', ';')}\r\nMalmö;2024;1 vuxen;7000,50;s\r\n;;;;\r\n"
    )

    assert [row.amount for row in found.rows] == [Money(700_050)]


@pytest.mark.parametrize(
    "written", ["6300", "6 300", "6\u00a0300", "6300,00"], ids=["plain", "space", "nbsp", "comma"]
)
def test_an_amount_is_read_as_swedes_write_it(written):
    [found] = read_norm_csv(f'{HEAD}\nMalmö,2024,1 vuxen,"{written}",s\n')

    assert found.rows[0].amount == Money.kronor(6_300)


@pytest.mark.parametrize(
    ("line", "column", "code", "value"),
    [
        ("Malmö,2024,en vuxen,7000,s", "household_size_or_type", "norm_label_unreadable", None),
        ("Malmö,2024,3-2 vuxna,7000,s", "household_size_or_type", "norm_row_invalid", None),
        ("Malmö,2024,1 vuxen,sjutusen,s", "max_rent_sek_month", "not_an_amount", "sjutusen"),
        ("Malmö,2024,1 vuxen,0,s", "max_rent_sek_month", "not_an_amount", "0"),
        ("Malmö,2024,1 vuxen,NaN,s", "max_rent_sek_month", "not_an_amount", "NaN"),
        ("Malmö,i år,1 vuxen,7000,s", "year", "not_a_year", "i år"),
        ("Malmö,2024,1 vuxen,7000,s,2024-13-01", "starts_on", "not_a_day", "2024-13-01"),
        (",2024,1 vuxen,7000,s", "municipality", "empty", ""),
        ("Atlantis,2024,1 vuxen,7000,s", "municipality", "municipality_unknown", "Atlantis"),
        ("Malmö,2024,1 vuxen,7000,s,,kanske", "includes_heating", "not_yes_or_no", "kanske"),
        (
            "Malmö,2024,TILLÄGG per barn utöver 2,900,s",
            "household_size_or_type",
            "increment_extends_no_row",
            None,
        ),
        ("Malmö,2024", "max_rent_sek_month", "not_an_amount", ""),
    ],
)
def test_what_cannot_be_read_is_named_by_line_and_column(line, column, code, value):
    with pytest.raises(NormFileRefused) as refusal:
        read_norm_csv(f"{HEAD},starts_on,includes_heating\n{line}\n")

    [problem] = refusal.value.problems
    assert (problem.line, problem.column, problem.code) == (2, column, code)
    assert value is None or problem.value == value


def test_every_problem_of_a_file_is_named_at_once():
    with pytest.raises(NormFileRefused) as refusal:
        read_norm_csv(
            f"{HEAD}\nAtlantis,2024,1 vuxen,1,s\nMalmö,2024,?,1,s\nMalmö,2024,1 vuxen,x,s\n"
        )

    assert [problem.line for problem in refusal.value.problems] == [2, 3, 4]


def test_a_file_without_its_columns_is_refused_by_their_names():
    with pytest.raises(NormFileRefused) as refusal:
        read_norm_csv("municipality,year,source\n")

    assert refusal.value.problems == (
        NormFileProblem(1, "household_size_or_type", "column_missing", ""),
        NormFileProblem(1, "max_rent_sek_month", "column_missing", ""),
    )
