"""What letters are made from: the program's own templates, and the municipality's wordings."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.documents import queries, rules, services
from landlord_watch.documents.rules import Audience, LetterTemplate
from landlord_watch.identity.queries import names_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import Conflict, RuleBroken
from landlord_watch.web import dialogue_words, forms
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires
from landlord_watch.web.letter_paper import paragraphs_of

bp = Blueprint("letter_templates", __name__, url_prefix="/office/letter-templates")


class WordingForm(forms.OfficeForm):
    """A template as the municipality words it."""

    subject = forms.TextField(
        lazy_gettext("Rubrik"),
        [forms.required(lazy_gettext("Skriv en rubrik.")), forms.at_most(160)],
    )
    body = forms.LongTextField(
        lazy_gettext("Brevet"),
        [forms.required(lazy_gettext("Skriv brevet.")), forms.at_most(12_000)],
    )

    def fits(self, template: LetterTemplate) -> bool:
        """Whether it was sent and may stand so; else said at its field."""
        if not self.validate_on_submit():
            return False
        refused = [name for name in ("subject", "body") if self._refuses(name, template)]
        return not refused

    def _refuses(self, name: str, template: LetterTemplate) -> bool:
        try:
            rules.check_slots(self[name].data, template)
            rules.check_names_nobody(self[name].data)
            if name == "body":
                rules.check_demands(self.subject.data, self.body.data, template)
        except RuleBroken as refusal:
            self.refuse(refusal, field=name)
            return True
        return False


@bp.get("/")
@requires(Permission.LETTER_TEMPLATES_READ)
def templates() -> ResponseReturnValue:
    """Every template, and whether the municipality has worded it anew."""
    return render_template(
        "office/letter_templates/templates.html",
        groups=[
            (dialogue_words.AUDIENCES[each.value], queries.list_templates(db(), audience=each))
            for each in Audience
        ],
        words=dialogue_words,
    )


@bp.get("/<template_key>")
@requires(Permission.LETTER_TEMPLATES_READ)
def template(template_key: str) -> ResponseReturnValue:
    """A template as it is used, and every wording before."""
    used = queries.get_template(db(), template_key)
    wordings = queries.list_wordings(db(), template_key)
    return render_template(
        "office/letter_templates/template.html",
        template=used,
        published=queries.get_published(template_key),
        wordings=wordings,
        names=names_of(db(), {each.recorded_by_id for each in wordings}),
        paragraphs_of=paragraphs_of,
        words=dialogue_words,
    )


@bp.route("/<template_key>/edit", methods=["GET", "POST"])
@requires(Permission.LETTER_TEMPLATES_WRITE)
def edit(template_key: str) -> ResponseReturnValue:
    """Word a template anew, from what is used or from the program's own wording."""
    used, published = (
        queries.get_template(db(), template_key),
        queries.get_published(template_key),
    )
    start = published if request.args.get("start") == "published" else used
    form = WordingForm(data={"subject": start.subject, "body": start.body})
    if form.fits(used):
        try:
            services.word_template(
                db(),
                key=used.key,
                subject=form.subject.data,
                body=form.body.data,
                actor_id=actor_id(),
                at=clock.utc_now(),
            )
        except (RuleBroken, Conflict) as refusal:
            form.refuse(refusal)
        else:
            flash(gettext("Mallen är sparad. Nya brev görs av den."))
            return redirect(url_for(".template", template_key=used.key), code=303)
    page = render_template(
        "office/letter_templates/edit.html", form=form, template=used, words=dialogue_words
    )
    return page, 422 if form.errors else 200
