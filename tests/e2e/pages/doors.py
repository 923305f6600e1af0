"""Every page of the office there is, each by an address that leads to something worth seeing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, url_for
from sqlalchemy import Select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from e2e.pages.examples import ALSO, CHOSEN, EXAMPLES
from landlord_watch.identity.rules import Permission, Role, may
from landlord_watch.web import office

#: What the office answers that is no page: files, the way to one's own start, and to another's
#: site; and what asks for a factor of one's own (e2e/test_signing_in.py looks at that).
NO_PAGES = frozenset(
    {
        *("static_files.office_file", "visits.photo", "consent_texts.file", "start.root"),
        *(
            "provider.link",
            "provider.prove",
            "my_factors.remove",
            "retention.record",
            "adjustment_periods.calendar",
            "case_tracks.calendar",
            "case_own_times.calendar",
            "best_interests.best_interest_pdf",
            "case_costs.export",
            "case_deadlines.calendar",
            "case_deadlines.export",
            "rent_checks.check_pdf",
            "rent_checks.check_word",
            "landlords.export",
            "landlord_measures.export",
            "landlord_letters.letter_as_pdf",
            "landlord_letters.letter_as_word",
            "case_letters.letter_as_pdf",
            "case_letters.letter_as_word",
            "case_annexes.annex_paper",
            "visit_letters.letter_as_pdf",
            "visit_letters.letter_as_word",
            "dwellings.export",
            "visits.export",
            "own_moves.year_as_pdf",
            "overview.chart",
            "overview.edition_as_csv",
            "overview.edition_as_json",
            "overview.edition_as_pdf",
            "fact_files.facts_as_pdf",
            "fact_files.export",
            "landlord_meetings.agenda_as_pdf",
            "landlord_meetings.export",
            "exchange.edition_file",
            "exchange.withdrawal_file",
            "statistics.edition_as_csv",
            "statistics.edition_as_json",
            "statistics.dictionary_as_json",
            "statistics_requests.reply_as_csv",
            "statistics_requests.reply_as_json",
            "statistics_requests.reply_as_pdf",
            "places.points",
            "places.outline",
            "adjustment_periods.export",
            "access_log.export",
            "assignments.export",
            "concerns.export",
            "deficiencies.export",
            "devices.export",
            "landlord_roles.export",
            "norm_effects.export",
            "norms.export",
            "measures.export",
            "parked.export",
            "payee_accounts.export",
            "payments.export",
            "staff.export",
            "units.export",
        ),
        *("register_imports.template", "case_imports.template", "register_imports.errors"),
        # seen by who brought them alone; the same pages as those of the register
        *("case_imports.batch", "case_imports.columns", "case_imports.rows"),
        *("case_imports.errors", "case_imports.corrected", "case_imports.undo_batch"),
    }
)


@dataclass(frozen=True, slots=True)
class Door:
    """A page by its address; `name` is what its picture is called."""

    name: str
    path: str
    permission: Permission

    @property
    def is_first(self) -> bool:
        """Whether it is a page's plain door, and not the same page with something else on it."""
        return "-" not in self.name

    def opens_for(self, role: Role) -> bool:
        return may({role}, self.permission)


def office_pages(app: Flask) -> list[Rule]:
    """Every address of the office that is asked for with GET and answered with a page."""
    blueprints = {blueprint.name for blueprint in office.blueprints()}
    return [
        rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and rule.endpoint.partition(".")[0] in blueprints
        and rule.endpoint not in NO_PAGES
        and hasattr(app.view_functions[rule.endpoint], "permission")
        and app.view_functions[rule.endpoint].permission is not None  # type: ignore[attr-defined]
    ]


def doors(app: Flask, session: Session) -> list[Door]:
    """A door to each, with what the database has."""
    given = {frozenset(query.selected_columns.keys()): query for query in EXAMPLES}
    return [door for rule in office_pages(app) for door in _doors_of(app, session, rule, given)]


def _doors_of(
    app: Flask, session: Session, rule: Rule, given: Mapping[frozenset[str], Select[Any]]
) -> Iterator[Door]:
    chosen = CHOSEN.get(rule.endpoint)
    if chosen is None and rule.arguments:
        chosen = given.get(frozenset(rule.arguments))
        if chosen is None:
            raise AssertionError(f"say in EXAMPLES what {rule.rule} is tried with")
    yield _door(app, session, rule.endpoint, "", chosen)
    for (endpoint, what), query in ALSO.items():
        if endpoint == rule.endpoint:
            yield _door(app, session, endpoint, f"-{what}", query)


def _door(
    app: Flask, session: Session, endpoint: str, more: str, query: Select[Any] | None
) -> Door:
    row = session.execute(query).first() if query is not None else None
    if query is not None and row is None:
        raise AssertionError(f"the database has nothing to show {endpoint}{more} with")
    values = {} if row is None else dict(row._mapping)  # noqa: SLF001 -- SQLAlchemy's public name
    with app.test_request_context():
        path = url_for(endpoint, **values)
    return Door(f"{endpoint}{more}", path, app.view_functions[endpoint].permission)  # type: ignore[attr-defined]


def opening_for(role: Role, all_doors: Iterable[Door]) -> list[Door]:
    """The doors this role may go through."""
    return [door for door in all_doors if door.opens_for(role)]
