"""The office's menu: what each role may open, in one order."""

from dataclasses import dataclass

from flask import current_app, request, url_for
from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.identity.rules import Permission
from landlord_watch.web.guard import is_allowed


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the menu and what it takes to see it."""

    endpoint: str
    words: LazyString
    permission: Permission


@dataclass(frozen=True, slots=True)
class Part:
    """Places of the menu that belong together; the first part needs no words."""

    words: LazyString | None
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu as shown."""

    url: str
    words: LazyString
    is_current: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the menu as shown."""

    words: LazyString | None
    entries: list[Entry]


PARTS = (
    Part(None, (Place("start.start", lazy_gettext("Start"), Permission.ACCOUNT_USE),)),
    Part(
        lazy_gettext("Register"),
        (
            Place("landlords.landlords", lazy_gettext("Hyresvärdar"), Permission.REGISTER_READ),
            Place("dwellings.dwellings", lazy_gettext("Bostäder"), Permission.REGISTER_READ),
            Place("places.map_", lazy_gettext("Karta"), Permission.REGISTER_READ),
            Place(
                "landlord_measures.measures",
                lazy_gettext("Hyresvärdars åtaganden"),
                Permission.REGISTER_WRITE,
            ),
            Place(
                "landlord_meetings.meetings",
                lazy_gettext("Möten med hyresvärdar"),
                Permission.REGISTER_WRITE,
            ),
            Place(
                "fact_files.fact_files",
                lazy_gettext("Hyresvärdars svar"),
                Permission.FACT_FILES_READ,
            ),
            Place(
                "payee_accounts.payee_accounts",
                lazy_gettext("Ändrade betalkonton"),
                Permission.REGISTER_WRITE,
            ),
            Place(
                "landlord_links.queue",
                lazy_gettext("Hyresvärdar som hör ihop"),
                Permission.REGISTER_READ,
            ),
            Place(
                "register_imports.batches",
                lazy_gettext("Listor till registret"),
                Permission.IMPORTS_REGISTER,
            ),
        ),
    ),
    Part(
        lazy_gettext("Ärenden"),
        (
            Place("households.households", lazy_gettext("Hushåll"), Permission.HOUSEHOLDS_SEARCH),
            Place(
                "assignments.unassigned",
                lazy_gettext("Utan handläggare"),
                Permission.ASSIGNMENTS_TAKE,
            ),
            Place(
                "break_glass.openings",
                lazy_gettext("Öppna utanför uppdraget"),
                Permission.BREAK_GLASS_USE,
            ),
            Place("visits.visits", lazy_gettext("Hembesök"), Permission.VISITS_READ),
            Place(
                "deficiencies.deficiencies", lazy_gettext("Brister"), Permission.DEFICIENCIES_READ
            ),
            Place("measures.measures", lazy_gettext("Åtgärder"), Permission.MEASURES_READ),
            Place("concern_queue.queue", lazy_gettext("Joursidan"), Permission.CONCERNS_READ),
            Place("concerns.concerns", lazy_gettext("Oro för barn"), Permission.CONCERNS_READ),
            Place(
                "case_deadlines.deadlines",
                lazy_gettext("Tider i ärenden"),
                Permission.CASE_READ,
            ),
            Place(
                "case_imports.batches",
                lazy_gettext("Listor till ärenden"),
                Permission.IMPORTS_CASES,
            ),
            Place("parked.parked", lazy_gettext("Att reda ut"), Permission.PARKED_READ),
        ),
    ),
    Part(
        lazy_gettext("Hyror"),
        (
            Place(
                "rent_checks.quick_check",
                lazy_gettext("Hyreskontroll"),
                Permission.RENT_CHECK_QUICK,
            ),
            Place("payments.payments", lazy_gettext("Utbetalningar"), Permission.RENTS_READ),
            Place("norms.norms", lazy_gettext("Normer"), Permission.NORMS_READ),
            Place("overview.overview", lazy_gettext("Översikt"), Permission.OVERVIEW_READ),
        ),
    ),
    Part(
        lazy_gettext("Uppföljning"),
        (
            Place("own_moves.years", lazy_gettext("Egna utflyttningar"), Permission.OVERVIEW_READ),
            Place("exchange.exchange", lazy_gettext("Mellan kommuner"), Permission.EXCHANGE_READ),
            Place(
                "statistics.editions",
                lazy_gettext("Statistik om ärenden"),
                Permission.STATISTICS_USE,
            ),
            Place(
                "statistics_requests.requests",
                lazy_gettext("Förfrågningar om statistik"),
                Permission.STATISTICS_USE,
            ),
        ),
    ),
    Part(
        lazy_gettext("Administration"),
        (
            Place("staff.staff_list", lazy_gettext("Användare"), Permission.STAFF_READ),
            Place(
                "approvals.approvals",
                lazy_gettext("Åtkomst att godkänna"),
                Permission.STAFF_APPROVE,
            ),
            Place("units.units", lazy_gettext("Enheter"), Permission.UNITS_READ),
            Place("duty_list.duty_list", lazy_gettext("Jourlistan"), Permission.DUTY_READ),
            Place("devices.devices", lazy_gettext("Plattor"), Permission.DEVICES_READ),
            Place(
                "consent_texts.consent_texts",
                lazy_gettext("Samtyckestexter"),
                Permission.CONSENT_TEXTS_READ,
            ),
            Place(
                "letter_templates.templates",
                lazy_gettext("Brevmallar"),
                Permission.LETTER_TEMPLATES_WRITE,
            ),
        ),
    ),
    Part(
        lazy_gettext("Granskning"),
        (
            Place(
                "opening_reviews.to_review",
                lazy_gettext("Öppningar att granska"),
                Permission.BREAK_GLASS_REVIEW,
            ),
            Place("retention.retention", lazy_gettext("Gallring"), Permission.RETENTION_READ),
            Place("log_reviews.reviews", lazy_gettext("Loggkontroll"), Permission.LOG_REVIEW_READ),
            Place("access_log.access_log", lazy_gettext("Åtkomstlogg"), Permission.ACCESS_LOG_READ),
        ),
    ),
)


def groups() -> list[Group]:
    """The menu of who is signed in, in its parts; empty for nobody."""
    shown = [Group(part.words, [_entry(place) for place in _open(part)]) for part in PARTS]
    return [group for group in shown if group.entries]


def _open(part: Part) -> list[Place]:
    return [
        place
        for place in part.places
        if place.endpoint in current_app.view_functions and is_allowed(place.permission)
    ]


def _entry(place: Place) -> Entry:
    is_current = place.endpoint.split(".")[0] == request.blueprint
    return Entry(url_for(place.endpoint), place.words, is_current)
