"""Two versions of a visit: read side by side, decided on part by part, and held together."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from landlord_watch.identity.queries import names_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import Conflict, RuleBroken
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.queries.parked import tablets_of
from landlord_watch.sync.services.announcing import ChangeFeed
from landlord_watch.visits import queries, rules
from landlord_watch.visits.errors import NothingToMerge, VersionsMerged, VersionsMoved
from landlord_watch.visits.queries.versions import (
    Versions,
    content_of,
    get_revision,
    get_versions,
    get_versions_of,
)
from landlord_watch.visits.rules.merging import merged_content
from landlord_watch.visits.services import merging
from landlord_watch.visits.shapes import VisitContent
from landlord_watch.web import about, visit_words
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires
from landlord_watch.web.languages import language
from landlord_watch.web.merge_desk import Desk, Preview, lay_out, pair_of, photos_shown, sides_of
from landlord_watch.web.merge_words import TAKES
from landlord_watch.web.sentences import sentence
from landlord_watch.web.visit_reading import questions, read_visit

bp = Blueprint("visit_versions", __name__, url_prefix="/office/visits/<uuid:visit_id>/versions")

#: Records a decision on two versions.
Record = Callable[[merging.Merge], object]


@bp.route("/", methods=["GET", "POST"])
@requires(Permission.VISITS_MERGE, about=about.VISIT)
def merge(visit_id: UUID) -> ResponseReturnValue:
    """Decide on two versions that stand beside each other; of several, those that came first."""
    try:
        versions = get_versions(db(), visit_id)
    except NothingToMerge as nothing:
        if request.method == "POST":
            return _back(visit_id, sentence(VersionsMerged()))
        row = queries.get_visit(db(), visit_id)
        return render_template(
            "office/visit_versions/nothing.html", row=row, words=sentence(nothing)
        )

    def record(decided: merging.Merge) -> object:
        return merging.merge_versions(
            db(),
            visit_id=visit_id,
            merge=decided,
            announcer=ChangeFeed(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    return _decide(visit_id, versions, record)


@bp.route("/<uuid:merged_id>/anew", methods=["GET", "POST"])
@requires(Permission.VISITS_MERGE, about=about.VISIT)
def merge_anew(visit_id: UUID, merged_id: UUID) -> ResponseReturnValue:
    """Decide anew on the two versions that a merge was made of, from what was chosen then."""
    try:
        versions = get_versions_of(db(), visit_id=visit_id, merged_id=merged_id)
    except VersionsMoved:
        return _back(visit_id, gettext("Något nyare har gjorts av det som fördes ihop."))

    def record(decided: merging.Merge) -> object:
        return merging.merge_anew(
            db(),
            visit_id=visit_id,
            merged_id=merged_id,
            merge=decided,
            announcer=ChangeFeed(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    return _decide(visit_id, versions, record)


@bp.get("/<uuid:version_id>")
@requires(Permission.VISITS_READ, about=about.VISIT)
def version(visit_id: UUID, version_id: UUID) -> ResponseReturnValue:
    """One version of a visit as it came or was made, also one that something followed on."""
    revision = get_revision(db(), visit_id=visit_id, revision_id=version_id)
    return render_template(
        "office/visit_versions/version.html",
        row=queries.get_visit(db(), visit_id),
        revision=revision,
        photos=queries.list_photos(db(), version_id),
        names=names_of(db(), {revision.author_id}),
        tablet=tablets_of(db(), revision_ids=[version_id]).get(version_id),
        **_reading(content_of(revision)),
    )


def _reading(content: VisitContent) -> dict[str, object]:
    """What a page needs to show a version whole."""
    texts = queries.list_known_texts(db())
    return {
        "reading": read_visit(content, language=language()),
        "questions": questions(language()),
        "photos_taken_back_at": rules.photos_taken_back_at,
        "text_problem": lambda ref: rules.check_text(ref, texts=texts),
        "words": visit_words,
    }


def _decide(visit_id: UUID, versions: Versions, record: Record) -> ResponseReturnValue:
    desk = _desk(versions)
    if desk.form.form_errors:
        return _show(visit_id, desk), 409
    if desk.form.validate_on_submit():
        answered = _carry_out(visit_id, desk, record)
        if answered is not None:
            return answered
    return _show(visit_id, desk), 422 if desk.form.errors else 200


def _carry_out(visit_id: UUID, desk: Desk, record: Record) -> ResponseReturnValue | None:
    """Show what the decision would make, or make it; None: it is to be changed."""
    step = request.form.get("step")
    try:
        if step == "merge":
            record(desk.merge())
            return _back(visit_id, gettext("Versionerna är ihopförda. Båda finns kvar att läsa."))
        return None if step == "edit" else _show_preview(visit_id, desk)
    except VersionsMerged as first:
        return _back(visit_id, sentence(first))
    except (RuleBroken, Conflict) as refusal:
        at_ending = desk.fields.get("ending:") if refusal.code == "home_was_entered" else None
        desk.form.refuse(refusal, field=at_ending)
        return None


def _desk(versions: Versions) -> Desk:
    """The two versions with what was sent; of what was sent about others, the reason alone."""
    sent = request.form.get("pair")
    if sent is None or sent == pair_of(versions):
        return lay_out(versions, language=language())
    desk = lay_out(versions, language=language(), reason=request.form.get("reason", ""))
    desk.form.refuse(VersionsMoved())
    return desk


def _back(visit_id: UUID, words: str) -> ResponseReturnValue:
    flash(words)
    return redirect(url_for("visits.visit", visit_id=visit_id), code=303)


def _show(visit_id: UUID, desk: Desk) -> str:
    versions = desk.versions
    revisions = [versions.one, versions.other]
    ids = [revision.id for revision in revisions]
    authors = {revision.author_id for revision in revisions}
    authors |= set() if versions.merged is None else {versions.merged.author_id}
    names = names_of(db(), authors)
    sides = sides_of(versions, names=names, tablets=tablets_of(db(), revision_ids=ids))
    return render_template(
        "office/visit_versions/merge.html",
        row=queries.get_visit(db(), visit_id),
        desk=desk,
        form=desk.form,
        sides=sides,
        names=names,
        photos=photos_shown(sides, {each: queries.list_photos(db(), each) for each in ids}),
        labels=TAKES,
        words=visit_words,
    )


def _show_preview(visit_id: UUID, desk: Desk) -> str:
    versions, decided = desk.versions, desk.merge()
    content = merged_content(
        desk.plan, choices=decided.choices, revision_id=new_id(), reason=decided.reason
    )
    preview = Preview(
        actor_id(),
        content.ending,
        content.finished.device_at,
        versions.other.id,
        clock.utc_now(),
    )
    return render_template(
        "office/visit_versions/preview.html",
        row=queries.get_visit(db(), visit_id),
        desk=desk,
        form=desk.form,
        preview=preview,
        photos=_photos_of(versions, content),
        names=names_of(db(), {actor_id()}),
        **_reading(content),
    )


def _photos_of(versions: Versions, content: VisitContent) -> list[object]:
    """The photos that the decision keeps, as either version has them."""
    held = {
        photo.photo_id: photo
        for revision in (versions.other, versions.one)
        for photo in queries.list_photos(db(), revision.id)
    }
    return [held[photo.id] for photo in content.photos if photo.id in held]
