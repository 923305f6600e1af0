"""Letters of a case: chosen, filled, looked over, made once, and taken out."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.cases import queries, services
from landlord_watch.cases.models import CaseTrack
from landlord_watch.cases.queries import papers
from landlord_watch.cases.rules.letters import FIRST_CONTACT, fitting
from landlord_watch.cases.rules.tracks import TrackKind
from landlord_watch.documents import queries as documents
from landlord_watch.documents.models import Letter
from landlord_watch.documents.rules import LetterTemplate
from landlord_watch.documents.services import LetterFacts
from landlord_watch.identity.queries import names_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import NotFound
from landlord_watch.web import about, dialogue_words, forms
from landlord_watch.web.case_against_page import show_case
from landlord_watch.web.case_letter_filling import CaseMatter, draft, values_of
from landlord_watch.web.case_letter_lacks import lacks_of
from landlord_watch.web.children_page import show_children
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires, settings, visitor
from landlord_watch.web.letter_files import pdf_of, word_of
from landlord_watch.web.letter_filling import office_name
from landlord_watch.web.letter_forms import CaseDraftForm
from landlord_watch.web.letter_paper import paragraphs_of, text_of

bp = Blueprint("case_letters", __name__, url_prefix="/office/cases/<uuid:case_id>/letters")


class LetterForm(forms.OfficeForm):
    """Which letter; the page says which there are."""

    template = forms.OneOfField(
        lazy_gettext("Mall"), [forms.required(lazy_gettext("Välj en mall."))], choices={}
    )


def _track(case_id: UUID) -> CaseTrack | None:
    """
    The track that the address names; None: it names none, for a first contact.

    Raises: `NotFound`.
    """
    named = request.args.get("track", type=UUID)
    return None if named is None else queries.get_track(db(), case_id=case_id, track_id=named)


def _offered(track: CaseTrack | None) -> list[str]:
    return [FIRST_CONTACT] if track is None else fitting(track.kind, queries.taken(track))


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def new_letter(case_id: UUID) -> ResponseReturnValue:
    """Choose a letter, of those that fit where the track stands."""
    case, track = queries.get_case(db(), case_id), _track(case_id)
    form = LetterForm()
    form.template.choices = {key: str(dialogue_words.TEMPLATES[key]) for key in _offered(track)}
    named = track.id if track else None
    if form.validate_on_submit():
        way = url_for(".draft_letter", case_id=case_id, track=named, template=form.template.data)
        return redirect(way, code=303)
    page = render_template(
        "office/case_letters/new_letter.html",
        form=form,
        case=case,
        track_id=named,
        children=show_children(db(), case.household_id, case_id=case.id, on=clock.today()),
    )
    return page, 422 if form.errors else 200


@bp.route("/draft", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def draft_letter(case_id: UUID) -> ResponseReturnValue:
    """The letter as it is filled, to be put right, looked over and made; a template comes first."""
    track = _track(case_id)
    if "template" not in request.args:
        return redirect(_chosen_at(case_id, track), code=303)
    template = _template(track)
    matter = _matter(case_id, track, template)
    form = _draft_form(template, matter)
    step = request.form.get("step")
    if step == "back" or not form.is_ready():
        return _draft_page(form, template, matter)
    if step == "make" and (made := _made(form, template, matter)) is not None:
        flash(_what_next(made))
        return redirect(url_for(".letter", case_id=case_id, case_letter_id=made.id), code=303)
    if form.errors:
        return _draft_page(form, template, matter)
    text = form.read_text()
    return render_template(
        "office/case_letters/preview.html",
        **_shown(form, template, matter),
        text=text,
        paragraphs=paragraphs_of(text.body),
    )


def _chosen_at(case_id: UUID, track: CaseTrack | None) -> str:
    return url_for(".new_letter", case_id=case_id, track=track.id if track else None)


def _what_next(made: Letter) -> str:
    if made.waits_for_approval:
        return gettext("Brevet är gjort. Någon annan behöver läsa och godkänna det.")
    return gettext("Brevet är gjort. Hämta det, skicka det och anteckna att det är skickat.")


def _template(track: CaseTrack | None) -> LetterTemplate:
    """
    The template that the address names, of those that fit.

    Raises: `NotFound`.
    """
    key = request.args.get("template", "")
    if key not in _offered(track):
        raise NotFound
    return documents.get_template(db(), key)


def _matter(case_id: UUID, track: CaseTrack | None, template: LetterTemplate) -> CaseMatter:
    shown, today = show_case(db(), case_id), clock.today()
    basis = annexes = None
    if track is not None and track.kind is TrackKind.TRANSFER:
        basis = papers.show_basis(db(), case=shown.case, track_id=track.id, on=today)
        annexes = papers.standing_annexes(db(), track.id)
    return CaseMatter(
        shown=shown,
        track=track,
        office=office_name(settings().municipality.name),
        writer=visitor().full_name,
        today=today,
        basis=basis,
        annexes=annexes or (),
        annexes_lacked=papers.annexes_lacked(db(), track=track, template=template.key)
        if track
        else (),
    )


def _draft_form(template: LetterTemplate, matter: CaseMatter) -> CaseDraftForm:
    text = draft(template, matter)
    return CaseDraftForm(data={**asdict(text), "reference": matter.shown.case.record_number})


def _shown(form: CaseDraftForm, template: LetterTemplate, matter: CaseMatter) -> dict[str, object]:
    arguments: dict[str, Any] = request.args.to_dict()
    return {
        "form": form,
        "case": matter.shown.case,
        "name": dialogue_words.TEMPLATES[template.key],
        "action": url_for(".draft_letter", case_id=matter.shown.case.id, **arguments),
        "today": clock.today(),
    }


def _draft_page(
    form: CaseDraftForm, template: LetterTemplate, matter: CaseMatter
) -> ResponseReturnValue:
    lacks = lacks_of(form.lacks(), matter)
    page = render_template(
        "office/case_letters/draft.html", **_shown(form, template, matter), lacks=lacks
    )
    stopped = form.is_submitted() and request.form.get("step") != "back"
    return page, 422 if form.errors or (stopped and lacks) else 200


def _made(form: CaseDraftForm, template: LetterTemplate, matter: CaseMatter) -> Letter | None:
    made: list[Letter] = []

    def make() -> None:
        letter = services.record_letter(
            db(),
            case_id=matter.shown.case.id,
            track_id=matter.track.id if matter.track else None,
            facts=LetterFacts(
                template, form.read_text(), form.reference.data or "", known=values_of(matter)
            ),
            today=matter.today,
            actor_id=actor_id(),
            at=clock.utc_now(),
        )
        made.append(letter)

    return made[0] if form.carries(make, at_code={"fact_left_out": "body"}) else None


@bp.get("/<uuid:case_letter_id>")
@requires(Permission.CASE_READ, about=about.CASE)
def letter(case_id: UUID, case_letter_id: UUID) -> ResponseReturnValue:
    """A letter as it was made, and whether it was sent."""
    made = queries.get_letter(db(), case_id=case_id, letter_id=case_letter_id).letter
    text = text_of(made)
    return render_template(
        "office/case_letters/letter.html",
        letter=made,
        case=queries.get_case(db(), case_id),
        text=text,
        paragraphs=paragraphs_of(text.body),
        names=names_of(
            db(),
            {id_ for id_ in (made.made_by_id, made.approved_by_id, made.discarded_by_id) if id_},
        ),
        words=dialogue_words,
        me=actor_id(),
    )


@bp.get("/<uuid:case_letter_id>/letter.pdf")
@requires(Permission.CASE_READ, about=about.CASE)
def letter_as_pdf(case_id: UUID, case_letter_id: UUID) -> ResponseReturnValue:
    """The letter as it is sent."""
    return pdf_of(queries.get_letter(db(), case_id=case_id, letter_id=case_letter_id).letter)


@bp.get("/<uuid:case_letter_id>/letter.docx")
@requires(Permission.CASE_READ, about=about.CASE)
def letter_as_word(case_id: UUID, case_letter_id: UUID) -> ResponseReturnValue:
    """The letter as a Word file."""
    return word_of(queries.get_letter(db(), case_id=case_id, letter_id=case_letter_id).letter)
