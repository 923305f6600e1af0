"""Asking the landlord to put right what a visit found: what may be told, and by when."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.landlords.models import PartyRoleKind
from landlord_watch.landlords.queries import list_roles_at_dwelling
from landlord_watch.reach.queries import is_outward_blocked
from landlord_watch.visits import queries
from landlord_watch.visits.models import Deficiency
from landlord_watch.visits.services import telling
from landlord_watch.web import about, forms, visit_words
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires, within
from landlord_watch.web.languages import language
from landlord_watch.web.visit_reading import questions

bp = Blueprint("visit_telling", __name__, url_prefix="/office/visits/<uuid:visit_id>")

#: The template of a letter to a landlord that has a place for what was found.
TEMPLATE = "deficiencies"
FIELDS = {"asked_by_in_past": "asked_by_on", "not_to_be_told": "deficiencies"}
#: Who may be asked to put a home right.
ASKED = (PartyRoleKind.CONTRACTING_LANDLORD, PartyRoleKind.OWNER, PartyRoleKind.MANAGER)


class TellForm(forms.OfficeForm):
    """What the landlord is asked to put right, and by when; the view says what there is."""

    deficiencies = forms.SeveralOfField(
        lazy_gettext("Vad hyresvärden ska åtgärda"),
        [forms.required(lazy_gettext("Välj minst en brist."))],
        choices={},
    )
    asked_by_on = forms.DayField(
        lazy_gettext("Ska vara åtgärdat senast"),
        [forms.required(lazy_gettext("Skriv vilken dag."))],
    )
    landlord_id = forms.ChoiceField(
        lazy_gettext("Till vem"), [forms.required(lazy_gettext("Välj hyresvärd."))], choices={}
    )


@bp.route("/tell-landlord", methods=["GET", "POST"])
@requires(Permission.DEFICIENCIES_WRITE, about=about.VISIT)
def tell_landlord(visit_id: UUID) -> ResponseReturnValue:
    """What may be told the landlord and what may not, with why; then the letter."""
    row = queries.get_visit(db(), visit_id)
    found = _found(visit_id)
    told = queries.list_deficiencies_to_tell(
        db(), dwelling_id=row.dwelling.id, within=within(Permission.DEFICIENCIES_WRITE)
    )
    tellable = [each for each in told if each.visit_id == visit_id]
    form = _form(row.dwelling.id, tellable)

    def ask() -> None:
        telling.ask_to_put_right(
            db(),
            visit_id=visit_id,
            deficiency_ids=[UUID(each) for each in form.deficiencies.data],
            asked_by_on=forms.must(form.asked_by_on.data),
            within=within(Permission.DEFICIENCIES_WRITE),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(ask, at_code=FIELDS):
        return redirect(_letter(form, row.dwelling.id), code=303)
    page = render_template(
        "office/visit_telling/tell_landlord.html",
        form=form,
        row=row,
        untold=[(each, _why_not(each)) for each in found if each not in tellable],
        is_blocked=is_outward_blocked(db(), household_id=row.visit.household_id, on=clock.today()),
        may_write=tellable and form.landlord_id.choices,
        has_landlord=bool(form.landlord_id.choices),
        questions=questions(language()),
        words=visit_words,
    )
    return page, 422 if form.errors else 200


def _found(visit_id: UUID) -> list[Deficiency]:
    """What a landlord could be asked to put right, were it all told."""
    rows = queries.list_deficiencies_of_visit(db(), visit_id)
    return [
        each
        for each in rows
        if each.state not in queries.CLOSED_STATES and not each.is_fixed_on_spot
    ]


def _form(dwelling_id: UUID, tellable: Sequence[Deficiency]) -> TellForm:
    days = [each.due_on for each in tellable if each.due_on >= clock.today()]
    form = TellForm(
        data={
            "asked_by_on": min(days, default=None),
            "deficiencies": [str(each.id) for each in tellable],
        }
    )
    said = questions(language())
    form.deficiencies.choices = {str(each.id): _line(each, said) for each in tellable}
    form.landlord_id.choices = _landlords(dwelling_id)
    return form


def _line(found: Deficiency, said: dict[str, str]) -> str:
    level = visit_words.LEVELS[found.level.value]
    return f"{said.get(found.item_id, found.item_id)} ({level})"


def _landlords(dwelling_id: UUID) -> dict[str, str]:
    return {
        str(role.party_id): role.party.name
        for role in list_roles_at_dwelling(db(), dwelling_id)
        if role.ends_on is None and role.kind in ASKED
    }


def _letter(form: TellForm, dwelling_id: UUID) -> str:
    return url_for(
        "landlord_letters.draft_letter",
        landlord_id=form.landlord_id.data,
        dwelling=dwelling_id,
        template=TEMPLATE,
        deficiency=form.deficiencies.data,
    )


def _why_not(found: Deficiency) -> str:
    """Why it is not told the landlord."""
    if found.responsible not in ("landlord", "shared"):
        return gettext("Hyresvärden svarar inte för det.")
    return gettext(
        "Den boende har inte sagt ja till att vi berättar för hyresvärden. Fråga. Ett ja noteras "
        "vid ett besök; tills dess kan ni hjälpa den boende att felanmäla själv."
    )
