"""What is best for a child of a household: looked at, read, corrected, taken back, followed up."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.best_interests import queries, services
from landlord_watch.best_interests.models import BestInterest
from landlord_watch.best_interests.rules import AboutKind, Follows, Heard, Looked
from landlord_watch.best_interests.services import About
from landlord_watch.cases.models import Case
from landlord_watch.cases.queries import list_cases
from landlord_watch.households.models import HouseholdMember
from landlord_watch.households.queries import get_household_itself, names_of
from landlord_watch.identity.queries import names_of as staff_names_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.outward_moves.models import OutwardMove
from landlord_watch.outward_moves.queries import list_moves
from landlord_watch.web import about, forms
from landlord_watch.web import best_interest_words as words
from landlord_watch.web import format as written
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires, settings
from landlord_watch.web.papers import PDF, as_pdf

bp = Blueprint(
    "best_interests", __name__, url_prefix="/office/households/<uuid:household_id>/best-interests"
)

LONG = 20_000
#: At which field a refusal shows.
FIELDS = {
    "best_interest_not_a_child": "child_id",
    "best_interest_child_not_heard": "heard",
    "best_interest_without_reasons": "outcome_words",
    "best_interest_in_the_future": "decided_on",
    "best_interest_follow_up_not_later": "follow_up_on",
}
FOLLOW_UP_FIELDS = {
    "best_interest_in_the_future": "followed_up_on",
    "best_interest_follow_up_not_later": "followed_up_on",
}


class LookedForm(forms.OfficeForm):
    """What is best for a child, part by part."""

    question = forms.LongTextField(
        lazy_gettext("Frågan"),
        [forms.required(lazy_gettext("Skriv vad som ska avgöras.")), forms.at_most(LONG)],
    )
    heard = forms.OneOfField(
        lazy_gettext("Har barnet fått säga vad det tycker?"),
        [forms.required(lazy_gettext("Välj om barnet har fått säga vad det tycker."))],
        choices=words.HEARD,
    )
    childs_view = forms.LongTextField(lazy_gettext("Vad barnet tycker"), [forms.at_most(LONG)])
    not_heard_because = forms.LongTextField(
        lazy_gettext("Varför barnet inte har hörts"), [forms.at_most(LONG)]
    )
    facts = forms.LongTextField(
        lazy_gettext("Vad vi vet"),
        [forms.required(lazy_gettext("Skriv vad som är känt.")), forms.at_most(LONG)],
    )
    weighing = forms.LongTextField(
        lazy_gettext("Hur det vägs"),
        [forms.required(lazy_gettext("Skriv hur det vägs.")), forms.at_most(LONG)],
    )
    conclusion = forms.LongTextField(
        lazy_gettext("Vad som är bäst för barnet"),
        [forms.required(lazy_gettext("Skriv vad som är bäst för barnet.")), forms.at_most(LONG)],
    )
    follows = forms.OneOfField(
        lazy_gettext("Hur förhåller sig beslutet till det?"),
        [forms.required(lazy_gettext("Välj hur beslutet förhåller sig till det."))],
        choices=words.FOLLOWS,
    )
    outcome_words = forms.LongTextField(lazy_gettext("Vad som beslutades"), [forms.at_most(LONG)])
    decided_on = forms.DayField(
        lazy_gettext("Prövat"), [forms.required(lazy_gettext("Skriv vilken dag."))]
    )
    follow_up_on = forms.DayField(lazy_gettext("Följs upp"), [forms.if_filled()])

    def read_looked(self) -> Looked:
        """What was typed."""
        return Looked(
            question=self.question.data,
            heard=Heard(self.heard.data),
            childs_view=self.childs_view.data or "",
            not_heard_because=self.not_heard_because.data or "",
            facts=self.facts.data,
            weighing=self.weighing.data,
            conclusion=self.conclusion.data,
            follows=Follows(self.follows.data),
            outcome_words=self.outcome_words.data or "",
            decided_on=forms.must(self.decided_on.data),
            follow_up_on=self.follow_up_on.data,
        )


class NewForm(LookedForm):
    """The same, of whom and about what."""

    child_id = forms.ChoiceField(
        lazy_gettext("Vilket barn?"),
        [forms.required(lazy_gettext("Välj vilket barn."))],
        choices={},
    )
    about_id = forms.ChoiceField(lazy_gettext("Vad gäller det?"), choices={})

    #: The moves to another municipality that are offered.
    moves: frozenset[str] = frozenset()

    def offer(
        self,
        children: Sequence[HouseholdMember],
        cases: Sequence[Case],
        moves: Sequence[OutwardMove],
    ) -> None:
        """The children there are, the cases that are open, and the moves that stand."""
        self.moves = frozenset(str(each.id) for each in moves)
        self.child_id.choices = {
            str(each.person_id): f"{each.person.given_name} {each.person.family_name}"
            for each in children
        }
        first = {"": gettext("Hushållet i övrigt")}
        self.about_id.choices = first | {
            str(each.id): gettext("Ärende om medverkan %(number)s", number=each.number)
            for each in cases
        }
        self.about_id.choices |= {
            str(each.id): gettext("Flytt till annan kommun %(day)s", day=written.day(each.moved_on))
            for each in moves
        }

    def read_about(self, household_id: UUID) -> About:
        """Whom and what it is about, as chosen of what was offered."""
        about_id = UUID(self.about_id.data) if self.about_id.data else None
        return About(household_id, UUID(self.child_id.data), self._kind(), about_id)

    def _kind(self) -> AboutKind:
        if not self.about_id.data:
            return AboutKind.HOUSEHOLD
        is_move = self.about_id.data in self.moves
        return AboutKind.OUTWARD_MOVE if is_move else AboutKind.CASE


class FollowUpForm(forms.OfficeForm):
    """How it went for the child."""

    followed_up_on = forms.DayField(
        lazy_gettext("Följdes upp"), [forms.required(lazy_gettext("Skriv vilken dag."))]
    )
    follow_up_words = forms.LongTextField(
        lazy_gettext("Hur det gick för barnet"),
        [forms.required(lazy_gettext("Skriv hur det gick för barnet.")), forms.at_most(LONG)],
    )


def _page(household_id: UUID, best_interest_id: UUID) -> ResponseReturnValue:
    url = url_for(".best_interest", household_id=household_id, best_interest_id=best_interest_id)
    return redirect(url, code=303)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.BEST_INTERESTS_WRITE, about=about.HOUSEHOLD)
def new_best_interest(household_id: UUID) -> ResponseReturnValue:
    """Look at what is best for a child of the household; help stands at each part."""
    home, today = get_household_itself(db(), household_id), clock.today()
    children = queries.list_children(db(), household_id=household_id, on=today)
    form = _begun(children, household_id)
    made: list[BestInterest] = []

    def record() -> None:
        row = services.record_best_interest(
            db(),
            about=form.read_about(household_id),
            looked=form.read_looked(),
            today=today,
            actor_id=actor_id(),
            at=clock.utc_now(),
        )
        made.append(row)

    if form.carries(record, at_code=FIELDS):
        flash(gettext("Prövningen är sparad."))
        return _page(household_id, made[0].id)
    page = render_template(
        "office/best_interests/new_best_interest.html",
        form=form,
        household=home,
        children=children,
        help=words.HELP,
        law=words.law(today),
    )
    return page, 422 if form.errors else 200


def _begun(children: Sequence[HouseholdMember], household_id: UUID) -> NewForm:
    """The form with the child and the case that the link names, of those there are."""
    cases = [each for each in list_cases(db(), household_id) if each.closed_on is None]
    moves = [each for each in list_moves(db(), household_id) if each.withdrawn_at is None]
    form = NewForm(
        data={
            "decided_on": clock.today(),
            "child_id": request.args.get("child", ""),
            "about_id": request.args.get("case", ""),
        }
    )
    form.offer(children, cases, moves)
    return form


@bp.get("/<uuid:best_interest_id>")
@requires(Permission.BEST_INTERESTS_READ, about=about.HOUSEHOLD)
def best_interest(household_id: UUID, best_interest_id: UUID) -> ResponseReturnValue:
    """One as it stands, to read and print."""
    row = _found(household_id, best_interest_id)
    better = queries.find_correction(db(), row.id) if row.withdrawn_at else None
    return render_template(
        "office/best_interests/best_interest.html",
        row=row,
        better=better,
        household=get_household_itself(db(), household_id),
        child=names_of(db(), [row.child_id])[row.child_id],
        staff=_staff(row),
        words=words,
        law=words.law(row.decided_on),
    )


@bp.get("/<uuid:best_interest_id>/best-interest.pdf")
@requires(Permission.BEST_INTERESTS_READ, about=about.HOUSEHOLD)
def best_interest_pdf(household_id: UUID, best_interest_id: UUID) -> ResponseReturnValue:
    """The same for the file; its name tells nothing of whom it is about."""
    row = _found(household_id, best_interest_id)
    paper = words.paper_of(
        row,
        child=names_of(db(), [row.child_id])[row.child_id],
        case_number=get_household_itself(db(), household_id).case_number,
        decided_by=_staff(row)[row.decided_by_id],
        office=settings().municipality.name,
    )
    name = f"barnets-basta-{row.decided_on:%Y-%m-%d}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(as_pdf(paper), mimetype=PDF, headers=headers)


@bp.route("/<uuid:best_interest_id>/correct", methods=["GET", "POST"])
@requires(Permission.BEST_INTERESTS_WRITE, about=about.HOUSEHOLD)
def correct(household_id: UUID, best_interest_id: UUID) -> ResponseReturnValue:
    """Write a better one; the one it corrects stays to be read."""
    row = _found(household_id, best_interest_id)
    form = LookedForm(data=_as_typed(row))
    made: list[BestInterest] = []

    def write_anew() -> None:
        better = services.correct_best_interest(
            db(),
            household_id=household_id,
            best_interest_id=best_interest_id,
            looked=form.read_looked(),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )
        made.append(better)

    if form.carries(write_anew, at_code=FIELDS):
        flash(gettext("Prövningen är rättad. Den förra finns kvar att läsa."))
        return _page(household_id, made[0].id)
    page = render_template(
        "office/best_interests/correct.html",
        form=form,
        household=get_household_itself(db(), household_id),
        row=row,
        child=names_of(db(), [row.child_id])[row.child_id],
        help=words.HELP,
        law=words.law(clock.today()),
    )
    return page, 422 if form.errors else 200


def _as_typed(row: BestInterest) -> dict[str, str | date | None]:
    return {
        "question": row.question,
        "heard": row.heard.value,
        "childs_view": row.childs_view,
        "not_heard_because": row.not_heard_because,
        "facts": row.facts,
        "weighing": row.weighing,
        "conclusion": row.conclusion,
        "follows": row.follows.value,
        "outcome_words": row.outcome_words,
        "decided_on": row.decided_on,
        "follow_up_on": row.follow_up_on,
    }


@bp.route("/<uuid:best_interest_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.BEST_INTERESTS_WRITE, about=about.HOUSEHOLD)
def withdraw(household_id: UUID, best_interest_id: UUID) -> ResponseReturnValue:
    """Ask whether it was wrong, and take it back; it stays to be seen."""
    row = _found(household_id, best_interest_id)
    form = forms.OfficeForm()

    def take_back() -> None:
        services.withdraw_best_interest(
            db(),
            household_id=household_id,
            best_interest_id=best_interest_id,
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(take_back):
        flash(gettext("Prövningen är tillbakatagen. Den räknas inte, men finns kvar att läsa."))
        return _page(household_id, best_interest_id)
    page = render_template(
        "office/best_interests/withdraw.html",
        form=form,
        household=get_household_itself(db(), household_id),
        row=row,
        child=names_of(db(), [row.child_id])[row.child_id],
    )
    return page, 422 if form.errors else 200


@bp.route("/<uuid:best_interest_id>/follow-up", methods=["GET", "POST"])
@requires(Permission.BEST_INTERESTS_WRITE, about=about.HOUSEHOLD)
def follow_up(household_id: UUID, best_interest_id: UUID) -> ResponseReturnValue:
    """Note how it went for the child."""
    row = _found(household_id, best_interest_id)
    form = FollowUpForm(data={"followed_up_on": clock.today()})

    def note() -> None:
        services.follow_up_best_interest(
            db(),
            household_id=household_id,
            best_interest_id=best_interest_id,
            on=forms.must(form.followed_up_on.data),
            words=form.follow_up_words.data,
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(note, at_code=FOLLOW_UP_FIELDS):
        flash(gettext("Uppföljningen är sparad."))
        return _page(household_id, best_interest_id)
    page = render_template(
        "office/best_interests/follow_up.html",
        form=form,
        household=get_household_itself(db(), household_id),
        row=row,
        child=names_of(db(), [row.child_id])[row.child_id],
    )
    return page, 422 if form.errors else 200


def _found(household_id: UUID, best_interest_id: UUID) -> BestInterest:
    return queries.get_best_interest(
        db(), household_id=household_id, best_interest_id=best_interest_id
    )


def _staff(row: BestInterest) -> dict[UUID, str]:
    who = {row.decided_by_id, row.followed_up_by_id} - {None}
    return staff_names_of(db(), {each for each in who if each is not None})
