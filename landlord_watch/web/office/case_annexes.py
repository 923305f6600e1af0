"""The papers that follow an application to IVO, or an appeal: listed, and kept as files."""

from contextlib import closing
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage

from landlord_watch.cases import queries, services
from landlord_watch.cases.models import CaseAnnex
from landlord_watch.cases.queries import papers
from landlord_watch.cases.rules.annexes import AnnexKind
from landlord_watch.cases.services import AnnexFacts
from landlord_watch.files.papers import MOST_PAPER_BYTES, KeptPaper, keep_paper, open_paper
from landlord_watch.identity.queries import names_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import NotFound
from landlord_watch.web import about, case_basis_words, forms
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires
from landlord_watch.web.papers import PDF
from landlord_watch.web.store import blob_store

bp = Blueprint("case_annexes", __name__, url_prefix="/office/cases/<uuid:case_id>")

FIELDS = {
    "case_day_outside": "dated_on",
    "case_annex_untitled": "title",
    "file_not_pdf": "file",
    "paper_too_large": "file",
}
#: The paper, and the form around it.
MOST_BYTES = MOST_PAPER_BYTES + 100_000
#: Kept and given out as it came, so that nothing in it may run.
PAPER_POLICY = (
    "sandbox; default-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
)


class AnnexForm(forms.OfficeForm):
    """A paper that follows a letter."""

    kind = forms.OneOfField(
        lazy_gettext("Vilken handling?"),
        [forms.required(lazy_gettext("Välj vilken handling."))],
        choices=case_basis_words.ANNEX_KINDS,
    )
    title = forms.TextField(lazy_gettext("Vad den heter"), [forms.at_most(120)])
    dated_on = forms.DayField(
        lazy_gettext("Handlingens datum"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )
    reference = forms.TextField(lazy_gettext("Paragraf eller diarienummer"), [forms.at_most(60)])
    file = FileField(lazy_gettext("Handlingen som PDF"))

    def read_paper(self) -> KeptPaper | None:
        """
        The paper that was given, kept; None: none was.

        Raises: `PaperTooLarge`, `FileNotPdf`, `StorageFull`.
        """
        given: FileStorage | None = self.file.data
        if not given:
            return None
        with closing(given):
            content = given.stream.read(MOST_PAPER_BYTES + 1)
        return keep_paper(store=blob_store(), content=content)


def _back(case_id: UUID, track_id: UUID) -> ResponseReturnValue:
    return redirect(url_for(".annexes", case_id=case_id, track_id=track_id), code=303)


@bp.get("/tracks/<uuid:track_id>/annexes")
@requires(Permission.CASE_READ, about=about.CASE)
def annexes(case_id: UUID, track_id: UUID) -> ResponseReturnValue:
    """The papers of a track, and which an application still needs."""
    track = queries.get_track(db(), case_id=case_id, track_id=track_id)
    rows = papers.list_annexes(db(), track.id)
    return render_template(
        "office/case_annexes/annexes.html",
        case=queries.get_case(db(), case_id),
        track=track,
        annexes=rows,
        lacks={
            template: papers.annexes_lacked(db(), track=track, template=template)
            for template in ("ivo_application", "ivo_appeal")
        },
        names=names_of(db(), {each.recorded_by_id for each in rows}),
        words=case_basis_words,
    )


@bp.route("/tracks/<uuid:track_id>/annexes/new", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def new_annex(case_id: UUID, track_id: UUID) -> ResponseReturnValue:
    """List a paper, with the paper itself where there is a file of it."""
    request.max_content_length = MOST_BYTES  # whose token is looked at by the form itself
    case = queries.get_case(db(), case_id)
    track = queries.get_track(db(), case_id=case_id, track_id=track_id)
    form = AnnexForm()

    def add() -> None:
        services.add_annex(
            db(),
            case_id=case_id,
            track_id=track_id,
            facts=AnnexFacts(
                kind=AnnexKind(form.kind.data),
                dated_on=forms.must(form.dated_on.data),
                reference=form.reference.data or "",
                title=form.title.data or "",
                paper=form.read_paper(),
            ),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(add, at_code=FIELDS):
        flash(gettext("Bilagan är med."))
        return _back(case_id, track_id)
    page = render_template("office/case_annexes/new_annex.html", form=form, case=case, track=track)
    return page, 422 if form.errors else 200


@bp.route("/annexes/<uuid:annex_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def withdraw_annex(case_id: UUID, annex_id: UUID) -> ResponseReturnValue:
    """Take a paper off the list; it stays to be seen."""
    annex = papers.get_annex(db(), case_id=case_id, annex_id=annex_id)
    form = forms.OfficeForm()

    def withdraw() -> None:
        services.withdraw_annex(
            db(), case_id=case_id, annex_id=annex_id, actor_id=actor_id(), at=clock.utc_now()
        )

    if form.carries(withdraw):
        flash(gettext("Bilagan är borttagen ur listan."))
        return _back(case_id, annex.track_id)
    page = render_template(
        "office/case_annexes/withdraw_annex.html",
        form=form,
        case=queries.get_case(db(), case_id),
        annex=annex,
        words=case_basis_words,
    )
    return page, 422 if form.errors else 200


@bp.get("/annexes/<uuid:annex_id>/paper.pdf")
@requires(Permission.CASE_READ, about=about.CASE)
def annex_paper(case_id: UUID, annex_id: UUID) -> ResponseReturnValue:
    """A paper as it came, to be saved and not shown."""
    annex = papers.get_annex(db(), case_id=case_id, annex_id=annex_id)
    content = _content(annex)
    services.note_annex_fetched(db(), annex=annex, actor_id=actor_id(), at=clock.utc_now())
    headers = {
        "Content-Disposition": f'attachment; filename="bilaga-{annex.dated_on}.pdf"',
        "Content-Security-Policy": PAPER_POLICY,
    }
    return Response(content, mimetype=PDF, headers=headers)


def _content(annex: CaseAnnex) -> bytes:
    if annex.file_sha256 is None:
        raise NotFound(annex_id=annex.id)
    return open_paper(store=blob_store(), sha256=annex.file_sha256, key=annex.file_key)
