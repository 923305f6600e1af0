"""Cases against the municipality a household came from: opened, read, marked and closed."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from wtforms.validators import ValidationError

from landlord_watch.cases import queries, services
from landlord_watch.cases.models import Case, CaseOrigin
from landlord_watch.cases.rules.findings import OngoingMatter, TargetGroup
from landlord_watch.cases.services import CaseFacts
from landlord_watch.households.models import Arrival
from landlord_watch.households.queries import get_household_itself, list_arrivals
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.web import (
    about,
    best_interest_words,
    case_against_page,
    case_against_story,
    case_against_words,
    case_home,
    case_time_words,
    case_track_words,
    dialogue_words,
    forms,
    measure_words,
    visit_words,
)
from landlord_watch.web import format as written
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires, settings
from landlord_watch.web.languages import language
from landlord_watch.web.measure_words import action_words
from landlord_watch.web.municipality_choices import others_than

bp = Blueprint("cases", __name__, url_prefix="/office")


class MarksForm(forms.OfficeForm):
    """Which municipality, whom it is about, and what must not wait."""

    municipality_code = forms.ChoiceField(lazy_gettext("Vilken kommun gäller det?"), choices={})
    target_groups = forms.SeveralOfField(
        lazy_gettext("Vilka grupper hör hushållet till?"), choices=case_against_words.TARGET_GROUPS
    )
    ongoing_matters = forms.SeveralOfField(
        lazy_gettext("Vad pågick i den andra kommunen?"),
        choices=case_against_words.ONGOING_MATTERS,
    )
    record_number = forms.TextField(lazy_gettext("Diarienummer"), [forms.at_most(60)])

    def offer_municipalities(self) -> None:
        """Every municipality but one's own, and that it is not known."""
        first = {"": gettext("Inte känt")}
        own_code = settings().municipality.code
        self.municipality_code.choices = others_than(own_code, first=first)

    def read_groups(self) -> list[TargetGroup]:
        """What was ticked."""
        return [TargetGroup(each) for each in self.target_groups.data]

    def read_matters(self) -> list[OngoingMatter]:
        """What was ticked."""
        return [OngoingMatter(each) for each in self.ongoing_matters.data]


class NewCaseForm(MarksForm):
    """What a case is opened with."""

    arrival_id = forms.ChoiceField(lazy_gettext("Vilken flytt gäller det?"), choices={})
    opened_on = forms.DayField(
        lazy_gettext("Öppnas den dag"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )

    #: Those that are recorded.
    moves: Sequence[Arrival] = ()

    def offer_moves(self, moves: Sequence[Arrival]) -> None:
        """The moves that are recorded, and that it is none of them."""
        self.moves = moves
        none = {"": gettext("Flytten är inte inlagd")}
        self.arrival_id.choices = none | {str(each.id): _move_words(each) for each in moves}

    def validate_municipality_code(self, typed: forms.ChoiceField) -> None:
        """It is the one that the chosen move came from, where that says one."""
        move = next((each for each in self.moves if str(each.id) == self.arrival_id.data), None)
        code = move.from_municipality_code if move else None
        if code is not None and typed.data not in {"", code}:
            name = written.municipality_name(code)
            words = gettext("I flytten står %(name)s. Välj den, eller rätta flytten.", name=name)
            raise ValidationError(words)

    def read_facts(self, origin: CaseOrigin) -> CaseFacts:
        """What was typed."""
        return CaseFacts(
            origin=origin,
            opened_on=forms.must(self.opened_on.data),
            arrival_id=UUID(self.arrival_id.data) if self.arrival_id.data else None,
            municipality_code=self.municipality_code.data or None,
            target_groups=self.read_groups(),
            ongoing_matters=self.read_matters(),
            record_number=self.record_number.data or "",
        )


class CloseForm(forms.OfficeForm):
    """From which day it is over."""

    closed_on = forms.DayField(
        lazy_gettext("Avslutas den dag"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )


def _move_words(move: Arrival) -> str:
    if move.from_municipality_code is None:
        return gettext("Flyttade hit %(day)s, från okänd kommun", day=written.day(move.arrived_on))
    return gettext(
        "Från %(name)s, %(day)s",
        name=written.municipality_name(move.from_municipality_code),
        day=written.day(move.arrived_on),
    )


def _origin() -> CaseOrigin:
    """From what it is opened, as the link to the form says."""
    named = request.args.get("origin", "")
    return CaseOrigin(named) if named in set(CaseOrigin) else CaseOrigin.HOUSEHOLD


def _begun_with(moves: Sequence[Arrival]) -> NewCaseForm:
    """The form with the move that the link names, or the latest."""
    named = request.args.get("arrival", "")
    move = next((each for each in moves if str(each.id) == named), moves[0] if moves else None)
    form = NewCaseForm(
        data={
            "arrival_id": str(move.id) if move else "",
            "municipality_code": (move.from_municipality_code if move else None) or "",
            "opened_on": clock.today(),
        }
    )
    form.offer_municipalities()
    form.offer_moves(moves)
    return form


@bp.route("/households/<uuid:household_id>/cases/new", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.HOUSEHOLD)
def new_case(household_id: UUID) -> ResponseReturnValue:
    """Open a case on a household's move."""
    home = get_household_itself(db(), household_id)
    moves = list_arrivals(db(), household_id)
    form, origin = _begun_with(moves), _origin()
    opened: list[Case] = []

    def open_it() -> None:
        case = services.open_case(
            db(),
            household_id=household_id,
            facts=form.read_facts(origin),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )
        opened.append(case)

    if form.carries(open_it, at_code={"case_day_outside": "opened_on"}):
        flash(gettext("Ärendet är öppnat."))
        return _back(opened[0].id)
    page = render_template(
        "office/cases/new_case.html",
        form=form,
        household=home,
        origin=origin,
        open_case=queries.find_open_case(db(), household_id),
    )
    return page, 422 if form.errors else 200


@bp.get("/cases/<uuid:case_id>")
@requires(Permission.CASE_READ, about=about.CASE)
def case(case_id: UUID) -> ResponseReturnValue:
    """A case whole: what must not wait, what it stands on, how far it has come."""
    shown = case_against_page.show_case(db(), case_id)
    home = case_home.show_home(db(), shown.case.household_id)
    began_on = min(shown.case.opened_on, shown.move.arrived_on if shown.move else date.max)
    return render_template(
        "office/cases/case.html",
        shown=shown,
        home=home,
        story=case_against_story.story_of(shown, home.events(since=began_on)),
        actions=action_words(language()),
        visit_words=visit_words,
        measure_words=measure_words,
        words=case_against_words,
        track_words=case_track_words,
        letter_words=dialogue_words,
        time_words=case_time_words,
        children=shown.children,
        best_interest_words=best_interest_words,
        today=clock.today(),
    )


@bp.route("/cases/<uuid:case_id>/marks", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def mark(case_id: UUID) -> ResponseReturnValue:
    """Say anew which municipality it is, whom it is about, and what must not wait."""
    found = queries.get_case(db(), case_id)
    form = MarksForm(
        data={
            "municipality_code": found.municipality_code or "",
            "target_groups": found.target_groups,
            "ongoing_matters": found.ongoing_matters,
            "record_number": found.record_number,
        }
    )
    form.offer_municipalities()

    def save() -> None:
        now, who = clock.utc_now(), actor_id()
        services.correct_case(
            db(),
            case_id=case_id,
            municipality_code=form.municipality_code.data or None,
            record_number=form.record_number.data or "",
            actor_id=who,
            at=now,
        )
        services.mark_matters(
            db(),
            case_id=case_id,
            target_groups=form.read_groups(),
            ongoing_matters=form.read_matters(),
            actor_id=who,
            at=now,
        )

    if form.carries(save, at_code={"case_municipality_asked": "municipality_code"}):
        flash(gettext("Det är sparat."))
        return _back(case_id)
    page = render_template("office/cases/mark.html", form=form, case=found)
    return page, 422 if form.errors else 200


@bp.route("/cases/<uuid:case_id>/close", methods=["GET", "POST"])
@requires(Permission.CASE_JUDGE, about=about.CASE)
def close(case_id: UUID) -> ResponseReturnValue:
    """Close a case that is judged and in which nothing is waited for."""
    found = queries.get_case(db(), case_id)
    form = CloseForm(data={"closed_on": clock.today()})

    def close_it() -> None:
        services.close_case(
            db(),
            case_id=case_id,
            closed_on=forms.must(form.closed_on.data),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(close_it, at_code={"case_day_outside": "closed_on"}):
        flash(gettext("Ärendet är avslutat."))
        return _back(case_id)
    page = render_template("office/cases/close.html", form=form, case=found)
    return page, 422 if form.errors else 200


def _back(case_id: UUID) -> ResponseReturnValue:
    return redirect(url_for(".case", case_id=case_id), code=303)
