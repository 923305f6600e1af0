"""Landlords' numbers between municipalities: ours as signed files, theirs beside ours."""

from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_wtf.file import FileField, FileRequired

from landlord_watch.identity.queries import names_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.oversight.errors import EditionNotStanding, EditionStands
from landlord_watch.oversight.models import ForeignEdition
from landlord_watch.oversight.queries import exchange as queries
from landlord_watch.oversight.queries.landlord_editions import (
    EditionKept,
    get_edition,
    list_editions,
)
from landlord_watch.oversight.rules.exchange import MOST_BYTES, left_out
from landlord_watch.oversight.services import exchange as services
from landlord_watch.web import edition_words, exchange_words, forms
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires, settings
from landlord_watch.web.municipality_choices import others_than
from landlord_watch.web.store import signing_keys

bp = Blueprint("exchange", __name__, url_prefix="/office/exchange")

#: The rest of the form besides the file.
ROOM_FOR_FORM = 64 * 1024
KEY_FIELDS = {
    "exchange_key_unreadable": "public",
    "exchange_key_known": "public",
    "exchange_fingerprint_differs": "fingerprint",
    "oversight_day_not_come": "compared_on",
    "municipality_unknown": "municipality_code",
}


class FileForm(forms.OfficeForm):
    """A file of another municipality."""

    file = FileField(
        lazy_gettext("Fil från en annan kommun"), [FileRequired(lazy_gettext("Välj filen."))]
    )


class KeyForm(forms.OfficeForm):
    """By which key a municipality signs, and how that is known."""

    municipality_code = forms.ChoiceField(
        lazy_gettext("Vilken kommun?"),
        [forms.required(lazy_gettext("Välj en kommun."))],
        choices={},
    )
    public = forms.LongTextField(
        lazy_gettext("Kommunens öppna nyckel"),
        [forms.required(lazy_gettext("Klistra in nyckeln.")), forms.at_most(200)],
    )
    fingerprint = forms.TextField(
        lazy_gettext("Fingeravtrycket, som det lästes upp"),
        [forms.required(lazy_gettext("Skriv fingeravtrycket som det lästes upp."))],
    )
    compared_with = forms.LongTextField(
        lazy_gettext("Vem läste upp det, och hur vet ni att det var kommunen?"),
        [forms.required(lazy_gettext("Skriv vem som läste upp det.")), forms.at_most(1000)],
    )
    compared_on = forms.DayField(
        lazy_gettext("Vilken dag?"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )


class WhyForm(forms.OfficeForm):
    """Why a key is believed no more."""

    reason = forms.LongTextField(
        lazy_gettext("Varför?"),
        [forms.required(lazy_gettext("Skriv varför.")), forms.at_most(1000)],
    )


@bp.get("/")
@requires(Permission.EXCHANGE_READ)
def exchange() -> ResponseReturnValue:
    """What has been read from other municipalities, and by which keys."""
    keys, editions = queries.list_municipality_keys(db()), queries.list_foreign_editions(db())
    staff = {each.recorded_by_id for each in keys} | {each.read_by_id for each in editions}
    return render_template(
        "office/exchange/exchange.html",
        editions=editions,
        keys=keys,
        own_key=queries.find_exchange_key(db()),
        own_editions=list_editions(db()),
        names=names_of(db(), staff),
        words=exchange_words,
        edition_words=edition_words,
    )


@bp.get("/foreign/<uuid:foreign_edition_id>")
@requires(Permission.EXCHANGE_READ)
def foreign_edition(foreign_edition_id: UUID) -> ResponseReturnValue:
    """What another municipality tells of landlords, and who of them is ours too."""
    edition = queries.get_foreign_edition(db(), foreign_edition_id)
    told = queries.foreign_told(db(), edition)
    numbers = {number for each in told for number in each.landlord.organisation_numbers}
    return render_template(
        "office/exchange/foreign_edition.html",
        edition=edition,
        told=told,
        ours=queries.own_landlords(db(), numbers),
        names=names_of(db(), {edition.read_by_id}),
        words=exchange_words,
        edition_words=edition_words,
    )


@bp.route("/read", methods=["GET", "POST"])
@requires(Permission.EXCHANGE_USE)
def read() -> ResponseReturnValue:
    """Read a file of another municipality."""
    request.max_content_length = MOST_BYTES + ROOM_FOR_FORM  # the form looks at its own token
    form = FileForm()
    found: list[ForeignEdition] = []

    def take_in() -> None:
        edition = services.read_foreign_file(
            db(),
            file=form.file.data.read(MOST_BYTES + 1),
            own_municipality=settings().municipality.code,
            actor_id=actor_id(),
            at=clock.utc_now(),
        )
        found.append(edition)

    if form.carries(take_in, at="file"):
        is_gone = found[0].withdrawn_on is not None
        flash(gettext("Utgåvan är tillbakadragen.") if is_gone else gettext("Utgåvan är inläst."))
        return redirect(url_for(".foreign_edition", foreign_edition_id=found[0].id), code=303)
    page = render_template("office/exchange/read.html", form=form)
    return page, 422 if form.errors else 200


@bp.route("/keys/new", methods=["GET", "POST"])
@requires(Permission.EXCHANGE_USE)
def new_key() -> ResponseReturnValue:
    """Record by which key another municipality signs."""
    form = KeyForm(data={"compared_on": clock.today()})
    own = settings().municipality.code
    form.municipality_code.choices = others_than(own, first={"": gettext("Välj")})

    def record() -> None:
        facts = services.KeyFacts(
            municipality_code=form.municipality_code.data,
            public=form.public.data or "",
            fingerprint=form.fingerprint.data or "",
            compared_with=form.compared_with.data or "",
            compared_on=forms.must(form.compared_on.data),
        )
        services.record_municipality_key(
            db(),
            facts=facts,
            own_municipality=own,
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(record, at_code=KEY_FIELDS):
        flash(gettext("Nyckeln är inlagd. Nu kan kommunens filer läsas in."))
        return redirect(url_for(".exchange"), code=303)
    page = render_template("office/exchange/new_key.html", form=form)
    return page, 422 if form.errors else 200


@bp.route("/keys/<uuid:municipality_key_id>/take-back", methods=["GET", "POST"])
@requires(Permission.EXCHANGE_USE)
def take_back_key(municipality_key_id: UUID) -> ResponseReturnValue:
    """Believe a key no more."""
    key, form = queries.get_municipality_key(db(), municipality_key_id), WhyForm()

    def back() -> None:
        services.take_back_municipality_key(
            db(),
            key_id=key.id,
            reason=form.reason.data or "",
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(back, at="reason"):
        flash(gettext("Nyckeln är tillbakatagen. Det den har skrivit under är märkt."))
        return redirect(url_for(".exchange"), code=303)
    page = render_template("office/exchange/take_back_key.html", form=form, key=key)
    return page, 422 if form.errors else 200


@bp.get("/editions/<uuid:landlord_edition_id>")
@requires(Permission.EXCHANGE_USE)
def own_edition(landlord_edition_id: UUID) -> ResponseReturnValue:
    """What of an edition of ours would leave, and what would not."""
    kept = get_edition(db(), landlord_edition_id)
    numbers = queries.organisation_numbers(db(), queries.own_edition(kept).party_ids)
    return render_template(
        "office/exchange/own_edition.html",
        kept=kept,
        left_out=left_out(kept.told, numbers),
        own_key=queries.find_exchange_key(db()),
        words=exchange_words,
        edition_words=edition_words,
    )


@bp.get("/editions/<uuid:landlord_edition_id>/edition.json")
@requires(Permission.EXCHANGE_USE)
def edition_file(landlord_edition_id: UUID) -> ResponseReturnValue:
    """
    An edition of ours as a signed file.

    Raises: `NotFound`, `EditionNotStanding`, `ExchangeKeyMissing`.
    """
    kept = get_edition(db(), landlord_edition_id)
    if kept.withdrawn is not None:
        raise EditionNotStanding
    content = services.sign_edition(db(), edition=queries.own_edition(kept), by=_signer())
    return _file(content, kept, "utgava")


@bp.get("/editions/<uuid:landlord_edition_id>/withdrawal.json")
@requires(Permission.EXCHANGE_USE)
def withdrawal_file(landlord_edition_id: UUID) -> ResponseReturnValue:
    """
    That an edition of ours no longer stands, as a signed file.

    Raises: `NotFound`, `EditionStands`, `ExchangeKeyMissing`.
    """
    kept = get_edition(db(), landlord_edition_id)
    if kept.withdrawn is None:
        raise EditionStands
    gone = services.OwnWithdrawal(kept.id, kept.digest, kept.withdrawn.on, kept.withdrawn.reason)
    content = services.sign_withdrawal(db(), withdrawal=gone, by=_signer())
    return _file(content, kept, "tillbakadragen")


def _signer() -> services.Signer:
    code = settings().municipality.code
    return services.Signer(code, signing_keys(), actor_id(), clock.utc_now())


def _file(content: bytes, kept: EditionKept, what: str) -> Response:
    code = settings().municipality.code
    name = f"{what}-{code}-{edition_words.last_day(kept.told.ends_on):%Y-%m-%d}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype="application/json", headers=headers)


@bp.get("/key")
@requires(Permission.EXCHANGE_READ)
def own_key() -> ResponseReturnValue:
    """Our own public key and its fingerprint, to be sent and read out."""
    return render_template("office/exchange/own_key.html", key=queries.find_exchange_key(db()))
