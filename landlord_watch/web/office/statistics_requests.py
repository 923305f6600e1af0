"""What an authority asks of us in figures and words, and the answers that left."""

import json
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from wtforms.validators import ValidationError

from landlord_watch.identity.queries import names_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.oversight import services
from landlord_watch.oversight.models import (
    EditionKind,
    StatisticsEdition,
    StatisticsReply,
    StatisticsRequest,
)
from landlord_watch.oversight.queries.editions import (
    get_answer,
    get_reply,
    get_request,
    list_editions,
    list_requests,
)
from landlord_watch.oversight.services import AnswerFacts, RequestFacts
from landlord_watch.web import format as written
from landlord_watch.web import forms, request_reply, statistics_files, statistics_words
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires, settings
from landlord_watch.web.papers import PDF, as_pdf

bp = Blueprint("statistics_requests", __name__, url_prefix="/office/statistics-requests")

#: Between an edition and a table of it, in the value of a choice.
BETWEEN = "/"
OWN_WORDS = ""
ONE_ANSWER = "/<uuid:statistics_request_id>/answers/<uuid:answer_id>"
FIELDS = {"statistics_request_day_outside": "due_on"}


class RequestForm(forms.OfficeForm):
    """Who asks, what for, and by when."""

    asker = forms.TextField(
        lazy_gettext("Vem frågar?"),
        [forms.required(lazy_gettext("Skriv vilken myndighet det är.")), forms.at_most(160)],
    )
    asked_for = forms.LongTextField(
        lazy_gettext("Vad ska svaret användas till?"),
        [forms.required(lazy_gettext("Skriv vad svaret ska användas till.")), forms.at_most(500)],
    )
    received_on = forms.DayField(
        lazy_gettext("När kom förfrågan?"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )
    due_on = forms.DayField(lazy_gettext("När ska svaret vara framme?"), [forms.if_filled()])
    record_number = forms.TextField(lazy_gettext("Deras diarienummer"), [forms.at_most(60)])
    own_record_number = forms.TextField(lazy_gettext("Vårt diarienummer"), [forms.at_most(60)])

    def read_facts(self) -> RequestFacts:
        """What was typed."""
        return RequestFacts(
            asker=self.asker.data or "",
            asked_for=self.asked_for.data or "",
            received_on=forms.must(self.received_on.data),
            due_on=self.due_on.data,
            record_number=self.record_number.data or "",
            own_record_number=self.own_record_number.data or "",
        )


class AnswerForm(forms.OfficeForm):
    """A question of theirs, and what we answer."""

    question = forms.LongTextField(
        lazy_gettext("Vad frågar de?"),
        [forms.required(lazy_gettext("Skriv frågan.")), forms.at_most(1_000)],
    )
    table = forms.ChoiceField(lazy_gettext("Vilken tabell svarar på det?"), choices={})
    words = forms.LongTextField(lazy_gettext("Svar med egna ord"), [forms.at_most(4_000)])

    def offer_tables(self, editions: Mapping[str, StatisticsEdition]) -> None:
        """The tables of what has been made, and none of them."""
        self.table.choices = {OWN_WORDS: gettext("Ingen, bara egna ord")} | {
            f"{key}{BETWEEN}{table['code']}": _table_words(edition, table["code"])
            for key, edition in editions.items()
            for part in edition.document["populations"].values()
            for table in (*part["tables"], *part["crossed"])
        }

    def read_facts(self) -> AnswerFacts:
        """What was typed."""
        edition, _, code = (self.table.data or "").partition(BETWEEN)
        return AnswerFacts(
            question=self.question.data or "",
            words=self.words.data or "",
            edition_id=UUID(edition) if edition else None,
            table_code=code,
        )

    def validate_words(self, typed: forms.LongTextField) -> None:
        """A table, words, or both."""
        if not typed.data and not self.table.data:
            words = gettext("Välj en tabell eller skriv ett svar.")
            raise ValidationError(words)


class SentForm(forms.OfficeForm):
    """When a version left."""

    sent_on = forms.DayField(
        lazy_gettext("Skickat den dag"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )


def _table_words(edition: StatisticsEdition, code: str) -> str:
    return gettext(
        "%(table)s, %(first)s till %(last)s",
        table=statistics_words.title_of(code),
        first=written.day(edition.starts_on),
        last=written.day(edition.ends_on),
    )


@bp.get("/")
@requires(Permission.STATISTICS_USE)
def requests() -> ResponseReturnValue:
    """What authorities have asked, the latest first."""
    return render_template("office/statistics_requests/requests.html", requests=list_requests(db()))


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.STATISTICS_USE)
def new_request() -> ResponseReturnValue:
    """Note what an authority asks."""
    form = RequestForm(data={"received_on": clock.today()})
    made: list[StatisticsRequest] = []

    def record() -> None:
        request = services.record_request(
            db(),
            facts=form.read_facts(),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )
        made.append(request)

    if form.carries(record, at_code=FIELDS):
        flash(gettext("Förfrågan är inlagd. Skriv nu deras frågor, en i taget."))
        return _back(made[0].id)
    page = render_template("office/statistics_requests/new_request.html", form=form)
    return page, 422 if form.errors else 200


@bp.get("/<uuid:statistics_request_id>")
@requires(Permission.STATISTICS_USE)
def request_(statistics_request_id: UUID) -> ResponseReturnValue:
    """A request with its questions, the answers, and the versions that were made."""
    found = get_request(db(), statistics_request_id)
    editions = {each.id: each for each in list_editions(db(), EditionKind.CASES)}
    return render_template(
        "office/statistics_requests/request.html",
        found=found,
        answers=[each for each in found.answers if each.withdrawn_at is None],
        tables={
            each.id: _table_words(editions[each.edition_id], each.table_code)
            for each in found.answers
            if each.edition_id
        },
        staff=names_of(db(), {each.made_by_id for each in found.replies}),
    )


@bp.route("/<uuid:statistics_request_id>/edit", methods=["GET", "POST"])
@requires(Permission.STATISTICS_USE)
def edit_request(statistics_request_id: UUID) -> ResponseReturnValue:
    """Say better what is asked, by whom and by when."""
    found = get_request(db(), statistics_request_id)
    form = RequestForm(obj=found)

    def correct() -> None:
        services.correct_request(
            db(),
            request_id=statistics_request_id,
            facts=form.read_facts(),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(correct, at_code=FIELDS):
        flash(gettext("Det är sparat."))
        return _back(statistics_request_id)
    page = render_template("office/statistics_requests/edit_request.html", form=form, found=found)
    return page, 422 if form.errors else 200


@bp.route("/<uuid:statistics_request_id>/answers/new", methods=["GET", "POST"])
@requires(Permission.STATISTICS_USE)
def new_answer(statistics_request_id: UUID) -> ResponseReturnValue:
    """Answer a question by a table, own words or both."""
    found = get_request(db(), statistics_request_id)
    form = AnswerForm()
    form.offer_tables({str(each.id): each for each in list_editions(db(), EditionKind.CASES)})

    def add() -> None:
        services.add_answer(
            db(),
            request_id=statistics_request_id,
            facts=form.read_facts(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(add):
        flash(gettext("Svaret är sparat."))
        return _back(statistics_request_id)
    page = render_template("office/statistics_requests/new_answer.html", form=form, found=found)
    return page, 422 if form.errors else 200


@bp.route(f"{ONE_ANSWER}/withdraw", methods=["GET", "POST"])
@requires(Permission.STATISTICS_USE)
def withdraw_answer(statistics_request_id: UUID, answer_id: UUID) -> ResponseReturnValue:
    """Take an answer back; what has left says what it said."""
    found = get_request(db(), statistics_request_id)
    answer = get_answer(db(), request_id=statistics_request_id, answer_id=answer_id)
    form = forms.OfficeForm()

    def withdraw() -> None:
        services.withdraw_answer(
            db(),
            request_id=statistics_request_id,
            answer_id=answer_id,
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(withdraw):
        flash(gettext("Svaret är tillbakataget."))
        return _back(statistics_request_id)
    page = render_template(
        "office/statistics_requests/withdraw_answer.html", form=form, found=found, answer=answer
    )
    return page, 422 if form.errors else 200


@bp.route("/<uuid:statistics_request_id>/replies/new", methods=["GET", "POST"])
@requires(Permission.STATISTICS_USE)
def new_reply(statistics_request_id: UUID) -> ResponseReturnValue:
    """Set the whole answer as it stands now; a version is never changed."""
    found = get_request(db(), statistics_request_id)
    form = forms.OfficeForm()

    def make() -> None:
        services.make_reply(
            db(),
            request_id=statistics_request_id,
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(make):
        flash(gettext("Svaret är sammanställt. Läs det innan det skickas."))
        return _back(statistics_request_id)
    page = render_template("office/statistics_requests/new_reply.html", form=form, found=found)
    return page, 422 if form.errors else 200


@bp.route("/<uuid:statistics_request_id>/replies/<int:serial>/sent", methods=["GET", "POST"])
@requires(Permission.STATISTICS_USE)
def sent(statistics_request_id: UUID, serial: int) -> ResponseReturnValue:
    """Note on which day a version left."""
    found = get_request(db(), statistics_request_id)
    get_reply(db(), request_id=statistics_request_id, serial=serial)
    form = SentForm(data={"sent_on": clock.today()})

    def note() -> None:
        services.note_sent(
            db(),
            request_id=statistics_request_id,
            serial=serial,
            sent_on=_day(form),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(note, at="sent_on"):
        flash(gettext("Det är antecknat."))
        return _back(statistics_request_id)
    page = render_template(
        "office/statistics_requests/sent.html", form=form, found=found, serial=serial
    )
    return page, 422 if form.errors else 200


def _day(form: SentForm) -> date:
    return forms.must(form.sent_on.data)


@bp.get("/<uuid:statistics_request_id>/replies/<int:serial>/reply.csv")
@requires(Permission.STATISTICS_USE)
def reply_as_csv(statistics_request_id: UUID, serial: int) -> ResponseReturnValue:
    """A version of the answer, a row a cell."""
    reply = get_reply(db(), request_id=statistics_request_id, serial=serial)
    content = request_reply.as_table(reply.document)
    return statistics_files.answer_file(content, "text/csv", _name(reply, "csv"))


@bp.get("/<uuid:statistics_request_id>/replies/<int:serial>/reply.json")
@requires(Permission.STATISTICS_USE)
def reply_as_json(statistics_request_id: UUID, serial: int) -> ResponseReturnValue:
    """A version of the answer for machines, with the data dictionary."""
    reply = get_reply(db(), request_id=statistics_request_id, serial=serial)
    whole = {**reply.document, "dictionary": statistics_words.dictionary()}
    content = json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True).encode()
    return statistics_files.answer_file(content, "application/json", _name(reply, "json"))


@bp.get("/<uuid:statistics_request_id>/replies/<int:serial>/reply.pdf")
@requires(Permission.STATISTICS_USE)
def reply_as_pdf(statistics_request_id: UUID, serial: int) -> ResponseReturnValue:
    """A version of the answer as it is sent."""
    reply = get_reply(db(), request_id=statistics_request_id, serial=serial)
    office = settings().municipality.name
    paper = request_reply.reply_paper(reply.document, office=office, made_at=reply.recorded_at)
    return statistics_files.answer_file(as_pdf(paper), PDF, _name(reply, "pdf"))


def _name(reply: StatisticsReply, ending: str) -> str:
    return f"svar-{reply.made_on:%Y-%m-%d}-version-{reply.serial}.{ending}"


def _back(statistics_request_id: UUID) -> ResponseReturnValue:
    return redirect(url_for(".request_", statistics_request_id=statistics_request_id), code=303)
