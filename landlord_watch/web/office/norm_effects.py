"""What a norm changes: beside another, for all tenancies at once, and for checks that were made."""

from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.households.queries import case_numbers_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import NotFound
from landlord_watch.oversight.queries import what_if as count_what_if
from landlord_watch.oversight.rules import LEAST_SHOWN
from landlord_watch.rents import queries
from landlord_watch.rents.errors import NormTooFine
from landlord_watch.rents.rules.norm_change import Move, move_between
from landlord_watch.rents.rules.norm_table import Compared, compare_norm_sets
from landlord_watch.rents.rules.norms import NormSet
from landlord_watch.web import about, case_words, forms, norm_words
from landlord_watch.web.db import db
from landlord_watch.web.exporting import Cell, Sheet, answer_sheet
from landlord_watch.web.guard import is_allowed, requires, settings, showed, within
from landlord_watch.web.stepping_up import fresh

bp = Blueprint("norm_effects", __name__, url_prefix="/office/norms")

#: Of those whose side changes, for who handles the case; more are counted and not listed.
MOST_LISTED = 200


class CompareForm(forms.OfficeForm):
    """Which two norms are beside each other."""

    before = forms.ChoiceField(
        lazy_gettext("Från"), [forms.required(lazy_gettext("Välj en norm."))], choices={}
    )
    after = forms.ChoiceField(
        lazy_gettext("Till"), [forms.required(lazy_gettext("Välj en norm."))], choices={}
    )
    only_changed = forms.TickField(lazy_gettext("Bara hushåll där beloppet ändras"))


@bp.get("/compare")
@requires(Permission.NORMS_READ)
def compare() -> ResponseReturnValue:
    """Two norms household by household, and what differs in kronor."""
    form = CompareForm(formdata=request.args, meta={"csrf": False})
    choices = _choices()
    form.before.choices = form.after.choices = choices
    lines = None
    if request.args.get("before") and request.args.get("after") and form.validate():
        lines = _compared(form)
    page = render_template(
        "office/norm_effects/compare.html",
        form=form,
        lines=lines,
        norm_words=norm_words,
    )
    return page, 422 if form.errors else 200


def _compared(form: CompareForm) -> tuple[Compared, ...] | None:
    """What the two say; None: they tell too much apart to be compared."""
    try:
        lines = compare_norm_sets(_norm_set(form.before.data), _norm_set(form.after.data))
    except NormTooFine as refusal:
        form.refuse(refusal, field="after")
        return None
    if form.only_changed.data:
        return tuple(line for line in lines if not line.is_same)
    return lines


def _choices() -> dict[str, str]:
    """Every norm, and every draft for who may write them."""
    choices = {"": gettext("Välj en norm")}
    if is_allowed(Permission.NORMS_WRITE):
        for draft in queries.list_drafts(db()):
            name = draft.content.name or gettext("Ny norm")
            choices[str(draft.draft.id)] = gettext("utkast: %(name)s", name=name)
    for norm_set in queries.list_norm_sets(db()):
        choices[str(norm_set.id)] = f"{norm_set.name} ({norm_words.validity(norm_set)})"
    return choices


def _norm_set(typed: str) -> NormSet:
    """A norm or a draft by its id, which is one of those that were offered."""
    norm_id = UUID(typed)
    stored = queries.find_norm_set(db(), norm_id)
    if stored is not None:
        return queries.as_rule_set(stored)
    return queries.get_draft(db(), norm_id).as_norm_set(settings().municipality.name)


@bp.get("/drafts/<uuid:draft_id>/what-if")
@requires(Permission.OVERVIEW_READ)
def what_if(draft_id: UUID) -> ResponseReturnValue:
    """How many tenancies a draft would move over or under, in counts where nobody can be told."""
    draft, today = queries.get_draft(db(), draft_id), clock.today()
    before, after = _own_today(), draft.as_norm_set(settings().municipality.name)
    found = None if before is None else count_what_if(db(), before=before, after=after, on=today)
    return render_template(
        "office/norm_effects/what_if.html",
        draft=draft,
        before=before,
        found=found,
        today=today,
        moves=norm_words.MOVES,
        least_shown=LEAST_SHOWN,
    )


def _own_today() -> NormSet | None:
    """The municipality's own norm of today."""
    stored = queries.find_norm_set_in_force(db(), on=clock.today())
    return None if stored is None else queries.as_rule_set(stored)


@bp.get("/drafts/<uuid:draft_id>/my-tenancies")
@requires(Permission.RENTS_READ, about=about.LIST)
def my_tenancies(draft_id: UUID) -> ResponseReturnValue:
    """Whose rent a draft would move over or under, among the cases within reach."""
    draft, before, today = queries.get_draft(db(), draft_id), _own_today(), clock.today()
    after = draft.as_norm_set(settings().municipality.name)
    moved: list[tuple[Move, UUID, UUID]] = []
    counts = dict.fromkeys(Move, 0)
    if before is not None:
        running = queries.running_tenancies(db(), on=today, among=within(Permission.RENTS_READ))
        for let in running:
            move = move_between(before, after, rent=let.rent, household=let.household, on=today)
            counts[move] += 1
            if move in {Move.BECOMES_OVER, Move.NO_LONGER_OVER} and len(moved) < MOST_LISTED:
                moved.append((move, let.tenancy_id, let.household_id))
    showed([household_id for _, _, household_id in moved])
    return render_template(
        "office/norm_effects/my_tenancies.html",
        draft=draft,
        before=before,
        moved=sorted(moved),
        counts=counts,
        case_numbers=case_numbers_of(db(), [one[2] for one in moved]),
        most_listed=MOST_LISTED,
        moves=norm_words.MOVES,
        today=today,
    )


@bp.get("/<uuid:norm_set_id>/checks-to-redo")
@requires(Permission.RENTS_READ, about=about.LIST)
def checks_to_redo(norm_set_id: UUID) -> ResponseReturnValue:
    """The checks that a norm decided afterwards puts in another light; they stand as they are."""
    norm_set = queries.get_norm_set(db(), norm_set_id)
    if norm_set.municipality_code is None:
        raise NotFound
    number = request.args.get("page", 1, type=int)
    page = queries.checks_to_redo(
        db(), norm_set, among=within(Permission.RENTS_READ), number=number
    )
    showed([row.household_id for row in page.rows])
    return render_template(
        "office/norm_effects/checks_to_redo.html",
        norm_set=norm_set,
        page=page,
        words=case_words,
    )


@bp.get("/<uuid:norm_set_id>/checks-to-redo/export")
@requires(Permission.CASES_EXPORT, about=about.LIST)
@fresh
def export(norm_set_id: UUID) -> ResponseReturnValue:
    """The same as a file, but those where somebody is protected."""
    norm_set = queries.get_norm_set(db(), norm_set_id)
    if norm_set.municipality_code is None:
        raise NotFound
    seen = within(Permission.CASES_EXPORT)
    page = queries.checks_to_redo(db(), norm_set, among=seen, number=None)
    showed([row.household_id for row in page.rows])
    columns = [gettext("Ärende"), gettext("Avser"), gettext("Utfall då")]
    cells: list[list[Cell]] = [
        [row.case_number, row.checked_on, str(case_words.VERDICTS[row.verdict.value])]
        for row in page.rows
    ]
    return answer_sheet(Sheet("att-gora-om", columns, cells))
