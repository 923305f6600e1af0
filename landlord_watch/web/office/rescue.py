"""Reading in what a tablet could not send, from the file it wrote."""

from contextlib import closing
from typing import BinaryIO

from flask import Blueprint, after_this_request, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from flask_wtf.file import FileField, FileRequired
from werkzeug.wrappers import Response

from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.infra.database import own_transactions
from landlord_watch.kernel.errors import RuleBroken
from landlord_watch.sync.services.rescuing import RescueReport, Rescuing
from landlord_watch.web import forms
from landlord_watch.web.db import db, extension
from landlord_watch.web.guard import actor_id, requires
from landlord_watch.web.sentences import sentence
from landlord_watch.web.store import blob_store
from landlord_watch.web.tablet.interpreting import wake

bp = Blueprint("rescue", __name__, url_prefix="/office/rescue")

#: A month of a busy tablet; a larger file is read by `landlord-watch sync rescue`.
MOST_FILE_BYTES = 512 * 1024 * 1024


class RescueForm(forms.OfficeForm):
    """The file, as the tablet wrote it."""

    file = FileField(
        lazy_gettext("Räddningsfil"), [FileRequired(lazy_gettext("Välj filen från plattan."))]
    )


@bp.route("/", methods=["GET", "POST"])
@requires(Permission.DEVICES_RESCUE)
def read_file() -> ResponseReturnValue:
    """Take in what a file holds, and say what became of each part."""
    request.max_content_length = MOST_FILE_BYTES  # whose token is looked at by the form itself
    form, report = RescueForm(), None
    if form.validate_on_submit():
        try:
            with closing(form.file.data) as upload:
                report = _read(upload.stream)
        except RuleBroken as refusal:
            form.refuse(refusal, field="file")
    page = render_template(
        "office/rescue/read_file.html", form=form, report=report, sentence=sentence
    )
    return page, 422 if form.errors else 200


def _read(file: BinaryIO) -> RescueReport:
    reader = actor_id()
    db().rollback()  # no database is kept waiting while files are written
    rescuing = Rescuing(own_transactions(extension.engine), blob_store(), clock.utc_now, reader)
    report = rescuing.read(file)
    after_this_request(_wake)
    return report


def _wake(response: Response) -> Response:
    wake(urgent=True)
    return response
