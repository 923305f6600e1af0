"""Norms: what is published, what is one's own, and which households a norm leaves out."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext, ngettext

from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import RuleBroken
from landlord_watch.rents import queries, services
from landlord_watch.rents.errors import NormFileProblem, NormFileRefused
from landlord_watch.rents.rules.norm_draft import is_retroactive
from landlord_watch.rents.rules.norm_report import norm_report
from landlord_watch.rents.rules.norm_table import household_table
from landlord_watch.web import case_words, forms, norm_words
from landlord_watch.web.db import db
from landlord_watch.web.exporting import Sheet, answer_sheet
from landlord_watch.web.guard import actor_id, is_allowed, requires
from landlord_watch.web.rent_check_view import says_words
from landlord_watch.web.stepping_up import fresh

bp = Blueprint("norms", __name__, url_prefix="/office/norms")

MOST_FILE_LETTERS = 400_000


class TableForm(forms.OfficeForm):
    """A norm as lines of text, with commas or semicolons between the columns."""

    table = forms.LongTextField(
        lazy_gettext("Tabellen"),
        [forms.required(lazy_gettext("Klistra in tabellen.")), forms.at_most(MOST_FILE_LETTERS)],
    )


@bp.get("/")
@requires(Permission.NORMS_READ)
def norms() -> ResponseReturnValue:
    """Every norm there is here, one's own first."""
    drafts = queries.list_drafts(db()) if is_allowed(Permission.NORMS_WRITE) else []
    return render_template(
        "office/norms/norms.html",
        norm_sets=queries.list_norm_sets(db()),
        drafts=drafts,
        validity=norm_words.validity,
        words=case_words,
    )


@bp.get("/export")
@requires(Permission.REGISTER_EXPORT)
@fresh
def export() -> ResponseReturnValue:
    """The norms there are, as a file."""
    columns = [
        gettext("Norm"),
        gettext("Utgivare"),
        gettext("Från"),
        gettext("Till"),
        gettext("Vem står bakom"),
        gettext("Egen"),
    ]
    cells = [
        [
            each.name,
            each.publisher,
            each.starts_on,
            each.ends_on,
            str(case_words.NORM_KINDS[each.kind.value]),
            gettext("ja") if each.is_own else gettext("nej"),
        ]
        for each in queries.list_norm_sets(db())
    ]
    return answer_sheet(Sheet("normer", columns, cells))


@bp.get("/<uuid:norm_set_id>")
@requires(Permission.NORMS_READ)
def norm_set(norm_set_id: UUID) -> ResponseReturnValue:
    """A norm: its rows, its source, and the households without exactly one row."""
    found = queries.get_norm_set(db(), norm_set_id)
    rule_set, apart = queries.as_rule_set(found), queries.apart_of(found)
    report = norm_report(rule_set, apart)
    return render_template(
        "office/norms/norm_set.html",
        norm_set=found,
        validity=norm_words.validity(found),
        includes=says_words(found.includes),
        is_retroactive=is_retroactive(decided_on=found.decided_on, starts_on=found.starts_on),
        apart=[norm_words.apart_words(one) for one in apart],
        household_rows=household_table(rule_set, apart),
        norm_words=norm_words,
        lacking=[norm_words.households_words(one) for one in report.lacking],
        doubled=[(one.rows, norm_words.doubled_words(one)) for one in report.doubled],
        words=case_words,
    )


@bp.post("/<uuid:norm_set_id>/stop-using")
@requires(Permission.NORMS_WRITE)
def stop_using(norm_set_id: UUID) -> ResponseReturnValue:
    """Let a norm no longer be one's own."""
    services.stop_using(db(), norm_set_id=norm_set_id, actor_id=actor_id(), at=clock.utc_now())
    flash(gettext("Normen är inte längre kommunens egen. Gjorda kontroller står kvar."))
    return redirect(url_for(".norm_set", norm_set_id=norm_set_id), code=303)


@bp.post("/published")
@requires(Permission.NORMS_WRITE)
def import_published() -> ResponseReturnValue:
    """Bring in the published tables that come with the program."""
    kept = services.import_published_norms(db(), actor_id=actor_id(), at=clock.utc_now())
    flash(_brought_in(len(kept)))
    return redirect(url_for(".norms"), code=303)


def _brought_in(count: int) -> str:
    if count == 0:
        return gettext("Alla tabeller fanns redan.")
    return ngettext("%(num)d norm är inläst.", "%(num)d normer är inlästa.", count)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.NORMS_WRITE)
def new_norm() -> ResponseReturnValue:
    """Read a table that somebody pastes in; what is wrong is listed line by line."""
    form = TableForm()
    problems: tuple[NormFileProblem, ...] = ()
    if form.validate_on_submit():
        try:
            kept = services.import_norm_csv(
                db(), text=form.table.data or "", actor_id=actor_id(), at=clock.utc_now()
            )
        except RuleBroken as refusal:
            problems = refusal.problems if isinstance(refusal, NormFileRefused) else ()
            form.refuse(refusal, field="table")
        else:
            flash(_brought_in(len(kept)))
            return redirect(url_for(".norms"), code=303)
    page = render_template(
        "office/norms/new_norm.html",
        form=form,
        problems=problems,
        problem_words=norm_words.PROBLEMS,
    )
    return page, 422 if form.errors else 200
