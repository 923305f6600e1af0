"""Where homes are: the map, asking the service for a home, and writing it down by hand."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, jsonify, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext, ngettext

from landlord_watch.dwellings.models import DwellingKind
from landlord_watch.dwellings.queries import DwellingSearch, get_dwelling
from landlord_watch.dwellings.rules import Address
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import Conflict, NotFound
from landlord_watch.landlords import queries as landlords
from landlord_watch.places import queries
from landlord_watch.places.errors import PlaceStands
from landlord_watch.places.queries import HomeAt, PlaceFilter
from landlord_watch.places.rules.answers import StreetAddress
from landlord_watch.places.rules.points import read_point
from landlord_watch.places.services import placing
from landlord_watch.places.services.locating import Found
from landlord_watch.web import assets, forms, headers, lists, place_words, register_words
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires, settings
from landlord_watch.web.locating import installed, locating
from landlord_watch.web.paging import page_number
from landlord_watch.web.sentences import sentence

bp = Blueprint("places", __name__, url_prefix="/office")

#: More than any degree, and more than the metres of any grid, which get a sentence of their own.
MOST_TYPED = 100_000_000


class DegreesField(forms.DecimalNumberField):
    """Degrees with their decimals; what they may be is the room's business."""

    def __init__(self, label: forms.Words, validators: Iterable[Any] = (), **more: Any) -> None:
        super().__init__(label, [*validators], least=-MOST_TYPED, most=MOST_TYPED, **more)
        self.wrong = lazy_gettext("Skriv grader med decimaler, till exempel 59,03125.")

    def write(self, value: float) -> str:
        return f"{value:.6f}".rstrip("0").rstrip(".").replace(".", ",")


class PlaceForm(forms.OfficeForm):
    """Where a home is, as somebody says who knows."""

    latitude = DegreesField(
        lazy_gettext("Latitud, nord"), [forms.required(lazy_gettext("Skriv latituden."))]
    )
    longitude = DegreesField(
        lazy_gettext("Longitud, öst"), [forms.required(lazy_gettext("Skriv longituden."))]
    )


@bp.get("/map")
@requires(Permission.REGISTER_READ)
def map_() -> ResponseReturnValue:
    """The homes on a map, and the same in a table."""
    search, which = _wanted(), lists.chosen("place", PlaceFilter)
    page = queries.list_homes(db(), search, which=which, number=page_number())
    filters = _filters()
    shown = render_template(
        "office/places/map.html",
        page=page,
        counts=queries.count_homes(db(), search),
        known=queries.places_of(db(), [home.id for home in page.rows]),
        filters={**filters, "place": which},
        points_url=lists.url_of(".points", **filters),
        url_of=lists.url_of_page(".map_", **filters, place=which),
        map_assets=assets.entry("map.ts"),
        has_outline=installed().outline is not None,
        tiles=settings().map.tiles,
        attribution=settings().map.attribution,
        words=place_words,
        kinds=register_words.DWELLING_KINDS,
    )
    response = make_response(shown)
    headers.let_in_pictures(response, settings().map.tiles_origin)
    return response


def _filters() -> dict[str, str]:
    kind = lists.chosen("kind", DwellingKind)
    typed = {"q": lists.typed("q"), "landlord": lists.typed("landlord"), "kind": kind or ""}
    return {name: str(value) for name, value in typed.items()}


def _wanted() -> DwellingSearch:
    landlord = lists.typed("landlord")
    return DwellingSearch(
        text=lists.typed("q"),
        kind=lists.chosen("kind", DwellingKind),
        among=landlords.dwelling_ids_of_landlords_named(landlord, on=clock.today())
        if landlord
        else None,
    )


@bp.get("/map/points")
@requires(Permission.REGISTER_READ)
def points() -> ResponseReturnValue:
    """The homes of the map by their places, for its script: `[north, east, words, homes]`."""
    by_place: dict[tuple[float, float], list[HomeAt]] = {}
    for home in queries.list_points(db(), _wanted()):
        by_place.setdefault((home.latitude, home.longitude), []).append(home)
    return jsonify([[*point, _street(homes), _links(homes)] for point, homes in by_place.items()])


def _street(homes: list[HomeAt]) -> str:
    return " · ".join(dict.fromkeys(f"{each.street_address}, {each.postal_town}" for each in homes))


def _links(homes: list[HomeAt]) -> list[list[str]]:
    return [[str(each.id), each.dwelling_number] for each in homes]


@bp.get("/map/outline")
@requires(Permission.REGISTER_READ)
def outline() -> ResponseReturnValue:
    """The municipality's border, as GeoJSON."""
    found = installed().outline
    if found is None:
        raise NotFound
    return jsonify(found.as_geojson())


@bp.post("/dwellings/<uuid:dwelling_id>/place/locate")
@requires(Permission.REGISTER_WRITE)
def locate(dwelling_id: UUID) -> ResponseReturnValue:
    """Ask the service where a home is."""
    home = get_dwelling(db(), dwelling_id)
    if home.latitude is not None:
        raise PlaceStands
    house = StreetAddress.of(Address(home.street_address, home.postal_code, home.postal_town))
    who = actor_id()
    db().commit()  # the service may take its time, and holds up nobody
    try:
        found = locating().locate(house, actor_id=who)
    except Conflict as refusal:
        flash(sentence(refusal))
    else:
        flash(_said(found))
    return redirect(url_for("dwellings.dwelling", dwelling_id=dwelling_id), code=303)


def _said(found: Found) -> str:
    match found:
        case Found.PLACED:
            return gettext("Läget är hämtat.")
        case Found.PROPOSED:
            return gettext("Tjänsten är inte säker. Se förslaget och ta ställning.")
        case Found.NOTHING:
            return gettext("Tjänsten hittade inget. Ange läget för hand.")


@bp.post("/dwellings/<uuid:dwelling_id>/place/use")
@requires(Permission.REGISTER_WRITE)
def use_proposal(dwelling_id: UUID) -> ResponseReturnValue:
    """Take what is proposed."""
    count = placing.use_proposal(
        db(), dwelling_id=dwelling_id, actor_id=actor_id(), at=clock.utc_now()
    )
    flash(
        ngettext("Läget är sparat.", "Läget är sparat för %(num)d bostäder på samma adress.", count)
    )
    return redirect(url_for("dwellings.dwelling", dwelling_id=dwelling_id), code=303)


@bp.post("/dwellings/<uuid:dwelling_id>/place/dismiss")
@requires(Permission.REGISTER_WRITE)
def dismiss_proposal(dwelling_id: UUID) -> ResponseReturnValue:
    """Say that what is proposed is wrong."""
    placing.dismiss_proposal(db(), dwelling_id=dwelling_id, actor_id=actor_id(), at=clock.utc_now())
    flash(gettext("Förslaget är avvisat och kommer inte tillbaka."))
    return redirect(url_for("dwellings.dwelling", dwelling_id=dwelling_id), code=303)


@bp.route("/dwellings/<uuid:dwelling_id>/place", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def place_dwelling(dwelling_id: UUID) -> ResponseReturnValue:
    """Write down where a home is."""
    home = get_dwelling(db(), dwelling_id)
    form = PlaceForm(data={"latitude": home.latitude, "longitude": home.longitude})
    if form.carries(lambda: _place(home.id, form), at="latitude"):
        flash(gettext("Läget är sparat."))
        return redirect(url_for("dwellings.dwelling", dwelling_id=home.id), code=303)
    page = render_template("office/places/place_dwelling.html", form=form, home=home)
    return page, 422 if form.errors else 200


def _place(dwelling_id: UUID, form: PlaceForm) -> None:
    placing.place_by_hand(
        db(),
        dwelling_id=dwelling_id,
        point=read_point(forms.must(form.latitude.data), forms.must(form.longitude.data)),
        actor_id=actor_id(),
        at=clock.utc_now(),
    )


@bp.post("/dwellings/<uuid:dwelling_id>/place/take-away")
@requires(Permission.REGISTER_WRITE)
def take_place_away(dwelling_id: UUID) -> ResponseReturnValue:
    """Take away where a home is said to be."""
    placing.take_place_away(db(), dwelling_id=dwelling_id, actor_id=actor_id(), at=clock.utc_now())
    flash(gettext("Läget är borttaget."))
    return redirect(url_for("dwellings.dwelling", dwelling_id=dwelling_id), code=303)
