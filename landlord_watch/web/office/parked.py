"""What tablets sent and a person has to look into; nothing of it is lost."""

from uuid import UUID

from flask import Blueprint, after_this_request, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.wrappers import Response

from landlord_watch.identity.queries import unusable_office_keys
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.sync.queries import parked as queries
from landlord_watch.sync.services.interpreting import release_parcel
from landlord_watch.web import about, lists, parked_words
from landlord_watch.web.db import db
from landlord_watch.web.exporting import Sheet, answer_sheet, local_time
from landlord_watch.web.guard import actor_id, requires, showed, within
from landlord_watch.web.paging import page_number
from landlord_watch.web.stepping_up import fresh
from landlord_watch.web.store import key_folder
from landlord_watch.web.tablet.interpreting import wake

bp = Blueprint("parked", __name__, url_prefix="/office/parked")


@bp.get("/")
@requires(Permission.PARKED_READ, about=about.LIST)
def parked() -> ResponseReturnValue:
    """Parcels that could not be read, visits in two versions, and what came twice."""
    seen = within(Permission.PARKED_READ)
    page = queries.list_parked(db(), within=seen, number=page_number())
    split = queries.list_split_visits(db(), within=seen)
    twice = queries.list_twice_sent(db(), within=seen)
    parcels = {parcel.visit_id for parcel in page.rows}
    showed(parcels | {visit.visit_id for visit in split} | {sent.visit_id for sent in twice})
    return render_template(
        "office/parked/parked.html",
        page=page,
        split=split,
        twice=twice,
        reason=parked_words.reason,
        key_troubles=unusable_office_keys(db(), key_folder()),
        key_words=parked_words.KEY_TROUBLES,
        url_of=lists.url_of_page(".parked"),
    )


@bp.get("/export")
@requires(Permission.CASES_EXPORT, about=about.LIST)
@fresh
def export() -> ResponseReturnValue:
    """The parcels that could not be read as a file, by receipt; nobody protected is there."""
    page = queries.list_parked(db(), within=within(Permission.CASES_EXPORT), number=None)
    showed(parcel.visit_id for parcel in page.rows)
    columns = [
        gettext("Kvittonummer"),
        gettext("Kom"),
        gettext("Storlek, byte"),
        gettext("Platta"),
        gettext("Från"),
        gettext("Varför"),
    ]
    cells = [
        [
            each.receipt,
            local_time(each.received_at),
            each.size,
            each.device,
            each.author,
            str(parked_words.reason(each.because)),
        ]
        for each in page.rows
    ]
    return answer_sheet(Sheet("att-reda-ut", columns, cells))


@bp.post("/<uuid:revision_id>/release")
@requires(Permission.PARKED_RELEASE, about=about.PARCEL)
def release(revision_id: UUID) -> ResponseReturnValue:
    """Have a parcel looked into once more, now that what was wrong has been put right."""
    release_parcel(db(), revision_id=revision_id, actor_id=actor_id(), at=clock.utc_now())
    after_this_request(_wake)
    flash(gettext("Försändelsen läses igen inom kort. Står den kvar här gick det inte."))
    return redirect(url_for(".parked"), code=303)


def _wake(response: Response) -> Response:
    """When all is committed, and not before, there is something to look into."""
    wake()
    return response
