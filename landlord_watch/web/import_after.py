"""What comes after a list was looked over: rows put right, and all of it taken back."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from landlord_watch.identity.rules import Permission
from landlord_watch.imports import queries
from landlord_watch.imports.errors import FileReadAlready, FileUnreadable
from landlord_watch.imports.services.closing import put_away
from landlord_watch.imports.services.receiving import FileGiven
from landlord_watch.imports.services.undoing import Hindrance, list_hindrances, undo
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import Conflict
from landlord_watch.web import forms, import_words
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, is_allowed, showed
from landlord_watch.web.import_files import errors_file
from landlord_watch.web.import_forms import CorrectedForm
from landlord_watch.web.import_lists import MOST_FORM_BYTES, Lists, receive, refuse_file
from landlord_watch.web.workbooks import download

#: Where something is read, by its table: the page, what its address calls it, and what that takes.
PAGES = {
    "rent_check": ("rent_checks.recorded_check", "check_id", Permission.RENTS_READ),
    "adjustment_period": (
        "adjustment_periods.adjustment_period",
        "period_id",
        Permission.RENTS_READ,
    ),
    "visit": ("visits.visit", "visit_id", Permission.VISITS_READ),
    "deficiency": ("deficiencies.deficiency", "deficiency_id", Permission.DEFICIENCIES_READ),
    "tenancy": ("tenancies.tenancy", "tenancy_id", Permission.TENANCIES_READ),
    "dwelling": ("dwellings.dwelling", "dwelling_id", Permission.REGISTER_READ),
    "party": ("landlords.landlord", "landlord_id", Permission.REGISTER_READ),
}


def url_of_hindrance(each: Hindrance) -> str:
    """Where what stands in the way is read; empty: it has no page, or not for who asks."""
    for table, row_id in ((each.by_table, each.by_id), (each.table, each.id)):
        endpoint, argument, permission = PAGES.get(table, ("", "", Permission.ACCOUNT_USE))
        if endpoint and is_allowed(permission):
            values: dict[str, Any] = {argument: row_id}  # as Flask takes them
            return url_for(endpoint, **values)
    return ""


def errors(of: Lists, batch_id: UUID) -> ResponseReturnValue:
    """The rows that failed, with what is wrong, as a workbook."""
    one = of.batch(batch_id)
    failed = list(queries.failed_rows(db(), one))
    showed({UUID(row["household_id"]) for row in failed if row.get("household_id")})
    return download(errors_file(one, failed), gettext("att-ratta") + ".xlsx")


def corrected(of: Lists, batch_id: UUID) -> ResponseReturnValue:
    """Bring failed rows again, put right."""
    request.max_content_length = MOST_FORM_BYTES  # whose token is looked at by the form itself
    one, form = of.batch(batch_id), CorrectedForm()
    if form.validate_on_submit():
        name, content = form.read_file()
        given = FileGiven(one.kind, one.source, name, content, one.as_of_on, continues_id=one.id)
        try:
            made = receive(given)
        except FileReadAlready as refusal:
            form.refuse(refusal, field="file")
        except FileUnreadable as refusal:
            refuse_file(form, refusal)
        else:
            return redirect(url_for(".columns", batch_id=made.id), code=303)
    page = render_template(
        "office/imports/corrected.html", form=form, batch=one, words=import_words
    )
    return page, 422 if form.errors else 200


def undo_batch(of: Lists, batch_id: UUID) -> ResponseReturnValue:
    """What stands in the way of taking a list back; and taking it back."""
    one, form = of.batch(batch_id), forms.OfficeForm()
    if form.validate_on_submit():
        try:
            undo(db(), batch_id=one.id, actor_id=actor_id(), at=clock.utc_now())
        except Conflict as refusal:
            form.refuse(refusal)
        else:
            flash(gettext("Listan är ångrad. Det den förde in är borttaget."))
            return redirect(url_for(".batch", batch_id=one.id), code=303)
    hindrances = list_hindrances(db(), batch_id=one.id) if one.undoes_id is None else []
    page = render_template(
        "office/imports/undo.html",
        batch=one,
        form=form,
        hindrances=hindrances,
        url_of=url_of_hindrance,
        touched=queries.count_touches(db(), one.id),
        words=import_words,
    )
    return page, 422 if form.errors else 200


def put_batch_away(of: Lists, batch_id: UUID) -> ResponseReturnValue:
    """Delete what a file said."""
    one = of.batch(batch_id)
    if forms.OfficeForm().validate_on_submit():
        put_away(db(), batch_id=one.id, actor_id=actor_id(), at=clock.utc_now())
        flash(gettext("Filen är borttagen. Vad listan ändrade står kvar."))
    return redirect(url_for(".batch", batch_id=one.id), code=303)
