"""
The texts that ask for consent: read beside the Swedish, adopted, taken back, worded anew.

They are about nobody, so the pages show no case.
"""

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import Conflict, RuleBroken
from landlord_watch.visits import queries, rules
from landlord_watch.visits.errors import AdoptedInFuture, ConsentWordingRefused, WordingProblem
from landlord_watch.visits.queries import ConsentTextRow
from landlord_watch.visits.services import consent_texts as services
from landlord_watch.web import consent_text_view as view
from landlord_watch.web import forms, visit_words
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires

bp = Blueprint("consent_texts", __name__, url_prefix="/office/consent-texts")

#: The one text there is; its versions and languages are many.
TEXT_ID = "samtycke-hembesok"

MOST_FILE_LETTERS = 100_000


class AdoptionForm(forms.OfficeForm):
    """Who stands behind a text, and who has read it."""

    decided_by = forms.TextField(
        lazy_gettext("Vem antar texten?"),
        [forms.required(lazy_gettext("Skriv vem som antar texten.")), forms.at_most(200)],
    )
    decided_on = forms.DayField(
        lazy_gettext("Dag för beslutet"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )
    reviewed_by = forms.TextField(
        lazy_gettext("Vem har granskat orden?"),
        [forms.required(lazy_gettext("Skriv vem som har granskat orden.")), forms.at_most(200)],
    )
    translator_reference = forms.TextField(
        lazy_gettext("Översättarens beteckning"), [forms.at_most(200)]
    )


class WordingForm(forms.OfficeForm):
    """A text as its file says it."""

    file = forms.LongTextField(
        lazy_gettext("Texten"),
        [forms.required(lazy_gettext("Klistra in texten.")), forms.at_most(MOST_FILE_LETTERS)],
    )


class TokenForm(forms.OfficeForm):
    """Nothing but the token."""


@bp.get("/")
@requires(Permission.CONSENT_TEXTS_READ)
def consent_texts() -> ResponseReturnValue:
    """What tablets show in each language, and every other text there is."""
    rows = queries.list_consent_texts(db())
    shown = rules.shown_texts(rows)
    ordered = sorted(shown.values(), key=lambda row: view.language_order(row.text.language))
    others = [row for row in reversed(rows) if row not in ordered]
    return render_template(
        "office/consent_texts/consent_texts.html", shown=ordered, others=others, words=visit_words
    )


@bp.get("/<version>/<language>")
@requires(Permission.CONSENT_TEXTS_READ)
def consent_text(version: str, language: str) -> ResponseReturnValue:
    """A text beside the Swedish, and whether the municipality stands behind it."""
    row = _get(version, language)
    return render_template(
        "office/consent_texts/consent_text.html",
        row=row,
        groups=view.side_by_side(row.text),
        words=visit_words,
        token_form=TokenForm(),
    )


@bp.route("/<version>/<language>/adopt", methods=["GET", "POST"])
@requires(Permission.CONSENT_TEXTS_WRITE)
def adopt(version: str, language: str) -> ResponseReturnValue:
    """Let the municipality stand behind a text that somebody has read beside the Swedish."""
    row = _get(version, language)
    form = AdoptionForm()
    if form.validate_on_submit():
        try:
            services.adopt_consent_text(
                db(),
                text_id=TEXT_ID,
                version=version,
                language=language,
                adoption=_adoption(form),
                actor_id=actor_id(),
                at=clock.utc_now(),
                today=clock.today(),
            )
        except (RuleBroken, Conflict) as refusal:
            is_day = isinstance(refusal, AdoptedInFuture)
            form.refuse(refusal, field="decided_on" if is_day else None)
        else:
            flash(gettext("Texten är antagen. Plattorna får veta det vid nästa kontakt."))
            return redirect(url_for(".consent_text", version=version, language=language), code=303)
    page = render_template(
        "office/consent_texts/adopt.html",
        form=form,
        row=row,
        groups=view.side_by_side(row.text),
        words=visit_words,
    )
    return page, 422 if form.errors else 200


def _adoption(form: AdoptionForm) -> services.TextAdoption:
    return services.TextAdoption(
        decided_by=form.decided_by.data or "",
        decided_on=forms.must(form.decided_on.data),
        reviewed_by=form.reviewed_by.data or "",
        translator_reference=form.translator_reference.data or "",
    )


@bp.post("/<version>/<language>/take-back")
@requires(Permission.CONSENT_TEXTS_WRITE)
def take_back(version: str, language: str) -> ResponseReturnValue:
    """Stand behind a text no longer."""
    services.take_back_adoption(
        db(),
        text_id=TEXT_ID,
        version=version,
        language=language,
        actor_id=actor_id(),
        at=clock.utc_now(),
    )
    flash(gettext("Antagandet är tillbakataget. Samtycken som redan har lämnats står kvar."))
    return redirect(url_for(".consent_text", version=version, language=language), code=303)


@bp.get("/<version>/<language>/file")
@requires(Permission.CONSENT_TEXTS_READ)
def file(version: str, language: str) -> ResponseReturnValue:
    """The text as a file, to write one's own from."""
    text = _get(version, language).text
    name = f"samtycke-{version}-{language}.yaml"
    return Response(
        rules.as_consent_file(text),
        mimetype="application/yaml",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.CONSENT_TEXTS_WRITE)
def new_wording() -> ResponseReturnValue:
    """Bring in the municipality's own wording; what is wrong is listed line by line."""
    form = WordingForm()
    problems: tuple[WordingProblem, ...] = ()
    if form.validate_on_submit():
        try:
            kept = services.bring_in_wording(
                db(), text=form.file.data or "", actor_id=actor_id(), at=clock.utc_now()
            )
        except RuleBroken as refusal:
            problems = refusal.problems if isinstance(refusal, ConsentWordingRefused) else ()
            form.refuse(refusal, field="file")
        else:
            flash(gettext("Texten är inläst. Plattorna visar den när den är antagen."))
            place = url_for(".consent_text", version=kept.version, language=kept.language)
            return redirect(place, code=303)
    page = render_template(
        "office/consent_texts/new_wording.html",
        form=form,
        problems=problems,
        problem_words=view.PROBLEMS,
    )
    return page, 422 if form.errors else 200


def _get(version: str, language: str) -> ConsentTextRow:
    return queries.get_consent_text(db(), text_id=TEXT_ID, version=version, language=language)
