"""What is to be erased: looking it over, proposing, agreeing as another, carrying it out."""

from itertools import islice
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from landlord_watch.audit.queries.closing import count_erasable
from landlord_watch.audit.rules import kept_since
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.infra.database import own_transactions
from landlord_watch.infra.key_files import KeyFiles
from landlord_watch.kernel.errors import Conflict, RuleBroken
from landlord_watch.retention import queries, services
from landlord_watch.retention.queries import PurgeRow
from landlord_watch.retention.services.ledger import Ledger
from landlord_watch.retention.services.purging import Purging, Step
from landlord_watch.web import forms, lists
from landlord_watch.web.db import db, extension
from landlord_watch.web.guard import actor_id, requires, settings, within
from landlord_watch.web.paging import page_number
from landlord_watch.web.purge_record import record_pdf
from landlord_watch.web.retention_words import BECAUSE, FATES, erased_words
from landlord_watch.web.sentences import sentence
from landlord_watch.web.stepping_up import fresh
from landlord_watch.web.store import blob_store

bp = Blueprint("retention", __name__, url_prefix="/office/retention")

#: As many as a browser waits for; more are done by pressing again, or from the shell.
FILES_AT_A_TIME = 25
MOST_LISTED = 200


@bp.get("/")
@requires(Permission.RETENTION_READ)
def retention() -> ResponseReturnValue:
    """A dry run: what becomes of each file today, and why. Nothing is changed."""
    kept = queries.look_over(
        db(),
        place=settings().municipality,
        at=clock.utc_now(),
        within=within(Permission.HOUSEHOLDS_READ),
    )
    return render_template(
        "office/retention/retention.html",
        kept=kept,
        most=MOST_LISTED,
        today=clock.today(),
        municipality=settings().municipality,
        purges=queries.list_purges(db(), number=page_number()),
        page_url=lists.url_of_page(".retention"),
        fates=FATES,
        because=BECAUSE,
        log_before=kept_since(clock.today()),
        log_rows=count_erasable(db(), before=kept_since(clock.today())),
        log_purge=queries.find_log_purge(db()),
        form=forms.OfficeForm(),
    )


@bp.post("/proposals")
@requires(Permission.RETENTION_PROPOSE)
def propose() -> ResponseReturnValue:
    """Propose to erase everything that is due."""
    if not forms.OfficeForm().validate_on_submit():
        return _overview()
    try:
        purge = services.propose_purge(
            db(), place=settings().municipality, actor_id=actor_id(), at=clock.utc_now()
        )
    except RuleBroken as refusal:
        flash(sentence(refusal))
        return _overview()
    flash(gettext("Förslaget är sparat. Dataskyddsombudet ska godkänna det."))
    return _page_of(purge.id)


@bp.post("/log-proposals")
@requires(Permission.RETENTION_PROPOSE)
def propose_log() -> ResponseReturnValue:
    """Propose to erase the oldest of the access log."""
    if not forms.OfficeForm().validate_on_submit():
        return _overview()
    try:
        purge = services.propose_log_purge(db(), actor_id=actor_id(), at=clock.utc_now())
    except RuleBroken as refusal:
        flash(sentence(refusal))
        return _overview()
    flash(gettext("Förslaget är sparat. Dataskyddsombudet ska godkänna det."))
    return _page_of(purge.id)


@bp.get("/proposals/<uuid:purge_id>")
@requires(Permission.RETENTION_READ)
def proposal(purge_id: UUID) -> ResponseReturnValue:
    """A proposal, what became of it, and the record of it."""
    row = queries.get_purge(db(), purge_id)
    waiting = queries.list_case_numbers(
        db(), purge_id=purge_id, within=within(Permission.HOUSEHOLDS_READ)
    )
    return render_template(
        "office/retention/proposal.html",
        row=row,
        waiting=[each for each in waiting if each is not None],
        hidden=waiting.count(None),
        is_own=row.purge.proposed_by_id == actor_id(),
        at_a_time=FILES_AT_A_TIME,
        erased=erased_words(row.purge.counts),
    )


@bp.post("/proposals/<uuid:purge_id>/approve")
@requires(Permission.RETENTION_APPROVE)
@fresh
def approve(purge_id: UUID) -> ResponseReturnValue:
    """Agree to a proposal of another's."""
    return _decide(purge_id, services.approve_purge, gettext("Gallringen är godkänd."))


@bp.post("/proposals/<uuid:purge_id>/decline")
@requires(Permission.RETENTION_APPROVE)
def decline(purge_id: UUID) -> ResponseReturnValue:
    """Say no to a proposal."""
    return _decide(purge_id, services.decline_purge, gettext("Ingenting gallras."))


def _decide(purge_id: UUID, service: services.Decide, said: str) -> ResponseReturnValue:
    if not forms.OfficeForm().validate_on_submit():
        return _page_of(purge_id)
    try:
        service(db(), purge_id=purge_id, actor_id=actor_id(), at=clock.utc_now())
    except (RuleBroken, Conflict) as refusal:
        flash(sentence(refusal))
    else:
        flash(said)
    return _page_of(purge_id)


@bp.post("/proposals/<uuid:purge_id>/carry-out")
@requires(Permission.RETENTION_PROPOSE)
@fresh
def carry_out(purge_id: UUID) -> ResponseReturnValue:
    """Erase what was agreed to, some files at a time."""
    if not forms.OfficeForm().validate_on_submit():
        return _page_of(purge_id)
    if queries.get_purge(db(), purge_id).purge.log_kept_from_at is not None:
        return _page_of(purge_id)  # the server's account may not: from the shell
    who = actor_id()
    db().rollback()  # each file is erased in a transaction of its own
    steps = list(islice(_purging(who).carry_out(purge_id), FILES_AT_A_TIME))
    erased = steps.count(Step.ERASED)
    flash(ngettext("%(num)s akt är gallrad.", "%(num)s akter är gallrade.", erased))
    return _page_of(purge_id)


def _purging(who: UUID) -> Purging:
    ours = settings()
    return Purging(
        transaction=own_transactions(extension.engine),
        store=blob_store(),
        ledger=Ledger(ours.purge_ledger, KeyFiles(ours.keys)),
        place=ours.municipality,
        now=clock.utc_now,
        actor_id=who,
    )


@bp.get("/proposals/<uuid:purge_id>/record.pdf")
@requires(Permission.RETENTION_READ)
def record(purge_id: UUID) -> ResponseReturnValue:
    """The record of a purge, to be kept: numbers, days and who decided, and nobody else."""
    row: PurgeRow = queries.get_purge(db(), purge_id)
    content = record_pdf(row, municipality=settings().municipality.name)
    name = f"gallringsprotokoll-{row.purge.proposed_at:%Y-%m-%d}.pdf"
    return Response(
        content,
        mimetype="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _overview() -> ResponseReturnValue:
    return redirect(url_for(".retention"), code=303)


def _page_of(purge_id: UUID) -> ResponseReturnValue:
    return redirect(url_for(".proposal", purge_id=purge_id), code=303)
