"""What a norm leaves out, put together so that a person can read it."""

from uuid import UUID

from landlord_watch.kernel.money import Money
from landlord_watch.rents.rules.norm_report import Doubled, Households, norm_report
from landlord_watch.rents.rules.norms import NormKind, NormRow, NormSet

ANY = Money.kronor(5_000)


def report_of(*rows: NormRow):
    return norm_report(
        NormSet(
            id=UUID(int=1),
            municipality_code=None,
            publisher="Påhittad",
            name="Påhittad",
            kind=NormKind.MUNICIPAL_DECISION,
            starts_on=None,
            ends_on=None,
            decision_reference="",
            source="",
            includes={},
            rows=rows,
        )
    )


def test_a_norm_with_a_row_for_everybody_is_whole():
    report = report_of(NormRow("alla", ANY, 1, None, 0, None))

    assert report.is_whole


def test_households_without_a_row_are_told_as_one_where_they_follow_on_each_other():
    report = report_of(NormRow("1-2 vuxna + 0-3 barn", ANY, 1, 2, 0, 3))

    assert report.lacking == (
        Households(1, 2, 4, 10, is_open=True),
        Households(3, 4, 0, 10, is_open=True),
    )


def test_a_gap_in_the_middle_is_not_said_to_go_on():
    report = report_of(NormRow("utan", ANY, 1, None, 0, 0), NormRow("2+", ANY, 1, None, 2, None))

    assert report.lacking == (Households(1, 4, 1, 1, is_open=False),)


def test_ages_are_told_only_where_not_all_ages_lack_a_row():
    report = report_of(
        NormRow("unga", ANY, 1, None, 0, None, age_under=25),
        NormRow("äldre", ANY, 1, 1, 0, None, age_from=25),
    )

    assert report.lacking[0] == Households(2, 2, 0, 10, is_open=True, ages=((24, 25), (25, 25)))


def test_households_with_several_rows_are_told_with_the_rows_and_the_rooms():
    report = report_of(
        NormRow("ettor", ANY, 1, None, 0, None, rooms=1),
        NormRow("tvåor", ANY, 1, None, 0, None, rooms=2),
    )

    assert report.doubled == (
        Doubled(("ettor", "tvåor"), (3,), (Households(1, 4, 0, 10, is_open=True),)),
    )
