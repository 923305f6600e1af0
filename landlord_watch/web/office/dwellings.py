"""Dwellings: finding one, reading what is known of it, and writing it down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.dwellings import queries, services
from landlord_watch.dwellings.errors import AddressTaken, DesignationMalformed
from landlord_watch.dwellings.models import Dwelling, DwellingKind
from landlord_watch.dwellings.rules import Address
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.infra.many import pieces
from landlord_watch.kernel.identifiers import read_dwelling_number, read_postal_code
from landlord_watch.landlords import queries as landlords
from landlord_watch.places.queries import find_place, places_of
from landlord_watch.places.services.placing import forget_place
from landlord_watch.visits.models import Deficiency
from landlord_watch.visits.queries import list_deficiencies_of_dwelling
from landlord_watch.visits.rules import published_checklists
from landlord_watch.web import forms, lists, place_words, register_words, visit_words
from landlord_watch.web.db import db
from landlord_watch.web.exporting import Cell, Sheet, answer_sheet
from landlord_watch.web.guard import actor_id, is_allowed, requires, settings, showed, within
from landlord_watch.web.languages import language
from landlord_watch.web.letter_reach import may_name
from landlord_watch.web.locating import installed
from landlord_watch.web.paging import page_number
from landlord_watch.web.stepping_up import fresh
from landlord_watch.web.visit_reading import item_question

bp = Blueprint("dwellings", __name__, url_prefix="/office/dwellings")

MOST_ROOMS = 50
MOST_AREA_M2 = 2_000


class DwellingForm(forms.OfficeForm):
    """A dwelling as it is written down."""

    street_address = forms.TextField(
        lazy_gettext("Gatuadress"),
        [forms.required(lazy_gettext("Skriv gata och nummer.")), forms.at_most(120)],
    )
    postal_code = forms.NumberOfKindField(
        lazy_gettext("Postnummer"),
        [forms.required(lazy_gettext("Skriv postnumret."))],
        reader=read_postal_code,
    )
    postal_town = forms.TextField(
        lazy_gettext("Postort"),
        [forms.required(lazy_gettext("Skriv postorten.")), forms.at_most(60)],
    )
    dwelling_number = forms.NumberOfKindField(
        lazy_gettext("Lägenhetsnummer"), reader=read_dwelling_number
    )
    kind = forms.OneOfField(
        lazy_gettext("Vad är det för bostad?"),
        [forms.required(lazy_gettext("Välj vad det är för bostad."))],
        choices=register_words.DWELLING_KINDS,
    )
    designation = forms.TextField(lazy_gettext("Fastighet"), [forms.at_most(120)])
    rooms = forms.WholeNumberField(lazy_gettext("Antal rum"), least=1, most=MOST_ROOMS)
    area_m2 = forms.DecimalNumberField(lazy_gettext("Boarea"), least=1, most=MOST_AREA_M2)

    def read_facts(self) -> services.DwellingFacts:
        """What was typed."""
        return services.DwellingFacts(
            address=Address(
                self.street_address.data,
                forms.must(self.postal_code.data),
                self.postal_town.data,
                self.dwelling_number.data or "",
            ),
            kind=DwellingKind(self.kind.data),
            municipality_code=settings().municipality.code,
            designation=self.designation.data or "",
            rooms=self.rooms.data,
            area_m2=self.area_m2.data,
        )


@bp.get("/")
@requires(Permission.REGISTER_READ)
def dwellings() -> ResponseReturnValue:
    """The dwellings, found by address, property or landlord."""
    text, landlord = lists.typed("q"), lists.typed("landlord")
    kind, today = lists.chosen("kind", DwellingKind), clock.today()
    page = queries.list_dwellings(db(), _wanted(), number=page_number())
    ids = [home.id for home in page.rows]
    return render_template(
        "office/dwellings/dwellings.html",
        page=page,
        rents=queries.offered_rents_on(db(), ids, on=today),
        roles=landlords.roles_at_dwellings(db(), ids, on=today),
        filters={"q": text, "landlord": landlord, "kind": kind},
        url_of=lists.url_of_page(".dwellings", q=text, landlord=landlord, kind=kind),
        words=register_words,
    )


def _wanted() -> queries.DwellingSearch:
    """What the address of the list says is searched for."""
    landlord = lists.typed("landlord")
    return queries.DwellingSearch(
        text=lists.typed("q"),
        kind=lists.chosen("kind", DwellingKind),
        among=landlords.dwelling_ids_of_landlords_named(landlord, on=clock.today())
        if landlord
        else None,
    )


@bp.get("/export")
@requires(Permission.REGISTER_EXPORT)
@fresh
def export() -> ResponseReturnValue:
    """The dwellings of the list as a file."""
    page = queries.list_dwellings(db(), _wanted(), number=None)
    columns = [
        gettext("Adress"),
        gettext("Lägenhetsnummer"),
        gettext("Postnummer"),
        gettext("Postort"),
        gettext("Fastighet"),
        gettext("Slag"),
        gettext("Rum"),
        gettext("Boarea, m²"),
        gettext("Hyresvärd"),
        gettext("Utbjuden hyra"),
        gettext("Latitud"),
        gettext("Longitud"),
        gettext("Lägets källa"),
    ]
    rows = [row for piece in pieces(page.rows) for row in _exported(piece)]
    return answer_sheet(Sheet("bostader", columns, rows))


def _exported(homes: Sequence[Dwelling]) -> Iterator[list[Cell]]:
    ids, today = [home.id for home in homes], clock.today()
    rents = queries.offered_rents_on(db(), ids, on=today)
    roles = landlords.roles_at_dwellings(db(), ids, on=today)
    known = places_of(db(), ids)
    for home in homes:
        yield [
            home.street_address,
            home.dwelling_number,
            home.postal_code,
            home.postal_town,
            home.located_on.designation if home.located_on else "",
            str(register_words.DWELLING_KINDS[home.kind.value]),
            home.rooms,
            home.area_m2,
            ", ".join(dict.fromkeys(role.party.name for role in roles.get(home.id, []))),
            rents[home.id].monthly_rent if home.id in rents else None,
            home.latitude,
            home.longitude,
            place_words.source(home, known.get(home.id)),
        ]


@bp.get("/<uuid:dwelling_id>")
@requires(Permission.REGISTER_READ)
def dwelling(dwelling_id: UUID) -> ResponseReturnValue:
    """What is known of one dwelling, and from where."""
    home = queries.get_dwelling(db(), dwelling_id)
    return render_template(
        "office/dwellings/dwelling.html",
        home=home,
        roles=landlords.list_roles_at_dwelling(db(), home.id),
        may_write_letter=may_name(home.id, on=clock.today()),
        rents=queries.list_offered_rents(db(), home.id),
        current=queries.offered_rents_on(db(), [home.id], on=clock.today()).get(home.id),
        deficiencies=_deficiencies(home),
        states=visit_words.DEFICIENCY_STATES,
        responsible=visit_words.RESPONSIBLE,
        words=register_words,
        place=find_place(db(), home.id),
        place_words=place_words,
        has_geocoder=installed().geocoder is not None,
    )


@dataclass(frozen=True, slots=True)
class DeficiencyLine:
    """A deficiency of the home, with the question it answers; of nobody in the home."""

    deficiency: Deficiency
    question: str


def _deficiencies(home: Dwelling) -> list[DeficiencyLine] | None:
    """What has been found in the home; None: not for this reader."""
    if not is_allowed(Permission.DEFICIENCIES_READ):
        return None
    found = list_deficiencies_of_dwelling(
        db(), dwelling_id=home.id, within=within(Permission.DEFICIENCIES_READ)
    )
    showed(each.id for each in found)
    by_version = {each.checklist.version: each for each in published_checklists()}
    return [
        DeficiencyLine(
            each, item_question(by_version[each.checklist_version], each.item_id, language())
        )
        for each in found
    ]


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def new_dwelling() -> ResponseReturnValue:
    """Take a dwelling into the register."""
    form, existing_id = DwellingForm(), None
    if form.validate_on_submit():
        try:
            home = services.record_dwelling(
                db(), facts=form.read_facts(), actor_id=actor_id(), at=clock.utc_now()
            )
        except (AddressTaken, DesignationMalformed) as refusal:
            existing_id = _refuse(form, refusal)
        else:
            flash(gettext("Bostaden är sparad."))
            return redirect(url_for(".dwelling", dwelling_id=home.id), code=303)
    page = render_template("office/dwellings/new_dwelling.html", form=form, existing_id=existing_id)
    return page, 422 if form.errors else 200


@bp.route("/<uuid:dwelling_id>/correct", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def correct_dwelling(dwelling_id: UUID) -> ResponseReturnValue:
    """Put right what is written of a dwelling."""
    home = queries.get_dwelling(db(), dwelling_id)
    form, existing_id = DwellingForm(data=_written(home)), None
    was = (home.street_address, home.postal_code)
    if form.validate_on_submit():
        try:
            services.correct_dwelling(
                db(),
                dwelling_id=home.id,
                facts=form.read_facts(),
                actor_id=actor_id(),
                at=clock.utc_now(),
            )
        except (AddressTaken, DesignationMalformed) as refusal:
            existing_id = _refuse(form, refusal)
        else:
            if was != (home.street_address, home.postal_code):
                forget_place(db(), dwelling_id=home.id, actor_id=actor_id(), at=clock.utc_now())
            flash(gettext("Bostaden är rättad."))
            return redirect(url_for(".dwelling", dwelling_id=home.id), code=303)
    page = render_template(
        "office/dwellings/correct_dwelling.html", form=form, home=home, existing_id=existing_id
    )
    return page, 422 if form.errors else 200


def _written(home: Dwelling) -> dict[str, object]:
    """What stands in the form before anybody types."""
    return {
        "street_address": home.street_address,
        "postal_code": home.postal_code,
        "postal_town": home.postal_town,
        "dwelling_number": home.dwelling_number,
        "kind": home.kind.value,
        "designation": home.located_on.designation if home.located_on else "",
        "rooms": home.rooms,
        "area_m2": home.area_m2,
    }


def _refuse(form: DwellingForm, refusal: AddressTaken | DesignationMalformed) -> UUID | None:
    """Show a refusal at its field; gives the dwelling that has the address, if that is why."""
    if isinstance(refusal, AddressTaken):
        form.refuse(refusal, field="street_address")
        return refusal.dwelling_id
    form.refuse(refusal, field="designation")
    return None
