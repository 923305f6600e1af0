"""How many dwellings a landlord has in the municipality: who says so, and as of when."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.identity.queries import names_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import NotFound
from landlord_watch.landlords.queries import get_landlord
from landlord_watch.oversight.models import LandlordDwellingTotal
from landlord_watch.oversight.queries.edition_parameters import list_dwelling_totals
from landlord_watch.oversight.services import edition_settings as services
from landlord_watch.web import forms
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires

bp = Blueprint(
    "dwelling_totals", __name__, url_prefix="/office/landlords/<uuid:landlord_id>/dwelling-totals"
)

MOST = 100_000


class TotalForm(forms.OfficeForm):
    """The number, its source, and its day."""

    dwellings = forms.WholeNumberField(
        lazy_gettext("Antal lägenheter i kommunen"),
        [forms.required(lazy_gettext("Skriv hur många lägenheter det är."))],
        least=1,
        most=MOST,
    )
    source = forms.TextField(
        lazy_gettext("Källa"),
        [forms.required(lazy_gettext("Skriv var antalet kommer från.")), forms.at_most(200)],
    )
    as_of_on = forms.DayField(
        lazy_gettext("Så många den dag"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )

    def read_facts(self) -> services.DwellingTotalFacts:
        """What was typed."""
        return services.DwellingTotalFacts(
            dwellings=forms.must(self.dwellings.data),
            source=self.source.data or "",
            as_of_on=forms.must(self.as_of_on.data),
        )


@bp.get("/")
@requires(Permission.REGISTER_READ)
def totals(landlord_id: UUID) -> ResponseReturnValue:
    """What it was said to be, the latest day first."""
    party = get_landlord(db(), landlord_id)
    found = list_dwelling_totals(db(), party_id=party.id)
    return render_template(
        "office/dwelling_totals/totals.html",
        party=party,
        totals=found,
        staff=names_of(db(), {each.recorded_by_id for each in found}),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def new_total(landlord_id: UUID) -> ResponseReturnValue:
    """Record how many there are."""
    party = get_landlord(db(), landlord_id)
    form = TotalForm(data={"as_of_on": clock.today()})

    def record() -> None:
        services.record_dwelling_total(
            db(),
            party_id=party.id,
            facts=form.read_facts(),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(record, at="as_of_on"):
        flash(gettext("Antalet är sparat. Det räknas med från nästa utgåva."))
        return redirect(url_for(".totals", landlord_id=party.id), code=303)
    page = render_template("office/dwelling_totals/new_total.html", form=form, party=party)
    return page, 422 if form.errors else 200


@bp.route("/<uuid:dwelling_total_id>/take-back", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def take_back(landlord_id: UUID, dwelling_total_id: UUID) -> ResponseReturnValue:
    """Ask whether a number was wrong, and take it back."""
    party = get_landlord(db(), landlord_id)
    total, form = _total(party.id, dwelling_total_id), forms.OfficeForm()

    def back() -> None:
        services.take_back_dwelling_total(
            db(), total_id=total.id, actor_id=actor_id(), at=clock.utc_now()
        )

    if form.carries(back):
        flash(gettext("Antalet är tillbakataget. Utgåvor som är gjorda ändras inte."))
        return redirect(url_for(".totals", landlord_id=party.id), code=303)
    page = render_template(
        "office/dwelling_totals/take_back.html", form=form, party=party, total=total
    )
    return page, 422 if form.errors else 200


def _total(party_id: UUID, total_id: UUID) -> LandlordDwellingTotal:
    """Raises: `NotFound`: there is none, or it is another landlord's."""
    found = next(
        (each for each in list_dwelling_totals(db(), party_id=party_id) if each.id == total_id),
        None,
    )
    if found is None:
        raise NotFound(total_id=total_id)
    return found
