"""What landlords are given to answer: made from an edition, looked over, sent, followed."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.audit import services as audit
from landlord_watch.documents.models import SentBy
from landlord_watch.identity.queries import names_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.landlords.models import Party, PartyKind
from landlord_watch.landlords.queries import get_landlord
from landlord_watch.oversight.errors import LandlordNotTold
from landlord_watch.oversight.models import FactFile
from landlord_watch.oversight.queries import fact_files as queries
from landlord_watch.oversight.queries.fact_files import FileFilter
from landlord_watch.oversight.queries.landlord_editions import (
    EditionKept,
    get_edition,
    list_editions,
)
from landlord_watch.oversight.rules.fact_file import FactsTold, row_of
from landlord_watch.oversight.rules.replies import next_step_of, reply_rules, standing_of
from landlord_watch.oversight.services import fact_files as services
from landlord_watch.oversight.shapes import LandlordTold
from landlord_watch.web import dialogue_words, edition_words, fact_file_paper, forms, lists
from landlord_watch.web import fact_file_words as words
from landlord_watch.web import format as written
from landlord_watch.web.db import db
from landlord_watch.web.exporting import Cell, Sheet, answer_sheet
from landlord_watch.web.fact_file_links import links_told
from landlord_watch.web.guard import actor_id, requires, settings, showed
from landlord_watch.web.paging import page_number
from landlord_watch.web.papers import PDF
from landlord_watch.web.stepping_up import fresh

bp = Blueprint("fact_files", __name__, url_prefix="/office")

ONE = "/fact-files/<uuid:fact_file_id>"
FIELDS = {
    "landlord_not_told": "edition",
    "fact_file_exists": "edition",
    "fact_file_day_outside": "sent_on",
}


class MakeForm(forms.OfficeForm):
    """Of which edition."""

    edition = forms.ChoiceField(
        lazy_gettext("Ur vilken utgåva?"),
        [forms.required(lazy_gettext("Välj en utgåva."))],
        choices={},
    )


class CheckForm(forms.OfficeForm):
    """What was looked over."""

    note = forms.LongTextField(
        lazy_gettext("Vad har du kontrollerat?"),
        [forms.required(lazy_gettext("Skriv vad du har kontrollerat.")), forms.at_most(4000)],
    )


class SentForm(forms.OfficeForm):
    """When it left, and how."""

    sent_on = forms.DayField(
        lazy_gettext("Skickat den dag"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )
    sent_how = forms.OneOfField(
        lazy_gettext("Hur"),
        [forms.required(lazy_gettext("Välj hur det skickades."))],
        choices=dialogue_words.SENT_BY,
    )


class WhyForm(forms.OfficeForm):
    """Why something is taken back."""

    reason = forms.LongTextField(
        lazy_gettext("Varför?"),
        [forms.required(lazy_gettext("Skriv varför.")), forms.at_most(2000)],
    )


def _which() -> FileFilter:
    return lists.chosen("which", FileFilter) or FileFilter.OPEN


@bp.get("/fact-files/")
@requires(Permission.FACT_FILES_READ)
def fact_files() -> ResponseReturnValue:
    """What landlords have been given to answer, what is due first."""
    which, today = _which(), clock.today()
    page = queries.list_fact_files(db(), which=which, on=today, number=page_number())
    _note_people(page.rows)
    return render_template(
        "office/fact_files/fact_files.html",
        page=page,
        which=which,
        today=today,
        url_of=lists.url_of_page(".fact_files", which=which),
        words=words,
        next_step_of=next_step_of,
        standing_of=standing_of,
        period_of=_period,
    )


@bp.get("/fact-files/export")
@requires(Permission.REGISTER_EXPORT)
@fresh
def export() -> ResponseReturnValue:
    """The same as a file."""
    page = queries.list_fact_files(db(), which=_which(), on=clock.today(), number=None)
    _note_people(page.rows)
    columns = [
        gettext("Hyresvärd"),
        gettext("Utgåva till och med"),
        gettext("Läge"),
        gettext("Skickat"),
        gettext("Svar senast"),
        gettext("Gäller till"),
    ]
    return answer_sheet(Sheet("svar", columns, [list(_cells(row)) for row in page.rows]))


def _cells(row: FactFile) -> Iterator[Cell]:
    yield row.party.name
    yield edition_words.last_day(row.edition_ends_on)
    yield str(words.STANDINGS[standing_of(row.days, on=clock.today()).value])
    yield row.sent_on
    yield row.reply_due_on
    yield row.expires_on


def _note_people(rows: Sequence[FactFile]) -> None:
    """That a list showed human beings is in the log."""
    showed(row.party_id for row in rows if row.party.kind is PartyKind.NATURAL)


def _period(file: FactFile) -> str:
    return gettext(
        "tolv månader till och med %(day)s",
        day=written.day(edition_words.last_day(file.edition_ends_on)),
    )


@bp.route("/landlords/<uuid:landlord_id>/fact-files/new", methods=["GET", "POST"])
@requires(Permission.FACT_FILES_DECIDE)
def new_fact_file(landlord_id: UUID) -> ResponseReturnValue:
    """Put together what an edition tells of a landlord."""
    party, form = get_landlord(db(), landlord_id), MakeForm()
    editions = _telling_of(party)
    form.edition.choices = {str(each.id): edition_words.period(each.told) for each in editions}
    made: list[FactFile] = []

    def make() -> None:
        kept = get_edition(db(), UUID(form.edition.data))
        file = services.make_fact_file(
            db(),
            edition_id=kept.id,
            told=kept.told,
            party_id=party.id,
            links=links_told(_row(kept, party)),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )
        made.append(file)

    if form.carries(make, at_code=FIELDS):
        flash(gettext("Uppgifterna är sammanställda. Kontrollera dem innan de skickas."))
        return _to(made[0].id)
    page = render_template(
        "office/fact_files/new_fact_file.html", form=form, party=party, has_editions=bool(editions)
    )
    return page, 422 if form.errors else 200


def _telling_of(party: Party) -> list[EditionKept]:
    """The editions that stand and tell of a landlord, the newest first."""
    return [each for each in list_editions(db()) if each.stands and _tells_of(each, party)]


def _row(kept: EditionKept, party: Party) -> LandlordTold:
    return row_of(kept.told, party.id, is_person=party.kind is PartyKind.NATURAL)


def _tells_of(kept: EditionKept, party: Party) -> bool:
    try:
        _row(kept, party)
    except LandlordNotTold:
        return False
    return True


@bp.get(ONE)
@requires(Permission.FACT_FILES_READ)
def fact_file(fact_file_id: UUID) -> ResponseReturnValue:
    """What a landlord was given, what it answered, what was decided, and what is next."""
    file, today = queries.get_fact_file(db(), fact_file_id), clock.today()
    facts = FactsTold.model_validate(file.document)
    return render_template(
        "office/fact_files/fact_file.html",
        file=file,
        facts=facts,
        paper=fact_file_paper.fact_paper(file, facts),
        columns=fact_file_paper.columns(),
        standing=standing_of(file.days, on=today),
        step=next_step_of(file.days, on=today),
        today=today,
        names=names_of(db(), _people(file)),
        edition=get_edition(db(), file.edition_id),
        words=words,
        sent_by=dialogue_words.SENT_BY,
        edition_words=edition_words,
    )


def _people(file: FactFile) -> set[UUID]:
    """Everybody of ours who did something with it."""
    found = {file.made_by_id, file.checked_by_id, file.sent_by_id, file.taken_back_by_id}
    for reply in file.replies:
        found |= {reply.recorded_by_id, reply.taken_back_by_id}
    for claim in file.corrections:
        found |= {claim.recorded_by_id, claim.answered_by_id}
    found |= {decision.decided_by_id for decision in file.decisions}
    return {each for each in found if each is not None}


@bp.get(f"{ONE}/facts.pdf")
@requires(Permission.FACT_FILES_READ)
def facts_as_pdf(fact_file_id: UUID) -> ResponseReturnValue:
    """The facts as they are sent."""
    file = queries.get_fact_file(db(), fact_file_id)
    facts = FactsTold.model_validate(file.document)
    office = settings().municipality.name
    audit.record(
        db(),
        actor_id=actor_id(),
        action="fact_file.taken_out",
        subject_id=file.id,
        at=clock.utc_now(),
    )
    name = f"uppgifter-{file.made_on:%Y-%m-%d}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    content = fact_file_paper.fact_pdf(file, facts, office=office)
    return Response(content, mimetype=PDF, headers=headers)


@bp.route(f"{ONE}/checked", methods=["GET", "POST"])
@requires(Permission.FACT_FILES_WRITE)
def checked(fact_file_id: UUID) -> ResponseReturnValue:
    """Note what was looked over."""
    file = queries.get_fact_file(db(), fact_file_id)
    form = CheckForm(data={"note": file.checked_note})

    def note() -> None:
        services.note_checked(
            db(),
            fact_file_id=file.id,
            note=form.note.data or "",
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(note, at="note"):
        flash(gettext("Kontrollen är antecknad."))
        return _to(file.id)
    page = render_template("office/fact_files/checked.html", form=form, file=file, words=words)
    return page, 422 if form.errors else 200


@bp.route(f"{ONE}/sent", methods=["GET", "POST"])
@requires(Permission.FACT_FILES_DECIDE)
def sent(fact_file_id: UUID) -> ResponseReturnValue:
    """Note that the facts left, from when the landlord's time runs."""
    file = queries.get_fact_file(db(), fact_file_id)
    form = SentForm(data={"sent_on": clock.today()})

    def note() -> None:
        services.note_fact_file_sent(
            db(),
            fact_file_id=file.id,
            sent_on=forms.must(form.sent_on.data),
            sent_how=SentBy(form.sent_how.data),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(note, at_code=FIELDS):
        flash(gettext("Det är antecknat. Dagen för svar står på sidan och i filen."))
        return _to(file.id)
    page = render_template(
        "office/fact_files/sent.html",
        form=form,
        file=file,
        words=words,
        days=reply_rules(on=clock.today())["reply_days"],
    )
    return page, 422 if form.errors else 200


@bp.route(f"{ONE}/take-back", methods=["GET", "POST"])
@requires(Permission.FACT_FILES_DECIDE)
def take_back(fact_file_id: UUID) -> ResponseReturnValue:
    """Take back facts that were made wrongly."""
    file, form = queries.get_fact_file(db(), fact_file_id), WhyForm()

    def back() -> None:
        services.take_back_fact_file(
            db(),
            fact_file_id=file.id,
            reason=form.reason.data or "",
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(back, at="reason"):
        flash(gettext("Uppgifterna är tillbakatagna. De syns kvar hos hyresvärden."))
        return _to(file.id)
    page = render_template("office/fact_files/take_back.html", form=form, file=file, words=words)
    return page, 422 if form.errors else 200


def _to(fact_file_id: UUID) -> ResponseReturnValue:
    return redirect(url_for(".fact_file", fact_file_id=fact_file_id), code=303)
