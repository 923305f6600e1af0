"""Opening one case outside one's assignment for an hour."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.households.queries import find_by_identifier
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.reach import queries, services
from landlord_watch.reach.errors import ReasonTooShort
from landlord_watch.reach.models import OpeningCategory
from landlord_watch.reach.rules import LEAST_REASON_LETTERS
from landlord_watch.web import about, forms
from landlord_watch.web.db import db
from landlord_watch.web.guard import requires, showed, viewer
from landlord_watch.web.opening_words import CATEGORIES

bp = Blueprint("break_glass", __name__, url_prefix="/office/break-glass")

MOST_SHOWN = 50


class OpenForm(forms.OfficeForm):
    """Which case, and why."""

    typed = forms.TextField(
        lazy_gettext("Ärendenummer eller helt personnummer"),
        [forms.required(lazy_gettext("Skriv vilket ärende.")), forms.at_most(40)],
    )
    category = forms.OneOfField(
        lazy_gettext("Skäl"),
        [forms.required(lazy_gettext("Välj ett skäl."))],
        choices=CATEGORIES,
    )
    reason = forms.LongTextField(
        lazy_gettext("Varför behöver du läsa det nu?"),
        [forms.required(lazy_gettext("Skriv varför.")), forms.at_most(2000)],
    )


@bp.get("/")
@requires(Permission.BREAK_GLASS_USE, about=about.OWN)
def openings() -> ResponseReturnValue:
    """What one has asked to open, and what others wait for one to agree to."""
    who = viewer()
    waiting = queries.list_waiting(db(), viewer=who)
    showed(row.opening.id for row in waiting)
    return render_template(
        "office/break_glass/openings.html",
        own=queries.list_own_openings(db(), viewer=who, limit=MOST_SHOWN),
        waiting=waiting,
        now=who.at,
        categories=CATEGORIES,
        form=forms.OfficeForm(),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.BREAK_GLASS_USE, about=about.SEARCH)
def open_case() -> ResponseReturnValue:
    """Ask which case and why, and open it for an hour."""
    form = OpenForm()
    if form.validate_on_submit():
        try:
            return _open(form)
        except ReasonTooShort as refusal:
            form.refuse(refusal, field="reason")
    page = render_template(
        "office/break_glass/open_case.html", form=form, least=LEAST_REASON_LETTERS
    )
    return page, 422 if form.errors else 200


def _open(form: OpenForm) -> ResponseReturnValue:
    """Lead to the case; or, in the same words, say that nothing was found or that it waits."""
    opening = services.ask_to_open(
        db(),
        viewer=viewer(),
        household_ids=find_by_identifier(db(), typed=form.typed.data, on=clock.today()),
        category=OpeningCategory(form.category.data),
        reason=form.reason.data or "",
    )
    if opening.opened_at is None:
        flash(
            gettext(
                "Inget ärende öppnades. Finns det, måste någon som är utsedd för det godkänna "
                "först. Det du skrev är antecknat."
            )
        )
        return redirect(url_for(".openings"), code=303)
    return redirect(url_for("households.household", household_id=opening.household_id), code=303)


@bp.post("/<uuid:opening_id>/approve")
@requires(Permission.BREAK_GLASS_USE, about=about.OWN)
def approve(opening_id: UUID) -> ResponseReturnValue:
    """Agree, as the second person, that somebody reads a protected case."""
    services.approve_opening(db(), opening_id=opening_id, viewer=viewer())
    flash(gettext("Godkänt. Ärendet är öppet en timme för den som bad om det."))
    return redirect(url_for(".openings"), code=303)
