"""Making editions of landlords, and taking them back; who does it decides nothing that is told."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.identity.rules import Permission
from landlord_watch.imports.queries import newest_import_on
from landlord_watch.infra import clock
from landlord_watch.oversight.models import LandlordEdition
from landlord_watch.oversight.rules.edition_calendar import latest_period, period_ending
from landlord_watch.oversight.services.landlord_editions import (
    EditionAsked,
    make_landlord_edition,
    withdraw_edition,
)
from landlord_watch.web import edition_words, forms
from landlord_watch.web.db import db
from landlord_watch.web.edition_paper import title
from landlord_watch.web.edition_shelf import Shelf, shelf
from landlord_watch.web.guard import actor_id, requires
from landlord_watch.web.stepping_up import fresh

bp = Blueprint("landlord_editions", __name__, url_prefix="/office/landlord-editions")

#: So many quarters back may be told; before that the register says little of how it was.
QUARTERS = 4
A_QUARTER = 3
FIELDS = {
    "edition_not_quarter": "ends_on",
    "edition_made_already": "ends_on",
    "edition_groups_contradict": "ends_on",
    "edition_reason_missing": "reason",
    "edition_withdrawn_already": "reason",
}


class MakeForm(forms.OfficeForm):
    """Which quarter it ends with, and that it is meant."""

    ends_on = forms.ChoiceField(
        lazy_gettext("Vilka tolv månader?"),
        [forms.required(lazy_gettext("Välj en period."))],
        choices={},
    )
    is_meant = forms.TickField(
        lazy_gettext("Ja, gör utgåvan. Den kan inte ändras efteråt, bara dras tillbaka."),
        [forms.required(lazy_gettext("Kryssa i att utgåvan ska göras."))],
    )

    def offer(self, periods: Mapping[str, str]) -> None:
        """The periods that may be told."""
        self.ends_on.choices = dict(periods)

    def read_ends_on(self) -> date:
        """The first day after the period."""
        return date.fromisoformat(forms.must(self.ends_on.data))


class WithdrawForm(forms.OfficeForm):
    """Why an edition no longer stands."""

    reason = forms.LongTextField(
        lazy_gettext("Varför gäller den inte?"),
        [
            forms.required(lazy_gettext("Skriv varför utgåvan inte gäller.")),
            forms.at_most(1000),
        ],
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.STATISTICS_USE)
def new_edition() -> ResponseReturnValue:
    """Make the edition of a quarter that is over."""
    periods = _periods(shelf(), clock.today())
    form = MakeForm()
    form.offer(periods)
    made: list[LandlordEdition] = []

    def make() -> None:
        found = make_landlord_edition(
            db(),
            asked=EditionAsked(form.read_ends_on(), newest_import_on(db())),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )
        made.append(found)

    if form.carries(make, at_code=FIELDS):
        flash(gettext("Utgåvan är gjord."))
        return redirect(url_for("overview.edition", landlord_edition_id=made[0].id), code=303)
    page = render_template("office/landlord_editions/new_edition.html", form=form, periods=periods)
    return page, 422 if form.errors else 200


def _periods(found: Shelf, today: date) -> dict[str, str]:
    """The quarters that are over and have no edition that stands, the latest first."""
    made = {each.told.ends_on for each in found.standing}
    ends = [_quarters_before(latest_period(today)[1], back) for back in range(QUARTERS)]
    return {
        each.isoformat(): edition_words.months(*period_ending(each))
        for each in ends
        if each not in made
    }


def _quarters_before(ends_on: date, back: int) -> date:
    month = ends_on.month - 1 - A_QUARTER * back
    return date(ends_on.year + month // 12, month % 12 + 1, 1)


@bp.route("/<uuid:landlord_edition_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.STATISTICS_USE)
@fresh
def withdraw(landlord_edition_id: UUID) -> ResponseReturnValue:
    """Take an edition back: it stays as it was, with the reason across it."""
    kept = shelf().get(landlord_edition_id)
    form = WithdrawForm()

    def take_back() -> None:
        withdraw_edition(
            db(),
            edition_id=landlord_edition_id,
            reason=form.reason.data or "",
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(take_back, at_code=FIELDS):
        flash(gettext("Utgåvan är tillbakadragen."))
        there = url_for("overview.edition", landlord_edition_id=landlord_edition_id)
        return redirect(there, code=303)
    page = render_template(
        "office/landlord_editions/withdraw.html", form=form, kept=kept, title_of_edition=title(kept)
    )
    return page, 422 if form.errors else 200
