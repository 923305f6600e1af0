"""What a landlord is to a dwelling: choosing the two, saying which role, and ending it."""

from functools import partial
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.dwellings.queries import DwellingSearch, get_dwelling, list_dwellings
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.landlords import queries, services
from landlord_watch.landlords.errors import RoleEndsTooEarly, RoleHeldAlready
from landlord_watch.landlords.models import PartyKind, PartyRoleKind
from landlord_watch.web import forms, lists, register_words
from landlord_watch.web.db import db
from landlord_watch.web.exporting import Sheet, answer_sheet
from landlord_watch.web.format import street
from landlord_watch.web.guard import actor_id, requires, showed
from landlord_watch.web.landlord_search import answer_search
from landlord_watch.web.paging import page_number
from landlord_watch.web.stepping_up import fresh

bp = Blueprint("landlord_roles", __name__, url_prefix="/office/landlords")


class RoleForm(forms.OfficeForm):
    """A role as it is typed in."""

    kind = forms.OneOfField(
        lazy_gettext("Roll"),
        [forms.required(lazy_gettext("Välj roll."))],
        choices=register_words.ROLES,
    )
    starts_on = forms.DayField(
        lazy_gettext("Från och med"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )
    ends_on = forms.DayField(lazy_gettext("Gäller inte längre från"), [forms.if_filled()])
    source = forms.TextField(
        lazy_gettext("Källa"),
        [forms.required(lazy_gettext("Skriv var uppgiften är läst.")), forms.at_most(200)],
    )


class EndForm(forms.OfficeForm):
    """The end of a role."""

    ends_on = forms.DayField(
        lazy_gettext("Gäller inte längre från"),
        [forms.required(lazy_gettext("Skriv ett datum."))],
    )


@bp.get("/<uuid:landlord_id>/roles")
@requires(Permission.REGISTER_READ)
def roles(landlord_id: UUID) -> ResponseReturnValue:
    """Every role a landlord has had, with days and sources."""
    party = queries.get_landlord(db(), landlord_id)
    return render_template(
        "office/landlord_roles/roles.html",
        party=party,
        page=queries.list_roles_of_landlord(db(), party.id, number=page_number()),
        url_of=lists.url_of_page(".roles", landlord_id=party.id),
        words=register_words,
    )


@bp.get("/<uuid:landlord_id>/roles/export")
@requires(Permission.REGISTER_EXPORT)
@fresh
def export(landlord_id: UUID) -> ResponseReturnValue:
    """The same as a file."""
    party = queries.get_landlord(db(), landlord_id)
    page = queries.list_roles_of_landlord(db(), party.id, number=None)
    showed(row.Dwelling.id for row in page.rows)
    columns = [
        gettext("Bostad"),
        gettext("Ort"),
        gettext("Roll"),
        gettext("Från"),
        gettext("Till"),
        gettext("Källa"),
    ]
    cells = [
        [
            street(row.Dwelling),
            row.Dwelling.postal_town,
            str(register_words.ROLES[row.PartyRole.kind]),
            row.PartyRole.starts_on,
            row.PartyRole.ends_on,
            row.PartyRole.source,
        ]
        for row in page.rows
    ]
    return answer_sheet(Sheet("roller", columns, cells))


@bp.get("/<uuid:landlord_id>/roles/dwellings")
@requires(Permission.REGISTER_WRITE)
def choose_dwelling(landlord_id: UUID) -> ResponseReturnValue:
    """Find the dwelling that a landlord is something to."""
    party, text = queries.get_landlord(db(), landlord_id), lists.typed("q")
    return render_template(
        "office/landlord_roles/choose_dwelling.html",
        party=party,
        page=list_dwellings(db(), DwellingSearch(text=text), number=page_number()),
        text=text,
        url_of=lists.url_of_page(".choose_dwelling", landlord_id=party.id, q=text),
    )


@bp.get("/of-dwelling/<uuid:dwelling_id>")
@requires(Permission.REGISTER_WRITE)
def choose_landlord(dwelling_id: UUID) -> ResponseReturnValue:
    """Find the landlord who is something to a dwelling."""
    home, text = get_dwelling(db(), dwelling_id), lists.typed("q")
    search = queries.LandlordSearch(text=text)
    page = queries.list_landlords(db(), search, on=clock.today(), number=page_number())
    showed(row.Party.id for row in page.rows if row.Party.kind is PartyKind.NATURAL)
    return render_template(
        "office/landlord_roles/choose_landlord.html",
        home=home,
        page=page,
        text=text,
        url_of=lists.url_of_page(".choose_landlord", dwelling_id=home.id, q=text),
    )


@bp.post("/of-dwelling/<uuid:dwelling_id>/search")
@requires(Permission.REGISTER_WRITE)
def search_landlord(dwelling_id: UUID) -> ResponseReturnValue:
    """Take what the landlord is searched by."""
    home = get_dwelling(db(), dwelling_id)
    return answer_search(
        list_of=partial(url_for, ".choose_landlord", dwelling_id=home.id),
        page_of=lambda found: url_for(".new_role", landlord_id=found, dwelling_id=home.id),
    )


@bp.route("/<uuid:landlord_id>/roles/<uuid:dwelling_id>/new", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def new_role(landlord_id: UUID, dwelling_id: UUID) -> ResponseReturnValue:
    """Record what a landlord is to a dwelling."""
    party, home = queries.get_landlord(db(), landlord_id), get_dwelling(db(), dwelling_id)
    form = RoleForm()
    if form.validate_on_submit():
        try:
            services.give_role(
                db(),
                landlord_id=party.id,
                dwelling_id=home.id,
                kind=PartyRoleKind(form.kind.data),
                starts_on=forms.must(form.starts_on.data),
                ends_on=form.ends_on.data,
                source=form.source.data,
                actor_id=actor_id(),
                at=clock.utc_now(),
            )
        except RoleHeldAlready as refusal:
            form.refuse(refusal, field="kind")
        except RoleEndsTooEarly as refusal:
            form.refuse(refusal, field="ends_on")
        else:
            flash(gettext("Rollen är sparad."))
            return redirect(url_for("dwellings.dwelling", dwelling_id=home.id), code=303)
    page = render_template("office/landlord_roles/new_role.html", form=form, party=party, home=home)
    return page, 422 if form.errors else 200


@bp.route("/roles/<uuid:role_id>/end", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def end_role(role_id: UUID) -> ResponseReturnValue:
    """Record that a role no longer holds, or never did."""
    role, form = queries.get_role(db(), role_id), EndForm()
    home = get_dwelling(db(), role.dwelling_id)
    if form.validate_on_submit():
        try:
            services.end_role(
                db(),
                role_id=role.id,
                ends_on=forms.must(form.ends_on.data),
                actor_id=actor_id(),
                at=clock.utc_now(),
            )
        except RoleEndsTooEarly as refusal:
            form.refuse(refusal, field="ends_on")
        else:
            flash(gettext("Rollen är avslutad."))
            return redirect(url_for("dwellings.dwelling", dwelling_id=home.id), code=303)
    page = render_template(
        "office/landlord_roles/end_role.html",
        form=form,
        role=role,
        home=home,
        words=register_words,
    )
    return page, 422 if form.errors else 200
