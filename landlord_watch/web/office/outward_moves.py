"""Own outward moves: noted, asked the same of as others' moves, and judged."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.cases.rules.findings import (
    ClearOwnWish,
    OngoingMatter,
    TargetGroup,
)
from landlord_watch.households.queries import get_household_itself
from landlord_watch.identity.queries import names_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.outward_moves import queries, services
from landlord_watch.outward_moves.models import OutwardMove
from landlord_watch.outward_moves.rules import Handover, ReceivingContact
from landlord_watch.outward_moves.services import MoveFacts
from landlord_watch.web import (
    about,
    best_interest_words,
    case_against_words,
    case_words,
    forms,
    outward_words,
)
from landlord_watch.web.children_page import ChildrenShown, show_children
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, reaches, requires, settings
from landlord_watch.web.municipality_choices import others_than

bp = Blueprint("outward_moves", __name__, url_prefix="/office")

HANDED = {outward_words.NOTHING: lazy_gettext("Pågick inte"), **outward_words.HANDOVERS}
FIELDS = {
    "outward_move_day_outside": "moved_on",
    "outward_move_known": "moved_on",
    "outward_contact_day_outside": "contacted_on",
}


class MoveForm(forms.OfficeForm):
    """What is told of a move to another municipality."""

    moved_on = forms.DayField(
        lazy_gettext("När flyttade de?"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )
    municipality_code = forms.ChoiceField(lazy_gettext("Till vilken kommun?"), choices={})
    own_wish = forms.OneOfField(
        lazy_gettext("Var det deras tydliga egna önskan?"),
        [forms.required(lazy_gettext("Välj ett svar."))],
        choices=case_against_words.CLEAR_OWN_WISHES,
    )
    account = forms.LongTextField(
        lazy_gettext("Vad berättar de själva, i korthet?"), [forms.at_most(2_000)]
    )
    target_groups = forms.SeveralOfField(
        lazy_gettext("Vilka grupper hör hushållet till?"), choices=case_against_words.TARGET_GROUPS
    )
    contact = forms.OneOfField(
        lazy_gettext("Kontaktades den mottagande kommunen?"),
        [forms.required(lazy_gettext("Välj ett svar."))],
        choices=outward_words.CONTACTS,
    )
    contacted_on = forms.DayField(lazy_gettext("Vilken dag?"), [forms.if_filled()])
    contact_note = forms.LongTextField(lazy_gettext("Vad sades?"), [forms.at_most(2_000)])
    child = forms.ChoiceField(case_against_words.ONGOING_MATTERS["child"], choices=HANDED)
    violence = forms.ChoiceField(case_against_words.ONGOING_MATTERS["violence"], choices=HANDED)
    addiction = forms.ChoiceField(case_against_words.ONGOING_MATTERS["addiction"], choices=HANDED)

    def offer_municipalities(self) -> None:
        """Every municipality but one's own, and that it is not known."""
        first = {"": gettext("Inte känt, eller ska inte stå här")}
        self.municipality_code.choices = others_than(settings().municipality.code, first=first)

    def read_facts(self) -> MoveFacts:
        """What was typed."""
        typed = {each: self[each.value].data for each in OngoingMatter}
        return MoveFacts(
            moved_on=forms.must(self.moved_on.data),
            municipality_code=self.municipality_code.data or None,
            own_wish=ClearOwnWish(self.own_wish.data),
            account=self.account.data or "",
            target_groups=[TargetGroup(each) for each in self.target_groups.data],
            matters={each: Handover(became) for each, became in typed.items() if became},
            contact=ReceivingContact(self.contact.data),
            contacted_on=self.contacted_on.data,
            contact_note=self.contact_note.data or "",
        )


def _filled(move: OutwardMove) -> Mapping[str, object]:
    plain = (
        "moved_on",
        "account",
        "target_groups",
        "contacted_on",
        "contact_note",
    )
    return {
        **{name: getattr(move, name) for name in plain},
        "municipality_code": move.municipality_code or "",
        "own_wish": move.own_wish.value,
        "contact": move.contact.value,
        **{
            each.value: move.matters.get(each.value, outward_words.NOTHING)
            for each in OngoingMatter
        },
    }


@bp.route("/households/<uuid:household_id>/outward-moves/new", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.HOUSEHOLD)
def new_move(household_id: UUID) -> ResponseReturnValue:
    """Note that a household moved to another municipality."""
    home = get_household_itself(db(), household_id)
    form = MoveForm()
    form.offer_municipalities()
    made: list[OutwardMove] = []

    def record() -> None:
        move = services.record_move(
            db(),
            household_id=household_id,
            facts=form.read_facts(),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )
        made.append(move)

    if form.carries(record, at_code=FIELDS):
        flash(gettext("Flytten är inlagd."))
        return _back(made[0].id)
    page = render_template(
        "office/outward_moves/new_move.html",
        form=form,
        household=home,
        known=queries.list_moves(db(), household_id),
    )
    return page, 422 if form.errors else 200


@bp.get("/outward-moves/<uuid:move_id>")
@requires(Permission.CASE_READ, about=about.OUTWARD_MOVE)
def move(move_id: UUID) -> ResponseReturnValue:
    """A move with the same questions as a case asks of others, and what was answered."""
    whole = queries.get_whole_move(db(), move_id)
    by = {
        whole.move.recorded_by_id,
        *(each.recorded_by_id for each in whole.findings),
        *(each.recorded_by_id for each in whole.payments),
        *(each.decided_by_id for each in whole.assessments),
    }
    return render_template(
        "office/outward_moves/move.html",
        whole=whole,
        household=get_household_itself(db(), whole.move.household_id),
        children=_children(whole.move),
        best_interest_words=best_interest_words,
        staff=names_of(db(), by),
        words=outward_words,
        case_words=case_words,
        against_words=case_against_words,
    )


def _children(move: OutwardMove) -> ChildrenShown | None:
    """What was found to be best for the children, about this move; None: not for who reads."""
    if not reaches(Permission.BEST_INTERESTS_READ, move.household_id):
        return None
    return show_children(db(), move.household_id, case_id=move.id, on=move.moved_on)


@bp.route("/outward-moves/<uuid:move_id>/edit", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.OUTWARD_MOVE)
def edit_move(move_id: UUID) -> ResponseReturnValue:
    """Say better what is known of a move."""
    found = queries.get_move(db(), move_id)
    form = MoveForm(data=_filled(found))
    form.offer_municipalities()

    def correct() -> None:
        services.correct_move(
            db(),
            move_id=move_id,
            facts=form.read_facts(),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(correct, at_code=FIELDS):
        flash(gettext("Det är sparat."))
        return _back(move_id)
    page = render_template("office/outward_moves/edit_move.html", form=form, move=found)
    return page, 422 if form.errors else 200


@bp.route("/outward-moves/<uuid:move_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.OUTWARD_MOVE)
def withdraw_move(move_id: UUID) -> ResponseReturnValue:
    """Take back a move that was noted wrongly; it stays to be seen."""
    found = queries.get_move(db(), move_id)
    form = forms.OfficeForm()

    def withdraw() -> None:
        services.withdraw_move(db(), move_id=move_id, actor_id=actor_id(), at=clock.utc_now())

    if form.carries(withdraw):
        flash(gettext("Flytten är tillbakatagen. Den räknas inte, men finns kvar att se."))
        return _back(move_id)
    page = render_template("office/outward_moves/withdraw_move.html", form=form, move=found)
    return page, 422 if form.errors else 200


def _back(move_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("outward_moves.move", move_id=move_id), code=303)
