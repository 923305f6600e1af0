"""
The pages of lists: given, read, looked over, taken in, put right, taken back.

Made once for lists of the register and once for lists of the case world, each with a permission
of its own. A list of the case world is seen by who brought it alone: it names people whom
nobody else was given.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from landlord_watch.identity.queries import names_of
from landlord_watch.imports import queries
from landlord_watch.imports.errors import (
    ColumnNamedTwice,
    ColumnsMissing,
    FileReadAlready,
    FileUnreadable,
)
from landlord_watch.imports.files import laid_out
from landlord_watch.imports.models import BatchState, ImportBatch
from landlord_watch.imports.rules.headings import Layout, drift
from landlord_watch.imports.rules.kind import KindName
from landlord_watch.imports.rules.kinds import KINDS
from landlord_watch.imports.rules.planning import BY_ROW, Choice, Outcome
from landlord_watch.imports.services.committing import Progress, begin, commit
from landlord_watch.imports.services.receiving import (
    FileGiven,
    name_columns,
    read_again,
)
from landlord_watch.imports.services.staging import choose, stage
from landlord_watch.infra import clock
from landlord_watch.kernel.errors import Conflict, DomainError, RuleBroken
from landlord_watch.landlords.many import names_of_landlords
from landlord_watch.web import forms, import_words, lists
from landlord_watch.web.about import About
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires, showed
from landlord_watch.web.import_after import corrected, errors, put_batch_away, undo_batch
from landlord_watch.web.import_files import template_file
from landlord_watch.web.import_forms import (
    ReadingForm,
    given_form,
    groups_form,
)
from landlord_watch.web.import_lists import MOST_FORM_BYTES, Lists, receive, refuse_file
from landlord_watch.web.import_sentences import IMPORT_SENTENCES
from landlord_watch.web.paging import page_number
from landlord_watch.web.sentences import sentence
from landlord_watch.web.taking_in import begin_after_answer, taking_in
from landlord_watch.web.workbooks import download

#: Rows of a file shown while its columns are pointed out.
SAMPLE = 6
#: While a list is taken in beside its page, the page is looked at again after so long.
REFRESH_SECONDS = "3"

View = Callable[..., ResponseReturnValue]


#: What an address names a list by. One of the case world is somebody's own, and says so.
SHARED, OWN = "batch_id", "own_batch_id"


def import_pages(name: str, import_name: str, of: Lists, *, about: About | None) -> Blueprint:
    """The pages of these lists, under `/office/lists/<register or cases>`."""
    prefix = f"/office/lists/{'cases' if of.is_of_cases else 'register'}"
    argument = OWN if of.is_of_cases else SHARED
    one = f"/<uuid:{argument}>"
    bp = Blueprint(name, import_name, url_prefix=prefix)
    for rule, view, methods in (
        ("/", batches, ["GET"]),
        ("/new", new_batch, ["GET", "POST"]),
        ("/template/<string:kind>", template, ["GET"]),
        (one, batch, ["GET", "POST"]),
        (f"{one}/columns", columns, ["GET", "POST"]),
        (f"{one}/reading", reading, ["POST"]),
        (f"{one}/rows", rows, ["GET"]),
        (f"{one}/rows/<int:row_number>", choose_row, ["POST"]),
        (f"{one}/errors", errors, ["GET"]),
        (f"{one}/corrected", corrected, ["GET", "POST"]),
        (f"{one}/undo", undo_batch, ["GET", "POST"]),
        (f"{one}/put-away", put_batch_away, ["POST"]),
    ):
        bound = requires(of.permission, about=about)(_bound(view, of, argument))
        bp.add_url_rule(rule, view.__name__, bound, methods=methods)
    bp.url_defaults(lambda _endpoint, values: _renamed(values, SHARED, argument))
    return bp


def _bound(view: Callable[..., ResponseReturnValue], of: Lists, argument: str) -> View:
    def shown(**arguments: Any) -> ResponseReturnValue:
        _renamed(arguments, argument, SHARED)
        return view(of, **arguments)

    return shown


def _renamed(values: dict[str, Any], name: str, to: str) -> None:
    if name in values:
        values[to] = values.pop(name)


def batches(of: Lists) -> ResponseReturnValue:
    """The lists that have been brought, the newest first."""
    page = queries.list_batches(
        db(), kinds=of.kinds, received_by_id=of.owner(), number=page_number()
    )
    return render_template(
        "office/imports/batches.html",
        of=of,
        page=page,
        url_of=lists.url_of_page(".batches"),
        names=names_of(db(), {row.received_by_id for row in page.rows}),
        words=import_words,
    )


def new_batch(of: Lists) -> ResponseReturnValue:
    """Take a file in; one that is here already is told so."""
    request.max_content_length = MOST_FORM_BYTES  # whose token is looked at by the form itself
    form, known_id = given_form(of.kinds, clock.today()), None
    if form.validate_on_submit():
        name, content = form.read_file()
        given = FileGiven(
            kind=KindName(form.kind.data),
            source=form.source.data or "",
            name=name,
            content=content,
            as_of_on=forms.must(form.as_of_on.data),
            is_full=form.is_full.data == "yes",
        )
        try:
            made = receive(given)
        except FileReadAlready as refusal:
            form.refuse(refusal, field="file")
            known_id = refusal.batch_id
        except FileUnreadable as refusal:
            refuse_file(form, refusal)
        else:
            return redirect(url_for(".columns", batch_id=made.id), code=303)
    page = render_template("office/imports/new_batch.html", form=form, of=of, known_id=known_id)
    return page, 422 if form.errors else 200


def columns(of: Lists, batch_id: UUID) -> ResponseReturnValue:
    """Point out what each column says; then the list is looked over."""
    one = of.batch(batch_id)
    if one.state not in queries.OPEN:
        return redirect(url_for(".batch", batch_id=one.id), code=303)
    form = forms.OfficeForm()
    chosen = dict(one.columns)
    if form.validate_on_submit():
        chosen = _chosen_columns(one)
        try:
            name_columns(
                db(),
                batch_id=one.id,
                columns={int(place): name for place, name in chosen.items()},
                at=clock.utc_now(),
            )
            stage(db(), batch_id=one.id, place=of.place())
        except ColumnsMissing as refusal:
            fields = ", ".join(str(import_words.FIELDS[name]) for name in refusal.fields)
            form.form_errors.append(gettext("De här kolumnerna behövs: %(fields)s.", fields=fields))
        except (ColumnNamedTwice, FileUnreadable) as refusal:
            form.refuse(refusal)
        else:
            return redirect(url_for(".batch", batch_id=one.id), code=303)
    return _columns_page(one, form, chosen), 422 if form.errors else 200


def _chosen_columns(one: ImportBatch) -> dict[str, str]:
    names = {field.name for field in KINDS[one.kind].fields}
    places = range(len(one.layout["headers"]))
    said = {str(place): request.form.get(f"column-{place}", "") for place in places}
    return {place: name for place, name in said.items() if name in names}


def _columns_page(one: ImportBatch, form: forms.OfficeForm, chosen: Mapping[str, str]) -> str:
    layout = laid_out(one, queries.get_file(db(), one.id))
    saved = queries.find_mapping(db(), one.kind, one.source)
    return render_template(
        "office/imports/columns.html",
        batch=one,
        form=form,
        chosen=chosen,
        kind=KINDS[one.kind],
        reading=_reading_form(one, layout),
        sample=layout.body[:SAMPLE],
        drift=drift(saved.headers, layout.headers) if saved else None,
        words=import_words,
    )


def _reading_form(one: ImportBatch, layout: Layout) -> ReadingForm:
    said = one.layout
    return ReadingForm(
        formdata=None,
        sheet=said["sheet"],
        encoding=said["encoding"].removesuffix("-sig"),
        delimiter=said["delimiter"],
        header_row=layout.header_row or None,
    )


def reading(of: Lists, batch_id: UUID) -> ResponseReturnValue:
    """Read a file otherwise."""
    one, form = of.batch(batch_id), ReadingForm()
    if form.validate_on_submit():
        try:
            read_again(
                db(),
                batch_id=one.id,
                wishes=form.wishes(),
                header_row=form.header_row.data or 0,
                today=clock.today(),
            )
        except FileUnreadable as refusal:
            flash(str(import_words.UNREADABLE.get(refusal.reason, sentence(refusal))))
            db().rollback()
    else:
        flash(gettext("Skriv vilken rad rubrikerna står på, som ett tal."))
    return redirect(url_for(".columns", batch_id=batch_id), code=303)


def batch(of: Lists, batch_id: UUID) -> ResponseReturnValue:
    """A list: what would become of it, or what it did; and taking it in."""
    one = of.batch(batch_id)
    form = groups_form(one.summary.get("counts", {}))
    if form.validate_on_submit():
        try:
            _take_in(of, one, frozenset(Outcome(each) for each in form.groups.data or ()))
        except (RuleBroken, Conflict) as refusal:
            form.refuse(refusal, field="groups")
            db().rollback()
            one = of.batch(batch_id)
        else:
            return redirect(url_for(".batch", batch_id=one.id), code=303)
    is_running = one.is_begun(at=clock.utc_now())
    page = render_template(
        "office/imports/batch.html",
        batch=one,
        form=form,
        names=names_of(db(), {one.received_by_id, one.committed_by_id or one.received_by_id}),
        touched=queries.count_touches(db(), one.id),
        failed=_count_failed(one),
        words=import_words,
        states=BatchState,
        is_begun=is_running,
        steps=taking_in().steps(one.id),
        refused=IMPORT_SENTENCES.get(one.summary.get("refused", "")),
    )
    answer = make_response(page, 422 if form.errors else 200)
    if is_running:
        answer.headers["Refresh"] = REFRESH_SECONDS
    return answer


def _take_in(of: Lists, one: ImportBatch, groups: frozenset[Outcome]) -> None:
    """
    Take a list in: at once, or beside the page if it is long.

    Raises: `NotReady`, `NothingChosen`, `PlanMoved`, `BegunAlready`, and what the rooms refuse.
    """
    who, place, at = actor_id(), of.place(), clock.utc_now()

    def work(session: Session, progress: Progress | None = None) -> None:
        commit(
            session,
            batch_id=batch_id,
            groups=groups,
            place=place,
            actor_id=who,
            at=at,
            progress=progress,
        )

    batch_id = one.id
    counts = one.summary.get("counts", {})
    if sum(counts.get(group.value, 0) for group in groups) > taking_in().at_once:
        begin(db(), batch_id=batch_id, at=at)
        begin_after_answer(batch_id, work)
    else:
        work(db())
        flash(gettext("Listan är inläst."))


def _count_failed(one: ImportBatch) -> int:
    """The rows that can be got as a file, put right and brought again; 0: it has been put away."""
    return 0 if one.emptied_at else sum(1 for _ in queries.failed_rows(db(), one))


def rows(of: Lists, batch_id: UUID) -> ResponseReturnValue:
    """The rows of a list: each cell beside what was read in it, and what would become of it."""
    one = of.batch(batch_id)
    outcome = lists.chosen("outcome", Outcome)
    page = queries.page_of_rows(db(), one.id, outcome=outcome, number=page_number())
    showed({UUID(row["household_id"]) for row in page.rows if row.get("household_id")})
    by_row = {each.value for each in BY_ROW}
    open_ids = {
        UUID(each)
        for row in page.rows
        if row["outcome"] in by_row
        for each in (*row.get("candidates", ()), row.get("target_id"))
        if each
    }
    return render_template(
        "office/imports/rows.html",
        batch=one,
        page=page,
        outcome=outcome,
        kind=KINDS[one.kind],
        fields=[(int(place), name) for place, name in one.columns.items()],
        choices=queries.choices_of(db(), one.id),
        known_names={str(each): name for each, name in names_of_landlords(db(), open_ids).items()},
        by_row=by_row,
        is_open=one.state in queries.OPEN,
        url_of=lists.url_of_page(".rows", batch_id=one.id, outcome=outcome),
        words=import_words,
    )


def choose_row(of: Lists, batch_id: UUID, row_number: int) -> ResponseReturnValue:
    """Decide what a row is."""
    one, said = of.batch(batch_id), request.form.get("choice", "")
    if forms.OfficeForm().validate_on_submit():
        try:
            choice = _choice(said)
            choose(db(), batch_id=one.id, row_number=row_number, choice=choice)
        except (DomainError, ValueError) as refusal:
            flash(
                sentence(refusal)
                if isinstance(refusal, DomainError)
                else gettext("Välj något av alternativen.")
            )
            db().rollback()
    outcome = lists.chosen("outcome", Outcome)
    return redirect(
        url_for(".rows", batch_id=batch_id, outcome=outcome, page=page_number()), code=303
    )


def _choice(said: str) -> Choice:
    if said == "skip":
        return Choice(is_skipped=True)
    return Choice() if said == "new" else Choice(target_id=UUID(said))


def template(of: Lists, kind: str) -> ResponseReturnValue:
    """A workbook to fill in, with the columns that can be read."""
    wanted = next((each for each in of.kinds if each.value == kind), of.kinds[0])
    return download(template_file(KINDS[wanted]), f"{wanted.value}.xlsx")
