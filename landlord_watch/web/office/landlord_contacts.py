"""The dialogue with a landlord: what was said; what was undertaken follows in its own form."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.landlords import queries, services
from landlord_watch.landlords.errors import ContactInFuture
from landlord_watch.landlords.models import ContactChannel
from landlord_watch.web import forms, register_words
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires

bp = Blueprint("landlord_contacts", __name__, url_prefix="/office/landlords")


class ContactForm(forms.OfficeForm):
    """A contact as it is typed in."""

    happened_on = forms.DayField(
        lazy_gettext("Dag"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )
    channel = forms.OneOfField(
        lazy_gettext("Hur"),
        [forms.required(lazy_gettext("Välj hur kontakten skedde."))],
        choices=register_words.CHANNELS,
    )
    summary = forms.LongTextField(
        lazy_gettext("Vad sades?"),
        [forms.required(lazy_gettext("Skriv vad som sades.")), forms.at_most(4000)],
    )
    has_measures = forms.TickField(lazy_gettext("Hyresvärden åtog sig något"))

    def read_contact(self) -> services.ContactFacts:
        """What was typed."""
        return services.ContactFacts(
            happened_on=forms.must(self.happened_on.data),
            channel=ContactChannel(self.channel.data),
            summary=self.summary.data,
        )


@bp.route("/<uuid:landlord_id>/contacts/new", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def new_contact(landlord_id: UUID) -> ResponseReturnValue:
    """Record a contact with a landlord."""
    party, form = queries.get_landlord(db(), landlord_id), ContactForm()
    if form.validate_on_submit():
        try:
            contact = services.record_contact(
                db(),
                landlord_id=party.id,
                contact=form.read_contact(),
                today=clock.today(),
                actor_id=actor_id(),
                at=clock.utc_now(),
            )
        except ContactInFuture as refusal:
            form.refuse(refusal, field="happened_on")
        else:
            flash(gettext("Kontakten är sparad."))
            return redirect(_after(form, party.id, contact.id), code=303)
    page = render_template("office/landlord_contacts/new_contact.html", form=form, party=party)
    return page, 422 if form.errors else 200


def _after(form: ContactForm, landlord_id: UUID, contact_id: UUID) -> str:
    """On to what was undertaken, or back to the landlord."""
    if form.has_measures.data:
        return url_for("landlord_measures.new_measure", landlord_id=landlord_id, contact=contact_id)
    return url_for("landlords.landlord", landlord_id=landlord_id)
