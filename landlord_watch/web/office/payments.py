"""What was paid out of aid for housing, as lists brought it, and for which contract."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from landlord_watch.identity.rules import Permission
from landlord_watch.payments import queries
from landlord_watch.payments.rules import Link
from landlord_watch.web import about, case_words, lists
from landlord_watch.web.db import db
from landlord_watch.web.exporting import Cell, Sheet, answer_sheet
from landlord_watch.web.format import street
from landlord_watch.web.guard import requires, showed, within
from landlord_watch.web.paging import page_number
from landlord_watch.web.stepping_up import fresh

bp = Blueprint("payments", __name__, url_prefix="/office/payments")


@bp.get("/")
@requires(Permission.RENTS_READ, about=about.LIST)
def payments() -> ResponseReturnValue:
    """The payments within reach, the latest first."""
    link = lists.chosen("link", Link)
    page = queries.list_payments(
        db(), link=link, within=within(Permission.RENTS_READ), number=page_number()
    )
    showed(row.payment.id for row in page.rows)
    return render_template(
        "office/payments/payments.html",
        page=page,
        link=link,
        page_url=lists.url_of_page(".payments", link=link),
        words=case_words,
    )


@bp.get("/export")
@requires(Permission.CASES_EXPORT, about=about.LIST)
@fresh
def export() -> ResponseReturnValue:
    """The same as a file, but those of households where somebody is protected."""
    page = queries.list_payments(
        db(),
        link=lists.chosen("link", Link),
        within=within(Permission.CASES_EXPORT),
        number=None,
    )
    showed(row.payment.id for row in page.rows)
    columns = [
        gettext("Utbetalt"),
        gettext("Månad"),
        gettext("Ärende"),
        gettext("Bostad"),
        gettext("Belopp"),
        gettext("Hur säkert"),
        gettext("Läst i"),
    ]
    return answer_sheet(Sheet("utbetalningar", columns, [_exported(row) for row in page.rows]))


def _exported(row: queries.PaymentRow) -> list[Cell]:
    payment = row.payment
    return [
        payment.paid_on,
        f"{payment.concerns_on:%Y-%m}",
        row.case_number,
        None if row.dwelling is None else street(row.dwelling),
        payment.amount,
        str(case_words.PAYMENT_LINKS[payment.link.value]),
        payment.source,
    ]
