"""What a paper says of a landlord, noted by hand: who signs, who owns it, what it is known by."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.identity.queries import names_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.landlords import queries
from landlord_watch.landlords.errors import NoSuchLandlordNumber
from landlord_watch.landlords.many import names_of_landlords
from landlord_watch.landlords.queries import reading
from landlord_watch.landlords.rules.network.facts import MarkKind
from landlord_watch.landlords.services.noting import (
    MarkFacts,
    OwnershipFacts,
    end_noted_mark,
    end_ownership,
    note_mark,
    record_ownership,
)
from landlord_watch.web import forms, link_words
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires

bp = Blueprint("landlord_marks", __name__, url_prefix="/office")

#: A box is told from an address by how it is written.
KINDS = {kind.value: words for kind, words in link_words.MARKS.items() if kind is not MarkKind.BOX}


class ReadForm(forms.OfficeForm):
    """Where something was read, and on which day."""

    source = forms.TextField(
        lazy_gettext("Källa"),
        [forms.required(lazy_gettext("Skriv var uppgiften är läst.")), forms.at_most(200)],
    )
    seen_on = forms.DayField(
        lazy_gettext("Läst den"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )


class MarkForm(ReadForm):
    """Something a landlord is known by."""

    kind = forms.OneOfField(
        lazy_gettext("Vad är det för uppgift?"),
        [forms.required(lazy_gettext("Välj vad det är för uppgift."))],
        choices=KINDS,
    )
    typed = forms.TextField(
        lazy_gettext("Uppgiften"),
        [forms.required(lazy_gettext("Skriv uppgiften.")), forms.at_most(200)],
    )
    name = forms.TextField(lazy_gettext("Namn på den som tecknar firma"), [forms.at_most(160)])
    told_by = forms.TextField(
        lazy_gettext("Läst i en annan hyresvärds papper: dess organisationsnummer"),
        [forms.at_most(20)],
    )


class OwnerForm(ReadForm):
    """Who owns a landlord, by its number."""

    number = forms.TextField(
        lazy_gettext("Ägarens organisationsnummer eller personnummer"),
        [forms.required(lazy_gettext("Skriv ägarens nummer.")), forms.at_most(20)],
    )


class EndForm(forms.OfficeForm):
    """The day something no longer held."""

    gone_on = forms.DayField(
        lazy_gettext("Gäller inte längre från"),
        [forms.required(lazy_gettext("Skriv ett datum."))],
    )


@bp.get("/landlords/<uuid:landlord_id>/marks")
@requires(Permission.REGISTER_READ)
def marks(landlord_id: UUID) -> ResponseReturnValue:
    """What was noted by hand of a landlord, with where it was read and by whom it was noted."""
    party = queries.get_landlord(db(), landlord_id)
    noted = reading.list_noted_marks(db(), party.id)
    owned = reading.list_ownerships(db(), party.id)
    ids = {party.id, *(row.told_by_id for row in noted if row.told_by_id)}
    ids |= {each for row in owned for each in (row.owner_id, row.owned_id)}
    noters = {row.recorded_by_id for row in noted} | {row.recorded_by_id for row in owned}
    return render_template(
        "office/landlord_marks/marks.html",
        party=party,
        noted=noted,
        owned=owned,
        names=names_of_landlords(db(), ids),
        staff=names_of(db(), noters),
        words=link_words,
    )


@bp.route("/landlords/<uuid:landlord_id>/marks/new", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def new_mark(landlord_id: UUID) -> ResponseReturnValue:
    """Note something a paper says of a landlord."""
    party, form = queries.get_landlord(db(), landlord_id), MarkForm(data={"kind": "signatory"})
    at_code = {
        "landlord_signatory_unnamed": "name",
        "landlord_mark_seen_in_future": "seen_on",
        "landlord_number_unknown": "told_by",
    }
    if form.carries(lambda: _note(form, party.id), at="typed", at_code=at_code):
        flash(gettext("Uppgiften är antecknad, och kopplingarna är prövade igen."))
        return redirect(url_for(".marks", landlord_id=party.id), code=303)
    page = render_template("office/landlord_marks/new_mark.html", form=form, party=party)
    return page, 422 if form.errors else 200


def _note(form: MarkForm, party_id: UUID) -> object:
    return note_mark(
        db(),
        landlord_id=party_id,
        mark=MarkFacts(
            kind=MarkKind(form.kind.data),
            typed=form.typed.data,
            source=form.source.data,
            seen_on=forms.must(form.seen_on.data),
            name=form.name.data or "",
            told_by_id=_numbered(form.told_by.data) if form.told_by.data else None,
        ),
        today=clock.today(),
        actor_id=actor_id(),
        at=clock.utc_now(),
    )


def _numbered(typed: str) -> UUID:
    """
    The landlord with this number.

    Raises: `NoSuchLandlordNumber`.
    """
    found = queries.find_numbered(db(), typed=typed, on=clock.today())
    if found is None:
        raise NoSuchLandlordNumber
    return found


@bp.route("/landlords/<uuid:landlord_id>/owner/new", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def new_owner(landlord_id: UUID) -> ResponseReturnValue:
    """Note that another landlord owns this one."""
    party, form = queries.get_landlord(db(), landlord_id), OwnerForm()
    at_code = {"landlord_mark_seen_in_future": "seen_on"}
    if form.carries(lambda: _own(form, party.id), at="number", at_code=at_code):
        flash(gettext("Ägaren är antecknad, och kopplingen är prövad igen."))
        return redirect(url_for(".marks", landlord_id=party.id), code=303)
    page = render_template("office/landlord_marks/new_owner.html", form=form, party=party)
    return page, 422 if form.errors else 200


def _own(form: OwnerForm, party_id: UUID) -> object:
    return record_ownership(
        db(),
        owned=OwnershipFacts(
            owner_id=_numbered(form.number.data),
            owned_id=party_id,
            source=form.source.data,
            seen_on=forms.must(form.seen_on.data),
        ),
        today=clock.today(),
        actor_id=actor_id(),
        at=clock.utc_now(),
    )


@bp.route("/landlord-marks/<uuid:noted_mark_id>/end", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def end_mark(noted_mark_id: UUID) -> ResponseReturnValue:
    """Note that something no longer holds, or never did."""
    row, form = reading.get_noted_mark(db(), noted_mark_id), EndForm()
    party = queries.get_landlord(db(), row.party_id)
    if form.carries(lambda: _end_mark(form, row.id), at="gone_on"):
        flash(gettext("Uppgiften gäller inte längre, och kopplingarna är prövade igen."))
        return redirect(url_for(".marks", landlord_id=party.id), code=303)
    page = render_template(
        "office/landlord_marks/end_mark.html", form=form, party=party, row=row, words=link_words
    )
    return page, 422 if form.errors else 200


def _end_mark(form: EndForm, mark_id: UUID) -> object:
    return end_noted_mark(
        db(),
        mark_id=mark_id,
        gone_on=forms.must(form.gone_on.data),
        today=clock.today(),
        actor_id=actor_id(),
        at=clock.utc_now(),
    )


@bp.route("/landlord-ownerships/<uuid:ownership_id>/end", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def end_owner(ownership_id: UUID) -> ResponseReturnValue:
    """Note that one landlord no longer owns another, or never did."""
    row, form = reading.get_ownership(db(), ownership_id), EndForm()
    names = names_of_landlords(db(), {row.owner_id, row.owned_id})
    if form.carries(lambda: _end_owner(form, row.id), at="gone_on"):
        flash(gettext("Ägandet gäller inte längre, och kopplingen är prövad igen."))
        return redirect(url_for(".marks", landlord_id=row.owned_id), code=303)
    page = render_template("office/landlord_marks/end_owner.html", form=form, row=row, names=names)
    return page, 422 if form.errors else 200


def _end_owner(form: EndForm, ownership_id: UUID) -> object:
    return end_ownership(
        db(),
        ownership_id=ownership_id,
        gone_on=forms.must(form.gone_on.data),
        today=clock.today(),
        actor_id=actor_id(),
        at=clock.utc_now(),
    )
