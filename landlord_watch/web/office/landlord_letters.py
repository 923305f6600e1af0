"""Letters to a landlord: chosen, filled, looked over, made once, taken out, noted as sent."""

from collections.abc import Sequence
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext

from landlord_watch.documents import queries as documents
from landlord_watch.documents import services as document_services
from landlord_watch.documents.rules import Audience, LetterTemplate, Slot
from landlord_watch.documents.services import LetterFacts, LetterText
from landlord_watch.dwellings.models import Dwelling
from landlord_watch.dwellings.queries import get_dwelling
from landlord_watch.identity.queries import names_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import Conflict, NotFound, RuleBroken
from landlord_watch.landlords import queries, services
from landlord_watch.landlords.models import LandlordLetter, LandlordMeasure, Party
from landlord_watch.visits.models import Deficiency
from landlord_watch.visits.queries import list_deficiencies_to_tell
from landlord_watch.visits.services import telling
from landlord_watch.web import dialogue_words
from landlord_watch.web.db import db
from landlord_watch.web.forms import must
from landlord_watch.web.guard import actor_id, requires, settings, showed, visitor, within
from landlord_watch.web.letter_files import pdf_of, word_of
from landlord_watch.web.letter_filling import (
    LetterMatter,
    deficiency_line,
    draft,
    measure_line,
    office_name,
)
from landlord_watch.web.letter_forms import ChoiceForm, DiscardForm, DraftForm, SentForm
from landlord_watch.web.letter_paper import paragraphs_of
from landlord_watch.web.letter_reach import check_may_name, may_read

ThingT = TypeVar("ThingT", LandlordMeasure, Deficiency)

bp = Blueprint("landlord_letters", __name__, url_prefix="/office")


@bp.route("/landlords/<uuid:landlord_id>/letters/new", methods=["GET", "POST"])
@requires(Permission.LETTERS_WRITE)
def new_letter(landlord_id: UUID) -> ResponseReturnValue:
    """Choose a template and what is to stand in the letter."""
    party, home = queries.get_landlord(db(), landlord_id), _home(landlord_id)
    form = _choices(party, home)
    if form.validate_on_submit() and _fits(form):
        return redirect(
            url_for(
                ".draft_letter",
                landlord_id=party.id,
                dwelling=home.id if home else None,
                template=form.template.data,
                measure=form.measures.data,
                deficiency=form.deficiencies.data,
            ),
            code=303,
        )
    page = render_template(
        "office/landlord_letters/new_letter.html", form=form, party=party, home=home
    )
    return page, 422 if form.errors else 200


def _home(landlord_id: UUID) -> Dwelling | None:
    """
    The home the letter starts from, as the address names it; None: it names none.

    Raises: `NotFound`, `NoCaseInHome`, `OutwardContactBlocked`.
    """
    named = request.args.get("dwelling", type=UUID)
    if named is None:
        return None
    home = get_dwelling(db(), named)
    roles = queries.list_roles_at_dwelling(db(), home.id)
    if landlord_id not in {role.party_id for role in roles}:
        raise NotFound(dwelling_id=home.id)
    check_may_name(home.id, on=clock.today())
    return home


def _choices(party: Party, home: Dwelling | None) -> ChoiceForm:
    form = ChoiceForm()
    templates = documents.list_templates(db(), audience=Audience.LANDLORD)
    form.template.choices = {
        each.key: str(dialogue_words.TEMPLATES[each.key])
        for each in templates
        if home is not None or not each.has(Slot.DEFICIENCIES)
    }
    form.measures.choices = {str(each.id): measure_line(each) for each in _measures(party)}
    form.deficiencies.choices = {str(each.id): deficiency_line(each) for each in _found_in(home)}
    return form


def _measures(party: Party) -> list[LandlordMeasure]:
    """What the landlord has yet to do."""
    found = queries.list_measures_of_landlord(db(), party.id)
    open_states = [each for each in found if each.taken_back_at is None]
    return [each for each in open_states if each.state not in queries.CLOSED_MEASURES]


def _found_in(home: Dwelling | None) -> Sequence[Deficiency]:
    """What was found in the home and may be told its landlord."""
    if home is None:
        return []
    found = list_deficiencies_to_tell(
        db(), dwelling_id=home.id, within=within(Permission.DEFICIENCIES_WRITE)
    )
    showed(each.id for each in found)
    return found


def _fits(form: ChoiceForm) -> bool:
    """Whether the template has a place for what was chosen; else said at its field."""
    template = documents.get_template(db(), form.template.data)
    for field, slot in (
        (form.measures, Slot.MEASURES),
        (form.deficiencies, Slot.DEFICIENCIES),
    ):
        if field.data and not template.has(slot):
            words = gettext(
                "Mallen har ingen plats för det här: %(slot)s saknas i den.", slot=slot.written
            )
            field.errors = [*field.errors, words]
    return not form.errors


@bp.route("/landlords/<uuid:landlord_id>/letters/draft", methods=["GET", "POST"])
@requires(Permission.LETTERS_WRITE)
def draft_letter(landlord_id: UUID) -> ResponseReturnValue:
    """The letter as it is filled, to be put right, looked over and made; a template comes first."""
    party, home = queries.get_landlord(db(), landlord_id), _home(landlord_id)
    if "template" not in request.args:
        chosen_at = url_for(".new_letter", landlord_id=party.id, dwelling=home.id if home else None)
        return redirect(chosen_at, code=303)
    template = _template()
    form = _draft_form(party, home, template)
    step = request.form.get("step")
    if step == "back" or not form.is_ready():
        return _draft_page(form, party, home, template)
    text = form.read_text()
    if step != "make":
        return render_template(
            "office/landlord_letters/preview.html",
            **_shown(form, party, home, template),
            text=text,
            paragraphs=paragraphs_of(text.body),
        )
    return _make(form, party, home, template, text)


def _template() -> LetterTemplate:
    """
    The template that the address names.

    Raises: `NotFound`.
    """
    template = documents.get_template(db(), request.args.get("template", ""))
    if not template.is_for(Audience.LANDLORD):
        raise NotFound
    return template


def _draft_form(party: Party, home: Dwelling | None, template: LetterTemplate) -> DraftForm:
    matter = LetterMatter(
        party=party,
        office=office_name(settings().municipality.name),
        writer=visitor().full_name,
        today=clock.today(),
        dwelling=home,
        measures=_chosen(_measures(party), "measure"),
        deficiencies=_chosen(_found_in(home), "deficiency"),
    )
    text = draft(template, matter)
    return DraftForm(
        data={
            "office": text.office,
            "recipient": text.recipient,
            "contact": text.contact,
            "subject": text.subject,
            "body": text.body,
        }
    )


def _chosen(offered: Sequence[ThingT], name: str) -> list[ThingT]:
    """Those of what there is to choose from that the address names."""
    named = set(request.args.getlist(name))
    return [each for each in offered if str(each.id) in named]


def _shown(
    form: DraftForm, party: Party, home: Dwelling | None, template: LetterTemplate
) -> dict[str, object]:
    arguments: dict[str, Any] = request.args.to_dict(flat=False)
    return {
        "form": form,
        "party": party,
        "home": home,
        "name": dialogue_words.TEMPLATES[template.key],
        "action": url_for(".draft_letter", landlord_id=party.id, **arguments),
        "today": clock.today(),
    }


def _draft_page(
    form: DraftForm, party: Party, home: Dwelling | None, template: LetterTemplate
) -> ResponseReturnValue:
    page = render_template(
        "office/landlord_letters/draft.html", **_shown(form, party, home, template)
    )
    return page, 422 if form.errors else 200


def _make(
    form: DraftForm,
    party: Party,
    home: Dwelling | None,
    template: LetterTemplate,
    text: LetterText,
) -> ResponseReturnValue:
    try:
        letter = services.write_letter(
            db(),
            landlord_id=party.id,
            dwelling_id=home.id if home else None,
            facts=LetterFacts(template, text, form.reference.data or ""),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )
    except (RuleBroken, Conflict) as refusal:
        form.refuse(refusal)
        return _draft_page(form, party, home, template)
    told = [each.id for each in _chosen(_found_in(home), "deficiency")]
    telling.note_in_letter(db(), deficiency_ids=told, letter_id=letter.id)
    flash(gettext("Brevet är gjort. Hämta det, skicka det och anteckna sedan att det är skickat."))
    return redirect(url_for(".letter", letter_id=letter.id), code=303)


def _readable(letter_id: UUID) -> LandlordLetter:
    """
    A letter that who is signed in may read.

    Raises: `NotFound`.
    """
    made = queries.get_landlord_letter(db(), letter_id)
    if not may_read(made):
        raise NotFound(letter_id=letter_id)
    return made


@bp.get("/letters/<uuid:letter_id>")
@requires(Permission.LETTERS_READ)
def letter(letter_id: UUID) -> ResponseReturnValue:
    """A letter as it was made, and whether it was sent."""
    made = _readable(letter_id)
    text = LetterText.read(made.letter.content)
    return render_template(
        "office/landlord_letters/letter.html",
        letter=made.letter,
        party=queries.get_landlord(db(), made.party_id),
        home=get_dwelling(db(), made.dwelling_id) if made.dwelling_id else None,
        text=text,
        paragraphs=paragraphs_of(text.body),
        names=names_of(db(), {made.letter.made_by_id}),
        words=dialogue_words,
    )


@bp.get("/letters/<uuid:letter_id>/letter.pdf")
@requires(Permission.LETTERS_READ)
def letter_as_pdf(letter_id: UUID) -> ResponseReturnValue:
    """The letter as it is sent."""
    return pdf_of(_readable(letter_id).letter)


@bp.get("/letters/<uuid:letter_id>/letter.docx")
@requires(Permission.LETTERS_READ)
def letter_as_word(letter_id: UUID) -> ResponseReturnValue:
    """The letter as a Word file."""
    return word_of(_readable(letter_id).letter)


@bp.route("/letters/<uuid:letter_id>/sent", methods=["GET", "POST"])
@requires(Permission.LETTERS_WRITE)
def sent(letter_id: UUID) -> ResponseReturnValue:
    """Note that a letter was sent; it stands in the dialogue from then on."""
    made = _readable(letter_id)
    form = SentForm(data={"sent_on": clock.today()})
    if form.carries(partial(_send, form, made), at="sent_on"):
        flash(gettext("Brevet står nu i dialogen med hyresvärden."))
        return redirect(url_for("landlords.landlord", landlord_id=made.party_id), code=303)
    page = render_template("office/landlord_letters/sent.html", form=form, letter=made.letter)
    return page, 422 if form.errors else 200


def _send(form: SentForm, made: LandlordLetter) -> None:
    text = LetterText.read(made.letter.content)
    with force_locale("sv"):
        words = gettext(
            "Brev %(number)s: %(subject)s", number=made.letter.number, subject=text.subject
        )
    services.note_letter_sent(
        db(),
        letter_id=made.letter_id,
        sent_on=must(form.sent_on.data),
        sent_by=form.read_sent_by(),
        words=words,
        today=clock.today(),
        actor_id=actor_id(),
        at=clock.utc_now(),
    )
    telling.note_told(
        db(),
        letter_id=made.letter_id,
        told_on=must(form.sent_on.data),
        note=words,
        actor_id=actor_id(),
        today=clock.today(),
        at=clock.utc_now(),
    )


@bp.route("/letters/<uuid:letter_id>/discard", methods=["GET", "POST"])
@requires(Permission.LETTERS_WRITE)
def discard(letter_id: UUID) -> ResponseReturnValue:
    """Say that a letter is not to be sent, and why."""
    made = _readable(letter_id)
    form = DiscardForm()

    def leave() -> None:
        document_services.discard_letter(
            db(),
            letter_id=letter_id,
            reason=form.reason.data or "",
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(leave, at="reason"):
        flash(gettext("Brevet är kasserat och skickas inte."))
        return redirect(url_for(".letter", letter_id=letter_id), code=303)
    page = render_template("office/landlord_letters/discard.html", form=form, letter=made.letter)
    return page, 422 if form.errors else 200
