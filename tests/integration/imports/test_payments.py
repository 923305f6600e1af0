"""Lists of payments: which contract each was for, and whose account it went to."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories import lists
from factories.households import household, member, official_number, person
from factories.imports import Desk, counts
from factories.tenancies import tenancy
from landlord_watch.imports.rules.kind import KindName
from landlord_watch.landlords.models import AccountKind, PayeeAccount
from landlord_watch.payments.models import Payment
from landlord_watch.payments.rules import Link
from landlord_watch.tenancies.models import Tenancy

BANKGIRO = "5050-1055"
OTHER_BANKGIRO = "991-2346"
NUMBER = official_number(date(1988, 5, 4))
PAID = ["Vernr", "Personnummer", "Belopp", "Utbetalningsdag", "Avser månad", "Bankgiro"]


def tenant(session: Session) -> Tenancy:
    home = household(session, adults=0)
    somebody = person(session, number=NUMBER)
    member(session, home, somebody)
    return tenancy(session, tenant=home)


def test_a_payment_to_the_landlords_account_is_certain(session):
    one = tenant(session)
    desk = Desk(session, KindName.PAYMENTS, source="Lifecare")
    session.add(
        PayeeAccount(
            party_id=one.landlord_id,
            kind=AccountKind.BANKGIRO,
            number="50501055",
            source="Avtal",
            seen_on=date(2025, 1, 1),
            is_changed=False,
            recorded_at=one.recorded_at,
        )
    )
    row = ["U-1", NUMBER, "6 450,00", "2026-02-27", "2026-03", BANKGIRO]
    desk.take_in(lists.text([PAID, row]))

    paid = session.scalars(select(Payment)).one()
    assert (paid.tenancy_id, paid.link) == (one.id, Link.CERTAIN)
    assert (paid.source, paid.reference) == ("Lifecare", "U-1")
    assert paid.concerns_on == date(2026, 3, 1)


def test_a_payment_without_account_is_likely_and_without_contract_unknown(session):
    tenant(session)
    rows = [
        ["U-1", NUMBER, 6450, "2026-02-27", "2026-03", ""],
        ["U-2", NUMBER, 6450, "2020-02-27", "2020-03", ""],
    ]
    desk = Desk(session, KindName.PAYMENTS)
    batch = desk.look_over(lists.text([PAID, *rows]))
    desk.commit(batch)

    links = session.scalars(select(Payment.link).order_by(Payment.reference)).all()
    assert links == [Link.LIKELY, Link.UNKNOWN]
    assert desk.codes(batch) == [(3, "payment_without_contract", "")]


def test_a_payment_to_another_account_than_the_landlords_is_told_and_marked(session):
    tenant(session)
    desk = Desk(session, KindName.PAYMENTS)
    desk.take_in(lists.text([PAID, ["U-1", NUMBER, 6450, "2026-01-27", "2026-02", BANKGIRO]]))
    batch = desk.look_over(
        lists.text([PAID, ["U-2", NUMBER, 6450, "2026-02-27", "2026-03", OTHER_BANKGIRO]])
    )
    desk.commit(batch)

    marked = session.scalars(select(PayeeAccount).where(PayeeAccount.is_changed)).one()
    assert desk.codes(batch) == [(2, "account_not_the_landlords", "bankgiro")]
    assert marked.number == "9912346"


def test_a_payment_that_says_otherwise_the_second_time_is_stopped(session):
    tenant(session)
    desk = Desk(session, KindName.PAYMENTS)
    desk.take_in(lists.text([PAID, ["U-1", NUMBER, 6450, "2026-02-27", "2026-03", ""]]))
    batch = desk.look_over(lists.text([PAID, ["U-1", NUMBER, 6500, "2026-02-27", "2026-03", ""]]))

    assert desk.codes(batch) == [(2, "payment_stands_otherwise", "amount")]


def test_payments_without_numbers_are_known_again_by_what_they_say(session):
    tenant(session)
    head, row = PAID[1:], [NUMBER, 6450, "2026-02-27", "2026-03", ""]
    desk = Desk(session, KindName.PAYMENTS)
    desk.take_in(lists.text([head, row]))
    again = desk.look_over(lists.workbook([head, row]))

    assert counts(again) == {"same": 1}
    assert session.scalar(select(func.count()).select_from(Payment)) == 1
