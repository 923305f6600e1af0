"""The duty list: who is called when a worry for a child has come, and whether notices arrive."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.alarms import queries
from landlord_watch.alarms.errors import DutyForOthers
from landlord_watch.alarms.rules import may_be_on_duty
from landlord_watch.alarms.services.duty import NewPlace, put_on_duty, take_off_duty
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.queries import list_staff
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.web import duty_words, forms
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires, settings

bp = Blueprint("duty_list", __name__, url_prefix="/office/duty-list")

MOST_NOTICES = 50
#: More than any line of duty.
LAST_RANK = 99
AT_CODE = {
    "duty_ends_too_early": "ends_at",
    "mail_address_malformed": "mail_address",
    DutyForOthers.code: "staff_id",
}


class PlaceForm(forms.OfficeForm):
    """Whom to call, at which place, when, and where to write; the choices are who may be."""

    staff_id = forms.ChoiceField(
        lazy_gettext("Vem?"), [forms.required(lazy_gettext("Välj vem som har jour."))], choices={}
    )
    rank = forms.WholeNumberField(
        lazy_gettext("Plats i turordningen"),
        [forms.required(lazy_gettext("Skriv en plats, 1 för den som kallas först."))],
        least=1,
        most=LAST_RANK,
    )
    starts_at = forms.InstantField(
        lazy_gettext("Från och med"), [forms.required(lazy_gettext("Skriv när jouren börjar."))]
    )
    ends_at = forms.InstantField(lazy_gettext("Till"), [forms.if_filled()])
    mail_address = forms.TextField(
        lazy_gettext("E-postadress"), [forms.if_filled(), forms.at_most(254)]
    )

    @property
    def place(self) -> NewPlace:
        """What was typed, as a place on the list."""
        return NewPlace(
            staff_id=UUID(self.staff_id.data),
            rank=forms.must(self.rank.data),
            starts_at=forms.must(self.starts_at.read_instant()),
            ends_at=self.ends_at.read_instant(),
            mail_address=self.mail_address.data or "",
        )


def _who_may() -> list[StaffMember]:
    return [
        member
        for member in list_staff(db())
        if member.deactivated_at is None and may_be_on_duty(member.roles)
    ]


@bp.get("/")
@requires(Permission.DUTY_READ)
def duty_list() -> ResponseReturnValue:
    """Who is called now and later, how long each has, and what came of the notices."""
    now = clock.utc_now()
    places = queries.list_places(db(), at=now)
    return render_template(
        "office/duty_list/duty_list.html",
        places=places,
        line=[place.staff_id for place in queries.line_at(db(), at=now)],
        may_be=may_be_on_duty,
        notices=queries.list_notices(db(), limit=MOST_NOTICES),
        settings=settings().notices,
        words=duty_words,
        now=now,
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.DUTY_WRITE)
def new_place() -> ResponseReturnValue:
    """Put somebody on the duty list."""
    people, now = _who_may(), clock.utc_now()
    local = now.astimezone(clock.LOCAL).replace(second=0, microsecond=0, tzinfo=None)
    line = queries.line_at(db(), at=now)
    form = PlaceForm(data={"rank": len(line) + 1, "starts_at": local})
    form.staff_id.choices = {"": "–"} | {str(each.id): each.full_name for each in people}
    if form.carries(
        lambda: put_on_duty(db(), place=form.place, actor_id=actor_id(), at=now), at_code=AT_CODE
    ):
        flash(gettext("Jourlistan är sparad."))
        return redirect(url_for(".duty_list"), code=303)
    page = render_template(
        "office/duty_list/new_place.html", form=form, people=people, settings=settings().notices
    )
    return page, 422 if form.errors else 200


@bp.route("/<uuid:place_id>/remove", methods=["GET", "POST"])
@requires(Permission.DUTY_WRITE)
def remove_place(place_id: UUID) -> ResponseReturnValue:
    """Ask whether to take somebody off the duty list, and do it."""
    place, form = queries.get_place(db(), place_id), forms.OfficeForm()
    if form.validate_on_submit():
        take_off_duty(db(), place_id=place_id, actor_id=actor_id(), at=clock.utc_now())
        flash(
            gettext(
                "%(who)s kallas inte längre. Lägg till igen om det blev fel.",
                who=place.staff.full_name,
            )
        )
        return redirect(url_for(".duty_list"), code=303)
    return render_template("office/duty_list/remove_place.html", form=form, place=place)
