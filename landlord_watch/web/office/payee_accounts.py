"""Accounts that took another's place: somebody looks whether the landlord itself changed it."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.landlords import queries, services
from landlord_watch.web import forms, import_words
from landlord_watch.web.db import db
from landlord_watch.web.exporting import Cell, Sheet, answer_sheet
from landlord_watch.web.guard import actor_id, requires, showed
from landlord_watch.web.stepping_up import fresh

bp = Blueprint("payee_accounts", __name__, url_prefix="/office/payee-accounts")


@bp.get("/")
@requires(Permission.REGISTER_READ)
def payee_accounts() -> ResponseReturnValue:
    """The accounts to look at, each with those the landlord had before."""
    rows = queries.list_accounts_to_look_at(db())
    ids = {row.party_id for row in rows}
    showed(ids)
    return render_template(
        "office/payee_accounts/payee_accounts.html",
        rows=rows,
        known=queries.accounts_of_landlords(db(), ids),
        words=import_words,
    )


@bp.get("/export")
@requires(Permission.REGISTER_EXPORT)
@fresh
def export() -> ResponseReturnValue:
    """The same as a file."""
    rows = queries.list_accounts_to_look_at(db())
    showed({row.party_id for row in rows})
    columns = [
        gettext("Hyresvärd"),
        gettext("Slag"),
        gettext("Nytt konto"),
        gettext("Sågs först"),
        gettext("Läst i"),
    ]
    cells: list[list[Cell]] = [
        [
            each.party.name,
            str(import_words.FIELDS[each.kind.value]),
            each.number,
            each.seen_on,
            each.source,
        ]
        for each in rows
    ]
    return answer_sheet(Sheet("andrade-konton", columns, cells))


@bp.post("/<uuid:payee_account_id>/looked-at")
@requires(Permission.REGISTER_WRITE)
def look_at(payee_account_id: UUID) -> ResponseReturnValue:
    """Note that an account has been looked at."""
    if forms.OfficeForm().validate_on_submit():
        services.note_account_looked_at(
            db(), account_id=payee_account_id, actor_id=actor_id(), at=clock.utc_now()
        )
        flash(gettext("Kontot är granskat."))
    return redirect(url_for(".payee_accounts"), code=303)
