"""Landlords: finding one, reading who they are and what they let, and writing them down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.audit.queries import list_accesses
from landlord_watch.dwellings.models import Dwelling, OfferedRent
from landlord_watch.dwellings.queries import offered_rents_on
from landlord_watch.identity.queries import names_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import RuleBroken
from landlord_watch.landlords import queries, services
from landlord_watch.landlords.errors import NumberTaken
from landlord_watch.landlords.models import LandlordLetter, Party, PartyKind, PaymentQuestion
from landlord_watch.landlords.queries import LandlordOrder, PaymentStanding, PaymentStatus
from landlord_watch.rents.errors import SeveralNormsInForce
from landlord_watch.rents.queries import as_rule_set, find_norm_set_in_force
from landlord_watch.rents.rules.comparable import RentFacts
from landlord_watch.rents.rules.findings import Verdict
from landlord_watch.rents.rules.norms import NormSet, norm_day
from landlord_watch.rents.rules.offered import HOUSEHOLD_SIZES, as_inclusions, verdicts_by_size
from landlord_watch.rents.rules.parameters import DEFAULT_PARAMETERS
from landlord_watch.web import dialogue_words, forms, link_words, lists, register_words
from landlord_watch.web.actions import LANDLORD_CHANGES, words_of
from landlord_watch.web.db import db
from landlord_watch.web.exporting import Sheet, answer_sheet
from landlord_watch.web.format import landlord_number
from landlord_watch.web.guard import actor_id, is_allowed, requires, showed
from landlord_watch.web.landlord_search import answer_search
from landlord_watch.web.landlord_told import told_of
from landlord_watch.web.letter_reach import readable
from landlord_watch.web.link_pages import belonging_of
from landlord_watch.web.paging import page_number
from landlord_watch.web.sentences import sentence
from landlord_watch.web.stepping_up import fresh

bp = Blueprint("landlords", __name__, url_prefix="/office/landlords")

MOST_CHANGES = 20


class LandlordForm(forms.OfficeForm):
    """A landlord as written down; the number is read by the room, which knows the kind."""

    kind = forms.OneOfField(
        lazy_gettext("Vem är hyresvärden?"),
        [forms.required(lazy_gettext("Välj vem hyresvärden är."))],
        choices=register_words.PARTY_KINDS,
    )
    name = forms.TextField(
        lazy_gettext("Namn"), [forms.required(lazy_gettext("Skriv namnet.")), forms.at_most(160)]
    )
    number = forms.TextField(lazy_gettext("Nummer"), [forms.at_most(20)])
    number_source = forms.TextField(lazy_gettext("Numret är läst i"), [forms.at_most(200)])
    phone = forms.TextField(lazy_gettext("Telefon"), [forms.at_most(40)])
    email = forms.TextField(lazy_gettext("E-post"), [forms.at_most(160)])
    postal_address = forms.TextField(lazy_gettext("Postadress"), [forms.at_most(200)])
    is_municipal = forms.TickField(lazy_gettext("Kommunens eget bostadsbolag"))

    def read_facts(self) -> services.LandlordFacts:
        """What was typed."""
        return services.LandlordFacts(
            kind=PartyKind(self.kind.data),
            name=self.name.data,
            number=self.number.data or "",
            number_source=self.number_source.data or "",
            email=self.email.data or "",
            phone=self.phone.data or "",
            postal_address=self.postal_address.data or "",
            is_municipal=self.is_municipal.data,
        )


@bp.get("/")
@requires(Permission.REGISTER_READ)
def landlords() -> ResponseReturnValue:
    """The landlords, found by name or organisationsnummer, with how many homes each has."""
    wanted = _wanted()
    page = queries.list_landlords(db(), wanted, on=clock.today(), number=page_number())
    showed(row.Party.id for row in page.rows if row.Party.kind is PartyKind.NATURAL)
    return render_template(
        "office/landlords/landlords.html",
        page=page,
        filters=_filters(wanted),
        url_of=lists.url_of_page(".landlords", **_filters(wanted)),
        words=register_words,
        dialogue_words=dialogue_words,
    )


def _wanted() -> queries.LandlordSearch:
    """What the address says of which landlords."""
    return queries.LandlordSearch(
        text=lists.typed("q"),
        kind=lists.chosen("kind", PartyKind),
        payment=lists.chosen("payment", PaymentStatus),
        order=lists.chosen("order", LandlordOrder) or LandlordOrder.NAME,
    )


def _filters(wanted: queries.LandlordSearch) -> dict[str, object]:
    return {
        "q": wanted.text,
        "kind": wanted.kind,
        "payment": wanted.payment,
        "order": wanted.order,
    }


@bp.get("/export")
@requires(Permission.REGISTER_EXPORT)
@fresh
def export() -> ResponseReturnValue:
    """The landlords of the list as a file; of a person the number is masked, as in the list."""
    today = clock.today()
    page = queries.list_landlords(db(), _wanted(), on=today, number=None)
    asked = queries.newest_payment_questions(db())
    showed(row.Party.id for row in page.rows if row.Party.kind is PartyKind.NATURAL)
    return answer_sheet(
        Sheet(
            "hyresvardar",
            [
                gettext("Namn"),
                gettext("Nummer"),
                gettext("Slag"),
                gettext("Kommunens"),
                gettext("Bostäder"),
                gettext("Frågan om betalningsförmåga"),
            ],
            [
                [
                    row.Party.name,
                    ", ".join(
                        landlord_number(each.value, is_whole=False)
                        for each in row.Party.identifiers
                    ),
                    str(register_words.PARTY_KINDS[row.Party.kind.value]),
                    gettext("ja") if row.Party.is_municipal else gettext("nej"),
                    row.dwelling_count,
                    dialogue_words.standing_words(
                        queries.standing_of(asked.get(row.Party.id), on=today)
                    ),
                ]
                for row in page.rows
            ],
        )
    )


@bp.post("/search")
@requires(Permission.REGISTER_READ)
def search() -> ResponseReturnValue:
    """Take what is searched for; the answer is the list of a name, or the page of a number's."""
    return answer_search(
        list_of=partial(url_for, ".landlords"),
        page_of=lambda landlord_id: url_for(".landlord", landlord_id=landlord_id),
    )


@bp.get("/<uuid:landlord_id>")
@requires(Permission.REGISTER_READ)
def landlord(landlord_id: UUID) -> ResponseReturnValue:
    """Who a landlord is, what is let at which rent, and what was said and agreed."""
    party, today = queries.get_landlord(db(), landlord_id), clock.today()
    page = queries.list_dwellings_of_landlord(db(), party.id, on=today, number=page_number())
    ids = [home.id for home in page.rows]
    norm_set, norm_problem = _norm_set(today)
    contacts, questions = (
        queries.list_contacts(db(), party.id),
        queries.list_payment_questions(db(), party.id),
    )
    measures = queries.list_measures_of_landlord(db(), party.id)
    changes = list_accesses(
        db(), before_seq=None, limit=MOST_CHANGES, subject_id=party.id, actions=LANDLORD_CHANGES
    )
    people = {row.recorded_by_id for row in contacts}
    people |= {row.recorded_by_id for row in questions}
    people |= {row.actor_id for row in changes if row.actor_id}
    return render_template(
        "office/landlords/landlord.html",
        party=party,
        page=page,
        url_of=lists.url_of_page(".landlord", landlord_id=party.id),
        grid=_grid(page.rows, offered_rents_on(db(), ids, on=today), norm_set, today),
        sizes=HOUSEHOLD_SIZES,
        norm_set=norm_set,
        norm_problem=norm_problem,
        roles=queries.roles_at_dwellings(db(), ids, on=today),
        contacts=contacts,
        measures=measures,
        overdue=sum(queries.is_overdue(each, on=today) for each in measures),
        is_overdue=queries.is_overdue,
        questions=questions,
        standing=_standing(questions, today),
        letters=_letters(party.id),
        told=told_of(party, on=today),
        belonging=belonging_of(db(), party.id, on=today),
        link_words=link_words,
        dialogue_words=dialogue_words,
        changes=changes,
        names=names_of(db(), people),
        words_of=words_of,
        words=register_words,
        today=today,
    )


def _standing(questions: Sequence[PaymentQuestion], today: date) -> PaymentStanding:
    newest = next((each for each in questions if each.taken_back_at is None), None)
    return queries.standing_of(newest, on=today)


def _letters(party_id: UUID) -> list[LandlordLetter]:
    """The letters who is signed in may read."""
    if not is_allowed(Permission.LETTERS_READ):
        return []
    return readable(queries.list_letters_of_landlord(db(), party_id))


def _norm_set(today: date) -> tuple[NormSet | None, str]:
    """The norm that this month's rents are held against; or none, and why."""
    day = norm_day(today, rule=DEFAULT_PARAMETERS.norm_day)
    try:
        found = find_norm_set_in_force(db(), on=day)
    except SeveralNormsInForce as refusal:
        return None, sentence(refusal)
    if found is None:
        return None, gettext("Ingen egen normhyra gäller i dag.")
    return as_rule_set(found), ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A home, what it is offered for, and a verdict for each size of household; none: no offer."""

    home: Dwelling
    offered: OfferedRent | None
    verdicts: tuple[Verdict, ...]


def _grid(
    homes: Sequence[Dwelling],
    rents: Mapping[UUID, OfferedRent],
    norm_set: NormSet | None,
    today: date,
) -> list[GridRow]:
    return [
        GridRow(home, rents.get(home.id), _verdicts(home, rents.get(home.id), norm_set, today))
        for home in homes
    ]


def _verdicts(
    home: Dwelling, offered: OfferedRent | None, norm_set: NormSet | None, today: date
) -> tuple[Verdict, ...]:
    if offered is None or norm_set is None:
        return (Verdict.UNDECIDED,) * len(HOUSEHOLD_SIZES)
    facts = RentFacts(offered.monthly_rent, rooms=home.rooms, area_m2=home.area_m2)
    return verdicts_by_size(facts, as_inclusions(offered.inclusions), norm_set, on=today)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def new_landlord() -> ResponseReturnValue:
    """Take a landlord into the register."""
    form, existing_id = LandlordForm(), None
    if form.validate_on_submit():
        try:
            party = services.record_landlord(
                db(),
                facts=form.read_facts(),
                today=clock.today(),
                actor_id=actor_id(),
                at=clock.utc_now(),
            )
        except (RuleBroken, NumberTaken) as refusal:
            existing_id = _refuse(form, refusal)
        else:
            flash(gettext("Hyresvärden är sparad."))
            return redirect(url_for(".landlord", landlord_id=party.id), code=303)
    page = render_template("office/landlords/new_landlord.html", form=form, existing_id=existing_id)
    return page, 422 if form.errors else 200


@bp.route("/<uuid:landlord_id>/correct", methods=["GET", "POST"])
@requires(Permission.REGISTER_WRITE)
def correct_landlord(landlord_id: UUID) -> ResponseReturnValue:
    """Put right what is written of a landlord."""
    party = queries.get_landlord(db(), landlord_id)
    form, existing_id = LandlordForm(data=_written(party)), None
    if form.validate_on_submit():
        try:
            services.correct_landlord(
                db(),
                landlord_id=party.id,
                facts=form.read_facts(),
                today=clock.today(),
                actor_id=actor_id(),
                at=clock.utc_now(),
            )
        except (RuleBroken, NumberTaken) as refusal:
            existing_id = _refuse(form, refusal)
        else:
            flash(gettext("Hyresvärden är rättad."))
            return redirect(url_for(".landlord", landlord_id=party.id), code=303)
    page = render_template(
        "office/landlords/correct_landlord.html", form=form, party=party, existing_id=existing_id
    )
    return page, 422 if form.errors else 200


def _written(party: Party) -> dict[str, object]:
    """What stands in the form before anybody types."""
    number = party.identifiers[0] if party.identifiers else None
    return {
        "kind": party.kind.value,
        "name": party.name,
        "number": number.value if number else "",
        "number_source": number.source if number else "",
        "phone": party.phone,
        "email": party.email,
        "postal_address": party.postal_address,
        "is_municipal": party.is_municipal,
    }


def _refuse(form: LandlordForm, refusal: RuleBroken | NumberTaken) -> UUID | None:
    """Show a refusal at its field; gives the landlord who has the number, if that is why."""
    has_no_source = refusal.code == "landlord_number_without_source"
    form.refuse(refusal, field="number_source" if has_no_source else "number")
    return refusal.party_id if isinstance(refusal, NumberTaken) else None
