"""Letters of a visit: to the resident, to the board for environment, to the child unit."""

from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.documents import queries as documents
from landlord_watch.documents.models import Letter
from landlord_watch.documents.rules import Audience, LetterTemplate, Slot, filled
from landlord_watch.documents.services import LetterFacts
from landlord_watch.households.queries import get_household
from landlord_watch.identity.queries import names_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import NotFound
from landlord_watch.reach.queries import is_outward_blocked
from landlord_watch.visits import queries
from landlord_watch.visits.models import VisitLetter
from landlord_watch.visits.rules.consent_text import ConsentText
from landlord_watch.visits.rules.letters import INVITATION, TELLS_OUTSIDE
from landlord_watch.visits.services import letters as services
from landlord_watch.visits.services.letters import VisitLetterFacts
from landlord_watch.web import about, dialogue_words, forms
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, is_allowed, requires, settings, visitor
from landlord_watch.web.letter_files import pdf_of, word_of
from landlord_watch.web.letter_filling import office_name
from landlord_watch.web.letter_forms import CaseDraftForm, DiscardForm, SentForm
from landlord_watch.web.letter_paper import paragraphs_of, text_of
from landlord_watch.web.visit_letter_filling import VisitMatter, draft, values_of

bp = Blueprint("visit_letters", __name__, url_prefix="/office/visits/<uuid:visit_id>/letters")

MAKE_FIELDS = {
    "fact_left_out": "body",
    "text_names_a_person": "body",
    "letter_without_ground": "ground",
}


class LetterForm(forms.OfficeForm):
    """Which letter; the page says which there are."""

    template = forms.OneOfField(
        lazy_gettext("Mall"), [forms.required(lazy_gettext("Välj en mall."))], choices={}
    )


class VisitDraftForm(CaseDraftForm):
    """A letter of a visit before it is made."""

    ground = forms.LongTextField(
        lazy_gettext("Vad låter oss lämna uppgifterna?"), [forms.at_most(2_000)]
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.VISIT_LETTERS_WRITE, about=about.VISIT)
def new_letter(visit_id: UUID) -> ResponseReturnValue:
    """Choose a letter, of those that the visit has use for."""
    row = queries.get_visit(db(), visit_id)
    form = LetterForm()
    offered = queries.letters_offered(db(), row.visit)
    form.template.choices = {key: str(dialogue_words.TEMPLATES[key]) for key in offered}
    if form.validate_on_submit():
        way = url_for(".draft_letter", visit_id=visit_id, template=form.template.data)
        return redirect(way, code=303)
    page = render_template(
        "office/visit_letters/new_letter.html",
        form=form,
        row=row,
        letters=[
            each for each in queries.list_visit_letters(db(), visit_id) if _may_read(each.letter)
        ],
        words=dialogue_words,
    )
    return page, 422 if form.errors else 200


@bp.route("/draft", methods=["GET", "POST"])
@requires(Permission.VISIT_LETTERS_WRITE, about=about.VISIT)
def draft_letter(visit_id: UUID) -> ResponseReturnValue:
    """The letter as it is filled, to be put right, looked over and made; a template comes first."""
    if "template" not in request.args:
        return redirect(url_for(".new_letter", visit_id=visit_id), code=303)
    matter = _matter(visit_id)
    template = _template(matter)
    form = VisitDraftForm(data=asdict(draft(template, matter)))
    _put_ground_in(form, matter)
    step = request.form.get("step")
    if step == "back" or not form.is_ready():
        return _draft_page(form, template, matter)
    if step == "make" and (made := _made(form, template, matter)) is not None:
        flash(gettext("Brevet är gjort. Hämta det, skicka det och anteckna att det är skickat."))
        return redirect(url_for(".letter", visit_id=visit_id, visit_letter_id=made.id), code=303)
    if form.errors:
        return _draft_page(form, template, matter)
    text = form.read_text()
    return render_template(
        "office/visit_letters/preview.html",
        **_shown(form, template, matter),
        text=text,
        paragraphs=paragraphs_of(text.body),
    )


def _put_ground_in(form: VisitDraftForm, matter: VisitMatter) -> None:
    """What lets us tell stands in its place of the letter, in the same words."""
    if matter.ground.strip():
        values = {Slot.SECRECY_GROUND: matter.ground.strip()}
        form.body.data = filled(form.body.data or "", values)


def _matter(visit_id: UUID) -> VisitMatter:
    row = queries.get_visit(db(), visit_id)
    return VisitMatter(
        row=row,
        household=get_household(db(), row.visit.household_id),
        deficiencies=queries.list_deficiencies_of_visit(db(), visit_id),
        words=_words_in(row.visit.language),
        office=office_name(settings().municipality.name),
        writer=visitor().full_name,
        today=clock.today(),
        tells_where=not is_outward_blocked(
            db(), household_id=row.visit.household_id, on=clock.today()
        ),
        ground=request.form.get("ground", ""),
    )


def _words_in(language: str) -> ConsentText | None:
    """The text of consent in a language: the newest that is adopted, else the newest there is."""
    rows = [row for row in queries.list_consent_texts(db()) if row.text.language == language]
    adopted = [row.text for row in rows if row.is_adopted]
    texts = adopted or [row.text for row in rows]
    return texts[-1] if texts else None


def _template(matter: VisitMatter) -> LetterTemplate:
    """
    The template that the address names, of those that fit.

    Raises: `NotFound`.
    """
    key = request.args["template"]
    if key not in queries.letters_offered(db(), matter.row.visit):
        raise NotFound
    return documents.get_template(db(), key)


def _shown(
    form: VisitDraftForm, template: LetterTemplate, matter: VisitMatter
) -> dict[str, object]:
    arguments: dict[str, Any] = request.args.to_dict()
    return {
        "form": form,
        "row": matter.row,
        "name": dialogue_words.TEMPLATES[template.key],
        "tells_outside": template.key in TELLS_OUTSIDE,
        "translation": _translation(template, matter),
        "action": url_for(".draft_letter", visit_id=matter.row.visit.id, **arguments),
        "today": clock.today(),
    }


def _translation(template: LetterTemplate, matter: VisitMatter) -> ConsentText | None:
    return matter.words if template.key == INVITATION else None


def _draft_page(
    form: VisitDraftForm, template: LetterTemplate, matter: VisitMatter
) -> ResponseReturnValue:
    lacks = [str(dialogue_words.SLOTS.get(slot, f"{{{slot}}}")) for slot in form.lacks()]
    page = render_template(
        "office/visit_letters/draft.html", **_shown(form, template, matter), lacks=lacks
    )
    stopped = form.is_submitted() and request.form.get("step") != "back"
    return page, 422 if form.errors or (stopped and lacks) else 200


def _made(form: VisitDraftForm, template: LetterTemplate, matter: VisitMatter) -> Letter | None:
    made: list[Letter] = []
    drafted = draft(template, matter)
    text = replace(
        form.read_text(),
        language=drafted.language,
        translated_title=drafted.translated_title,
        translation=drafted.translation,
    )
    known = values_of(matter)

    def make() -> None:
        letter = services.write_visit_letter(
            db(),
            visit_id=matter.row.visit.id,
            facts=VisitLetterFacts(
                LetterFacts(template, text, form.reference.data or "", known=known),
                ground=matter.ground,
            ),
            today=matter.today,
            actor_id=actor_id(),
            at=clock.utc_now(),
        )
        made.append(letter)

    return made[0] if form.carries(make, at_code=MAKE_FIELDS) else None


def _may_read(letter: Letter) -> bool:
    """A worry for a child is read by who wrote it down, and by who reads concerns."""
    if letter.audience is not Audience.CHILD_UNIT:
        return True
    return letter.made_by_id == actor_id() or is_allowed(Permission.CONCERNS_READ)


def _readable(visit_id: UUID, letter_id: UUID) -> VisitLetter:
    """
    That a letter goes with a visit; for who may not read it, it does not exist.

    Raises: `NotFound`.
    """
    made = queries.get_visit_letter(db(), visit_id=visit_id, letter_id=letter_id)
    if not _may_read(made.letter):
        raise NotFound(letter_id=letter_id)
    return made


@bp.get("/<uuid:visit_letter_id>")
@requires(Permission.VISIT_LETTERS_READ, about=about.VISIT)
def letter(visit_id: UUID, visit_letter_id: UUID) -> ResponseReturnValue:
    """A letter as it was made, and whether it was sent."""
    made = _readable(visit_id, visit_letter_id)
    text = text_of(made.letter)
    return render_template(
        "office/visit_letters/letter.html",
        letter=made.letter,
        ground=made.ground,
        row=queries.get_visit(db(), visit_id),
        text=text,
        paragraphs=paragraphs_of(text.body),
        translation=paragraphs_of(text.translation),
        names=names_of(db(), {made.letter.made_by_id}),
        words=dialogue_words,
    )


@bp.get("/<uuid:visit_letter_id>/letter.pdf")
@requires(Permission.VISIT_LETTERS_READ, about=about.VISIT)
def letter_as_pdf(visit_id: UUID, visit_letter_id: UUID) -> ResponseReturnValue:
    """The letter as it is sent."""
    return pdf_of(_readable(visit_id, visit_letter_id).letter)


@bp.get("/<uuid:visit_letter_id>/letter.docx")
@requires(Permission.VISIT_LETTERS_READ, about=about.VISIT)
def letter_as_word(visit_id: UUID, visit_letter_id: UUID) -> ResponseReturnValue:
    """The letter as a Word file."""
    return word_of(_readable(visit_id, visit_letter_id).letter)


@bp.route("/<uuid:visit_letter_id>/sent", methods=["GET", "POST"])
@requires(Permission.VISIT_LETTERS_WRITE, about=about.VISIT)
def sent(visit_id: UUID, visit_letter_id: UUID) -> ResponseReturnValue:
    """Note that a letter was sent, or handed over."""
    _readable(visit_id, visit_letter_id)
    form = SentForm(data={"sent_on": clock.today()})

    def send() -> None:
        services.send_visit_letter(
            db(),
            visit_id=visit_id,
            letter_id=visit_letter_id,
            sent_on=forms.must(form.sent_on.data),
            sent_by=form.read_sent_by(),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(send, at_code={"letter_sent_outside": "sent_on"}):
        return _noted(visit_id, visit_letter_id, gettext("Det är antecknat."))
    return _page("sent", form, visit_id, visit_letter_id)


@bp.route("/<uuid:visit_letter_id>/discard", methods=["GET", "POST"])
@requires(Permission.VISIT_LETTERS_WRITE, about=about.VISIT)
def discard(visit_id: UUID, visit_letter_id: UUID) -> ResponseReturnValue:
    """Say that a letter is not to be sent, and why."""
    _readable(visit_id, visit_letter_id)
    form = DiscardForm()

    def leave() -> None:
        services.discard_visit_letter(
            db(),
            visit_id=visit_id,
            letter_id=visit_letter_id,
            reason=form.reason.data or "",
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(leave, at="reason"):
        return _noted(visit_id, visit_letter_id, gettext("Brevet är kasserat och skickas inte."))
    return _page("discard", form, visit_id, visit_letter_id)


def _page(
    name: str, form: forms.OfficeForm, visit_id: UUID, letter_id: UUID
) -> ResponseReturnValue:
    made = _readable(visit_id, letter_id)
    page = render_template(
        f"office/visit_letters/{name}.html",
        form=form,
        letter=made.letter,
        row=queries.get_visit(db(), visit_id),
    )
    return page, 422 if form.errors else 200


def _noted(visit_id: UUID, letter_id: UUID, words: str) -> ResponseReturnValue:
    flash(words)
    return redirect(url_for(".letter", visit_id=visit_id, visit_letter_id=letter_id), code=303)
