"""Writing a norm: rows that come and go, what is wrong at its place, and adopting what is whole."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.identity.queries import names_of as staff_names_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import RuleBroken
from landlord_watch.rents import queries, services
from landlord_watch.rents.errors import NormDraftMoved, NormTooFine
from landlord_watch.rents.queries import DraftRead
from landlord_watch.rents.rules.norm_draft import faults_of, is_retroactive, missing_for_adoption
from landlord_watch.rents.rules.norm_table import household_table
from landlord_watch.rents.services import DraftAdoption
from landlord_watch.web import case_words, forms, norm_words
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires, settings
from landlord_watch.web.norm_form import NormEditor, shown_editor, typed_editor
from landlord_watch.web.rent_check_view import says_words
from landlord_watch.web.sentences import sentence

bp = Blueprint("norm_drafts", __name__, url_prefix="/office/norms/drafts")


class VersionForm(forms.OfficeForm):
    """Which version somebody has read."""

    over = forms.WholeNumberField(lazy_gettext("Version"), least=1, most=1_000_000)


class AdoptForm(VersionForm):
    """That a draft is adopted, and in place of which norm."""

    replacing_id = forms.ChoiceField(lazy_gettext("Ersätter"), choices={}, default="")


@bp.post("/")
@requires(Permission.NORMS_WRITE)
def start_draft() -> ResponseReturnValue:
    """Begin to write a norm, empty or as a copy of another."""
    draft = services.start_draft(
        db(),
        based_on_id=request.form.get("based_on_id", type=UUID),
        actor_id=actor_id(),
        at=clock.utc_now(),
    )
    return redirect(url_for(".draft", draft_id=draft.id), code=303)


@bp.get("/<uuid:draft_id>")
@requires(Permission.NORMS_WRITE)
def draft(draft_id: UUID) -> ResponseReturnValue:
    """A norm that is being written, with what is wrong at its place."""
    found = queries.get_draft(db(), draft_id)
    editor = shown_editor(found.content, over=found.version.number)
    return _draft_page(found, editor, **_faults(found))


@bp.post("/<uuid:draft_id>")
@requires(Permission.NORMS_WRITE)
def save_draft(draft_id: UUID) -> ResponseReturnValue:
    """Keep what was typed as a version of its own, or give back the page with rows changed."""
    found, editor = queries.get_draft(db(), draft_id), typed_editor(request.form)
    if editor.change_rows(request.form):
        return _draft_page(found, editor)
    if not editor.is_right() or editor.form.over.data is None:
        return _draft_page(found, editor), 422
    try:
        services.save_draft(
            db(),
            draft_id=draft_id,
            content=editor.read(),
            over=forms.must(editor.form.over.data),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )
    except NormDraftMoved as moved:
        return _moved_page(draft_id, editor, moved)
    except NormTooFine as refusal:
        editor.form.refuse(refusal)
        return _draft_page(found, editor), 422
    flash(gettext("Utkastet är sparat."))
    return redirect(url_for(".draft", draft_id=draft_id), code=303)


def _moved_page(draft_id: UUID, editor: NormEditor, moved: NormDraftMoved) -> tuple[str, int]:
    """What was typed, kept, beside what somebody else saved meanwhile."""
    theirs = queries.get_draft(db(), draft_id, number=moved.number)
    names = staff_names_of(db(), {theirs.version.saved_by_id})
    mine = str(editor.form.over.data)
    editor.form.over.raw_data = [str(moved.number)]
    page = _draft_page(
        theirs,
        editor,
        moved=sentence(moved),
        moved_by=names[theirs.version.saved_by_id],
        read_number=mine,
    )
    return page, 409


def _draft_page(found: DraftRead, editor: NormEditor, **more: Any) -> str:
    given: dict[str, Any] = {
        "clashes": {},
        "lacking": [],
        "household_rows": (),
        "moved": "",
        "moved_by": "",
        "read_number": "",
    }
    return render_template(
        "office/norm_drafts/draft.html",
        found=found,
        editor=editor,
        title=_title(found),
        norm_words=norm_words,
        **given | more,
    )


def _title(found: DraftRead) -> str:
    return found.content.name or gettext("Ny norm")


def _faults(found: DraftRead) -> dict[str, Any]:
    """What is wrong with a draft as it stands, and where."""
    norm_set, apart = found.as_norm_set(settings().municipality.name), found.content.apart
    faults = faults_of(norm_set, apart)
    return {
        "clashes": {
            place: [norm_words.clash_words(clash) for clash in clashes]
            for place, clashes in faults.clashes.items()
        },
        "lacking": [norm_words.households_words(one) for one in faults.lacking],
        "household_rows": household_table(norm_set, apart),
    }


@bp.get("/<uuid:draft_id>/versions")
@requires(Permission.NORMS_WRITE)
def versions(draft_id: UUID) -> ResponseReturnValue:
    """Every version of a draft, and who saved it."""
    found = queries.get_draft(db(), draft_id)
    saved = queries.list_versions(db(), draft_id)
    return render_template(
        "office/norm_drafts/versions.html",
        found=found,
        title=_title(found),
        versions=saved,
        names=staff_names_of(db(), {one.saved_by_id for one in saved}),
    )


@bp.route("/<uuid:draft_id>/versions/<int:number>", methods=["GET", "POST"])
@requires(Permission.NORMS_WRITE)
def version(draft_id: UUID, number: int) -> ResponseReturnValue:
    """A version as it was saved, and a way to go back to it."""
    found = queries.get_draft(db(), draft_id, number=number)
    latest = queries.get_draft(db(), draft_id).version.number
    form = VersionForm(data={"over": latest})
    if form.validate_on_submit():
        services.go_back(
            db(),
            draft_id=draft_id,
            number=number,
            over=forms.must(form.over.data),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )
        flash(gettext("Utkastet är som i version %(number)s.", number=number))
        return redirect(url_for(".draft", draft_id=draft_id), code=303)
    content = found.content
    return render_template(
        "office/norm_drafts/version.html",
        found=found,
        form=form,
        latest=latest,
        title=_title(found),
        apart=[norm_words.apart_words(one) for one in content.apart],
        includes=says_words({name.value: says.value for name, says in content.includes.items()}),
        saved_by=staff_names_of(db(), {found.version.saved_by_id})[found.version.saved_by_id],
    )


@bp.post("/<uuid:draft_id>/discard")
@requires(Permission.NORMS_WRITE)
def discard(draft_id: UUID) -> ResponseReturnValue:
    """Put a draft away; a button on its page brings it back."""
    services.discard_draft(db(), draft_id=draft_id, actor_id=actor_id(), at=clock.utc_now())
    flash(gettext("Utkastet är kastat. Det går att ta tillbaka."))
    return redirect(url_for(".draft", draft_id=draft_id), code=303)


@bp.post("/<uuid:draft_id>/bring-back")
@requires(Permission.NORMS_WRITE)
def bring_back(draft_id: UUID) -> ResponseReturnValue:
    """Go on with a draft that was put away."""
    services.bring_back_draft(db(), draft_id=draft_id, actor_id=actor_id(), at=clock.utc_now())
    flash(gettext("Utkastet är tillbaka."))
    return redirect(url_for(".draft", draft_id=draft_id), code=303)


@bp.route("/<uuid:draft_id>/adopt", methods=["GET", "POST"])
@requires(Permission.NORMS_WRITE)
def adopt(draft_id: UUID) -> ResponseReturnValue:
    """Show what is adopted and what it lacks; adopt it when it is whole."""
    found = queries.get_draft(db(), draft_id)
    form = AdoptForm(data={"over": found.version.number})
    form.replacing_id.choices = _replaceable()
    if form.validate_on_submit():
        try:
            own = _adopt(draft_id, form)
        except (RuleBroken, NormDraftMoved) as refusal:
            form.refuse(refusal)
        else:
            flash(gettext("Normen är antagen. Den ändras inte mer."))
            return redirect(url_for("norms.norm_set", norm_set_id=own.id), code=303)
    page = _adopt_page(found, form)
    return page, 422 if form.errors else 200


def _replaceable() -> dict[str, str]:
    """The own norms that one may take the place of; empty: of none."""
    choices = {"": gettext("Ingen. En norm som löper vidare slutar där den här börjar.")}
    for own in queries.list_own_norm_sets(db()):
        choices[str(own.id)] = f"{own.name} ({norm_words.validity(own)})"
    return choices


def _adopt(draft_id: UUID, form: AdoptForm) -> Any:
    chosen = form.replacing_id.data
    return services.adopt_draft(
        db(),
        draft_id=draft_id,
        adoption=DraftAdoption(
            number=forms.must(form.over.data),
            replacing_id=UUID(chosen) if chosen else None,
        ),
        municipality=settings().municipality,
        actor_id=actor_id(),
        at=clock.utc_now(),
    )


def _adopt_page(found: DraftRead, form: AdoptForm) -> str:
    content = found.content
    return render_template(
        "office/norm_drafts/adopt.html",
        found=found,
        form=form,
        title=_title(found),
        missing=[norm_words.MISSING[name] for name in missing_for_adoption(content)],
        is_retroactive=is_retroactive(decided_on=content.decided_on, starts_on=content.starts_on),
        norm_words=norm_words,
        words=case_words,
        **_faults(found),
    )
