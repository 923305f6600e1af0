"""From which municipality a household came, who arranged it and how, by its own account."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from wtforms.validators import ValidationError

from landlord_watch.households import queries, services
from landlord_watch.households.models import Arrival, OwnWish
from landlord_watch.households.rules import Arranger, MovePart
from landlord_watch.households.services import ArrivalAsTold
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.landlords import queries as landlords
from landlord_watch.web import about, case_words, forms
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires, settings
from landlord_watch.web.municipality_choices import others_than

bp = Blueprint("arrivals", __name__, url_prefix="/office/households/<uuid:household_id>/arrivals")

NOT_KNOWN = "unknown"
#: A part of the move that nothing has been said of.
NOTHING_SAID = {"": lazy_gettext("Inget sagt")}


def _part_of(part: MovePart) -> forms.ChoiceField:
    words = case_words.MOVE_PARTS[part.value]
    return forms.ChoiceField(words, choices=NOTHING_SAID | dict(case_words.ARRANGERS))


class ArrivalForm(forms.OfficeForm):
    """From where a household came, by its own account."""

    from_municipality_code = forms.ChoiceField(
        lazy_gettext("Från kommun"),
        [forms.required(lazy_gettext("Välj kommun, eller att den inte är känd."))],
        choices={},
    )
    arrived_on = forms.DayField(
        lazy_gettext("Flyttade hit"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )
    own_wish = forms.OneOfField(
        lazy_gettext("Ville personen själv flytta hit?"),
        [forms.required(lazy_gettext("Välj ett svar, även om det är att ingen har frågat."))],
        choices=case_words.OWN_WISHES,
    )
    arranged_by = forms.OneOfField(
        lazy_gettext("Vem ordnade flytten?"),
        [forms.required(lazy_gettext("Välj vem, även om det inte är känt."))],
        choices=case_words.ARRANGERS,
        default=Arranger.NOT_KNOWN.value,
    )
    arranged_words = forms.TextField(lazy_gettext("Vem det var"), [forms.at_most(200)])
    landlord = forms.TextField(lazy_gettext("Vilken hyresvärd"), [forms.at_most(120)])
    contact = _part_of(MovePart.CONTACT)
    contract = _part_of(MovePart.CONTRACT)
    transport = _part_of(MovePart.TRANSPORT)
    money = _part_of(MovePart.MONEY)
    forms_of_participation = forms.SeveralOfField(
        lazy_gettext("Hur den andra kommunen medverkade"), choices=case_words.ARRIVAL_FORMS
    )
    account = forms.LongTextField(lazy_gettext("Med personens egna ord"), [forms.at_most(20_000)])

    #: The landlord named before, by the name that is filled in; None: none.
    named_before: tuple[str, UUID] | None = None
    landlord_id: UUID | None = None

    def validate_landlord(self, typed: forms.TextField) -> None:
        """Find the landlord who is meant; a number is never put in an address."""
        if not typed.data:
            return
        if self.named_before is not None and typed.data == self.named_before[0]:
            self.landlord_id = self.named_before[1]
            return
        self.landlord_id = _landlord_called(typed.data)

    def read_told(self) -> ArrivalAsTold:
        """What was typed."""
        code = self.from_municipality_code.data
        return ArrivalAsTold(
            from_municipality_code=None if code == NOT_KNOWN else code,
            arrived_on=forms.must(self.arrived_on.data),
            own_wish=OwnWish(self.own_wish.data),
            forms=self.forms_of_participation.data,
            account=self.account.data or "",
            arranged_by=Arranger(self.arranged_by.data),
            arranged_words=self.arranged_words.data or "",
            landlord_id=self.landlord_id,
            parts={part.value: self[part.value].data for part in MovePart},
        )


#: At which field a refusal shows.
FIELDS = {
    "landlord_arranged_nothing": "landlord",
    "arrival_forms_unknown": "forms_of_participation",
    "arrangement_unknown": "arranged_by",
}


def _landlord_called(typed: str) -> UUID:
    """The one landlord whom a name or a whole number means."""
    today = clock.today()
    if landlords.is_number(typed):
        numbered = landlords.find_numbered(db(), typed=typed, on=today)
        if numbered is None:
            raise ValidationError(gettext("Ingen hyresvärd har det numret."))
        return numbered
    search = landlords.LandlordSearch(text=typed)
    found = landlords.list_landlords(db(), search, on=today, number=1)
    if found.total == 0:
        words = gettext("Ingen hyresvärd heter så. Kontrollera namnet, eller lämna tomt.")
        raise ValidationError(words)
    called = [party for party, _ in found.rows if party.name.casefold() == typed.casefold()]
    if found.total > 1 and len(called) != 1:
        words = gettext("Flera hyresvärdar heter så. Skriv organisationsnumret i stället.")
        raise ValidationError(words)
    meant: UUID = called[0].id if called else found.rows[0][0].id
    return meant


def _with_origins(form: ArrivalForm) -> ArrivalForm:
    first = {"": gettext("Välj kommun"), NOT_KNOWN: gettext("Inte känt")}
    form.from_municipality_code.choices = others_than(settings().municipality.code, first=first)
    return form


def _as_recorded(arrival: Arrival) -> ArrivalForm:
    """The form as it stands, to be corrected."""
    landlord = arrival.landlord
    form = ArrivalForm(
        data={
            "from_municipality_code": arrival.from_municipality_code or NOT_KNOWN,
            "arrived_on": arrival.arrived_on,
            "own_wish": arrival.own_wish.value,
            "arranged_by": arrival.arranged_by.value,
            "arranged_words": arrival.arranged_words,
            "landlord": "" if landlord is None else landlord.name,
            "forms_of_participation": arrival.forms,
            "account": arrival.account,
            **arrival.arranged_parts,
        }
    )
    form.named_before = None if landlord is None else (landlord.name, landlord.id)
    return _with_origins(form)


def _back(household_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("households.household", household_id=household_id), code=303)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.HOUSEHOLDS_WRITE, about=about.HOUSEHOLD)
def new_arrival(household_id: UUID) -> ResponseReturnValue:
    """Record from which municipality the household came, who arranged it and how."""
    home = queries.get_household_itself(db(), household_id)
    form = _with_origins(ArrivalForm())

    def record() -> None:
        services.record_arrival(
            db(),
            household_id=household_id,
            told=form.read_told(),
            own_municipality_code=settings().municipality.code,
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(record, at="from_municipality_code", at_code=FIELDS):
        flash(gettext("Flytten är inlagd."))
        return _back(household_id)
    page = render_template("office/arrivals/new_arrival.html", form=form, household=home)
    return page, 422 if form.errors else 200


@bp.route("/<uuid:arrival_id>/correct", methods=["GET", "POST"])
@requires(Permission.HOUSEHOLDS_WRITE, about=about.HOUSEHOLD)
def correct_arrival(household_id: UUID, arrival_id: UUID) -> ResponseReturnValue:
    """Put a better account of the move in the place of one, which stays to be seen."""
    home = queries.get_household_itself(db(), household_id)
    arrival = queries.get_arrival(db(), household_id=household_id, arrival_id=arrival_id)
    form = _as_recorded(arrival)

    def correct() -> None:
        services.correct_arrival(
            db(),
            household_id=household_id,
            arrival_id=arrival_id,
            told=form.read_told(),
            own_municipality_code=settings().municipality.code,
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(correct, at="from_municipality_code", at_code=FIELDS):
        flash(gettext("Flytten är rättad. Det som stod förut finns kvar att se."))
        return _back(household_id)
    page = render_template(
        "office/arrivals/correct_arrival.html", form=form, household=home, arrival=arrival
    )
    return page, 422 if form.errors else 200


@bp.route("/<uuid:arrival_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.HOUSEHOLDS_WRITE, about=about.HOUSEHOLD)
def withdraw_arrival(household_id: UUID, arrival_id: UUID) -> ResponseReturnValue:
    """Take back a move that never was; it stays to be seen."""
    home = queries.get_household_itself(db(), household_id)
    arrival = queries.get_arrival(db(), household_id=household_id, arrival_id=arrival_id)
    form = forms.OfficeForm()

    def withdraw() -> None:
        services.withdraw_arrival(
            db(),
            household_id=household_id,
            arrival_id=arrival_id,
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(withdraw):
        flash(gettext("Flytten är tillbakatagen. Den räknas inte, men finns kvar att se."))
        return _back(household_id)
    page = render_template(
        "office/arrivals/withdraw_arrival.html", form=form, household=home, arrival=arrival
    )
    return page, 422 if form.errors else 200
