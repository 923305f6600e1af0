"""Giving a person their own file: prepared by one, looked through by another, fetched as PDF."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.households.queries import get_household
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.retention import queries
from landlord_watch.retention.models import CopyState, FileCopy
from landlord_watch.retention.services import copying
from landlord_watch.retention.shapes import OwnFile
from landlord_watch.web import about, forms
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires, settings
from landlord_watch.web.own_file_words import lead, own_file_pdf, sections
from landlord_watch.web.stepping_up import fresh

bp = Blueprint("file_copies", __name__, url_prefix="/office/file-copies/<uuid:household_id>")


class PrepareForm(forms.OfficeForm):
    """Of whom, and when they asked; the choices are those who have belonged to the household."""

    member_id = forms.ChoiceField(
        lazy_gettext("Vem det gäller"),
        [forms.required(lazy_gettext("Välj vem det gäller."))],
        choices={},
    )
    asked_on = forms.DayField(
        lazy_gettext("Begärt"), [forms.required(lazy_gettext("Skriv vilken dag."))]
    )


class DecideForm(forms.OfficeForm):
    """What the second person says."""

    note = forms.LongTextField(lazy_gettext("Anteckning"), [forms.at_most(2000)])
    seen = forms.TextField(lazy_gettext("Det som granskats"), [forms.at_most(64)])


@bp.get("/")
@requires(Permission.FILE_COPIES_PREPARE, about=about.HOUSEHOLD)
def copies(household_id: UUID) -> ResponseReturnValue:
    """What has been given out, and what waits to be looked through."""
    return render_template(
        "office/file_copies/copies.html",
        household=get_household(db(), household_id),
        rows=queries.list_copies(db(), household_id),
        states=CopyState,
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.FILE_COPIES_PREPARE, about=about.HOUSEHOLD)
def prepare(household_id: UUID) -> ResponseReturnValue:
    """Begin a copy of a member's own file."""
    household = get_household(db(), household_id)
    form = PrepareForm(data={"asked_on": clock.today()})
    form.member_id.choices = {
        str(each.id): f"{each.person.given_name} {each.person.family_name}"
        for each in household.members
    }
    if form.validate_on_submit():
        copy = copying.prepare_copy(
            db(),
            household_id=household_id,
            member_id=UUID(form.member_id.data),
            asked_on=forms.must(form.asked_on.data),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )
        flash(gettext("Utdraget är förberett. En annan ska granska det."))
        return _page_of(copy)
    page = render_template("office/file_copies/prepare.html", form=form, household=household)
    return page, 422 if form.errors else 200


@bp.get("/<uuid:copy_id>")
@requires(Permission.FILE_COPIES_PREPARE, about=about.HOUSEHOLD)
@fresh
def copy(household_id: UUID, copy_id: UUID) -> ResponseReturnValue:
    """What would be given out, to be looked through."""
    found = copying.find_copy(db(), household_id=household_id, copy_id=copy_id)
    content = copying.content_of(db(), copy=found)
    form = DecideForm(data={"seen": content.fingerprint()})
    return _shown(found, form)


def _shown(found: FileCopy, form: DecideForm) -> str:
    content = copying.content_of(db(), copy=found)
    return render_template(
        "office/file_copies/copy.html",
        household=get_household(db(), found.household_id),
        found=found,
        states=CopyState,
        is_own=found.prepared_by_id == actor_id(),
        lead=lead(),
        sections=sections(content),
        form=form,
    )


@bp.post("/<uuid:copy_id>/release")
@requires(Permission.FILE_COPIES_RELEASE, about=about.HOUSEHOLD)
@fresh
def release(household_id: UUID, copy_id: UUID) -> ResponseReturnValue:
    """Let a copy be given out, having looked it through."""
    form = DecideForm()
    let_out = partial(copying.release_copy, seen=form.seen.data)
    return _decide(household_id, copy_id, form, let_out, gettext("Utdraget får lämnas ut."))


@bp.post("/<uuid:copy_id>/decline")
@requires(Permission.FILE_COPIES_RELEASE, about=about.HOUSEHOLD)
@fresh
def decline(household_id: UUID, copy_id: UUID) -> ResponseReturnValue:
    """Do not give a copy out."""
    said = gettext("Utdraget lämnas inte ut.")
    return _decide(household_id, copy_id, DecideForm(), copying.decline_copy, said)


def _decide(
    household_id: UUID,
    copy_id: UUID,
    form: DecideForm,
    service: Callable[..., object],
    said: str,
) -> ResponseReturnValue:
    found = copying.find_copy(db(), household_id=household_id, copy_id=copy_id)

    def decide() -> None:
        service(
            db(),
            household_id=household_id,
            copy_id=copy_id,
            note=form.note.data or "",
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(decide):
        flash(said)
        return _page_of(found)
    return _shown(found, form), 422


@bp.post("/<uuid:copy_id>/pdf")
@requires(Permission.FILE_COPIES_PREPARE, about=about.HOUSEHOLD)
@fresh
def pdf(household_id: UUID, copy_id: UUID) -> ResponseReturnValue:
    """The copy to be printed."""
    content = _fetched(household_id, copy_id)
    made = own_file_pdf(content, municipality=settings().municipality.name)
    return _file(made, "application/pdf", f"{copy_id}.pdf")


@bp.post("/<uuid:copy_id>/json")
@requires(Permission.FILE_COPIES_PREPARE, about=about.HOUSEHOLD)
@fresh
def json(household_id: UUID, copy_id: UUID) -> ResponseReturnValue:
    """The same for a machine to read."""
    made = _fetched(household_id, copy_id).model_dump_json(indent=2).encode()
    return _file(made, "application/json", f"{copy_id}.json")


def _fetched(household_id: UUID, copy_id: UUID) -> OwnFile:
    return copying.fetch_copy(
        db(),
        household_id=household_id,
        copy_id=copy_id,
        actor_id=actor_id(),
        at=clock.utc_now(),
    )


def _file(content: bytes, kind: str, name: str) -> Response:
    """A file whose name tells of nobody."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, mimetype=kind, headers=headers)


def _page_of(found: FileCopy) -> ResponseReturnValue:
    return redirect(url_for(".copy", household_id=found.household_id, copy_id=found.id), code=303)
