"""The dialogue with a landlord: what was said, and what was agreed by when."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.landlords import queries, services
from landlord_watch.landlords.errors import AgreedDayWithoutAgreement, ContactInFuture
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
    agreed = forms.LongTextField(lazy_gettext("Vad åtog sig hyresvärden?"), [forms.at_most(4000)])
    agreed_by_on = forms.DayField(lazy_gettext("Senast"), [forms.if_filled()])

    def read_contact(self) -> services.ContactFacts:
        """What was typed."""
        return services.ContactFacts(
            happened_on=forms.must(self.happened_on.data),
            channel=ContactChannel(self.channel.data),
            summary=self.summary.data,
            agreed=self.agreed.data or "",
            agreed_by_on=self.agreed_by_on.data,
        )


@bp.route("/<uuid:landlord_id>/contacts/new", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def new_contact(landlord_id: UUID) -> ResponseReturnValue:
    """Record a contact with a landlord."""
    party, form = queries.get_landlord(db(), landlord_id), ContactForm()
    if form.validate_on_submit():
        try:
            services.record_contact(
                db(),
                landlord_id=party.id,
                contact=form.read_contact(),
                today=clock.today(),
                actor_id=actor_id(),
                at=clock.utc_now(),
            )
        except ContactInFuture as refusal:
            form.refuse(refusal, field="happened_on")
        except AgreedDayWithoutAgreement as refusal:
            form.refuse(refusal, field="agreed")
        else:
            flash(gettext("Kontakten är sparad."))
            return redirect(url_for("landlords.landlord", landlord_id=party.id), code=303)
    page = render_template("office/landlord_contacts/new_contact.html", form=form, party=party)
    return page, 422 if form.errors else 200
