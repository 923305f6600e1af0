"""
Text that would run as a script, in every stored field, on every page of the office.

Each page is opened with its Content-Security-Policy and without one: the policy is the second
wall, and what is asked is whether the first one stands alone.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import JSON, String, Text, select
from sqlalchemy.orm import Mapper, Session

from e2e.chromium import launch_options
from e2e.pages.doors import Door, doors, opening_for
from e2e.pages.more import add_more
from e2e.serving import Server
from factories.demo import run, settings_of
from factories.payloads import payloads
from figures.figure import Figure, must_be_short
from landlord_watch.cli.demo.users import PASSWORD, USERS, User
from landlord_watch.cli.installation import load_environment, open_engine
from landlord_watch.infra import clock
from landlord_watch.infra.database import Base
from landlord_watch.infra.encryption import EncryptedDocument, EncryptedText
from landlord_watch.web.app import create_app

#: How many stand in one field at once: of all figures, and of a sample.
TOGETHER, TOGETHER_AT_MOST = 5, 50
#: Of the planted ones on an open page, so many run at least, or the looking is no looking.
LEAST_RUN = 120
#: Once all is loaded or has failed to, what that sets off has run two frames later.
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

#: Text that is no words of anybody's: what our own code writes, checks and chooses by.
CODES = frozenset(
    {
        "access_log_entry.action",
        "arrival.arranged_parts",
        "arrival.from_municipality_code",
        "case_account.language",
        "case_annex.file_key",
        "case_annex.file_sha256",
        "case_claim.municipality_code",
        "case_finding.code",
        "change_entry.subject",
        "code_app.secret",
        "deficiency.checklist_version",
        "deficiency.item_id",
        "deficiency.responsible",
        "exchange_key.public",
        "fact_file_correction.fact",
        "foreign_edition.digest",
        "foreign_edition.municipality_code",
        "foreign_landlord.organisation_number",
        "group_version.digest",
        "household.case_number",
        "household.language",
        "household_measure.action",
        "household_measure_event.language",
        "letter.template_key",
        "letter_wording.template_key",
        "municipality_key.municipality_code",
        "municipality_key.public",
        "norm_set.includes",
        "norm_set.municipality_code",
        "noted_mark.value",
        "office_key.kid",
        "outward_finding.code",
        "outward_move.matters",
        "outward_move.municipality_code",
        "outward_move.target_groups",
        "party_identifier.value",
        "party_mark.value",
        "person.name_key",
        "person.number",
        "property.municipality_code",
        "relocation_case.municipality_code",
        "relocation_case.number",
        "relocation_case.ongoing_matters",
        "relocation_case.target_groups",
        "staff_member.language",
        "statistics_answer.table_code",
        "staff_member.password_hash",
        "staff_member.username",
        "stored_file.content_type",
        "visit.language",
        "visit_photo.item_id",
        "visit_revision.checklist_version",
    }
)
#: In a document: what somebody wrote in their own words.
WORDS = frozenset(
    {
        *("address", "body", "caption", "contact", "email", "family_name", "given_name"),
        *("interpreter", "known_since", "office", "recipient", "subject"),
        *("label", "name", "note", "number", "other", "phone", "post_by", "publisher", "reason"),
        *("reason_for_change", "reported_to", "school", "seen", "text", "thought", "what"),
        *("who_was_told", "witness", "workplace"),
        # of what a transfer rests on, and of a letter said once more
        *("ties", "wishes", "override", "view_of_child", "view_of_child_over_15", "ongoing"),
        *("view_of_representative", "ongoing_law", "duration", "circumstances"),
        *("child_short_term", "child_long_term", "translated_title", "translation"),
    }
)
#: How long a written word may be, where a tablet would not have sent a longer one.
LONGEST = {"label": 40}
#: Tables of which no page shows words: keys, digests, errands of signing in, the tablets' own.
UNSEEN = frozenset(
    {
        "consent_text_adoption",
        "consent_wording",
        "field_key",
        "geocoding_turn",
        "link_judgement_token",
        "number_series",
        "parcel",
        "provider_account",
        "provider_errand",
        "rendition",
        "unfinished_sign_in",
    }
)


def figures() -> Iterator[Figure]:
    """All payloads, many in a field at a time."""
    yield from look(TOGETHER_AT_MOST)


def all_figures() -> Iterator[Figure]:
    """All payloads, a few in a field at a time, so that none hides another."""
    yield from look(TOGETHER)


@dataclass
class Looked:
    """What was opened, and what ran."""

    pages: int = 0
    fields: int = 0
    ran: list[str] = field(default_factory=list)

    def figure(self, name: str) -> Figure:
        note = f"{len(payloads())} payloads in {self.fields} fields, {self.pages} pages opened"
        return Figure(f"access.{name}", len(self.ran), "ran", 0, note, is_ceiling=True)


def look(together: int) -> Iterator[Figure]:
    """What ran with the policy, and without; and that the same text runs where it may."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        must_be_short(let_run(browser))
        guarded, bare = looked_over(Path(folder), browser, together)
        browser.close()
    yield guarded.figure("scripts_run")
    yield bare.figure("scripts_run_without_policy")


def let_run(browser: Browser) -> Figure:
    """The payloads on a page that lets them run."""
    looked = Looked()
    page = watched(browser, looked, bypass_csp=False)
    for payload in payloads():
        page.set_content(f"<p>{payload}</p>")
        page.evaluate(SETTLED)
    page.context.close()
    if len(set(looked.ran)) < LEAST_RUN:
        raise AssertionError(f"only {len(set(looked.ran))} payloads run even where they may")
    return looked.figure("scripts_planted")


def looked_over(folder: Path, browser: Browser, together: int) -> tuple[Looked, Looked]:
    """Every page with each batch of payloads in every field: with the policy, and without."""
    guarded, bare = Looked(), Looked()
    env_file = folder / "landlord_watch.env"
    if (made := run(env_file, "--today", clock.today().isoformat())).exit_code != 0:
        raise AssertionError(made.output)
    ways = ways_in(env_file)
    texts = payloads()
    with served(env_file) as office:
        tabs = [
            watched(browser, looked, bypass_csp=off)
            for looked, off in ((guarded, False), (bare, True))
        ]
        for start in range(0, len(texts), together):
            fields = plant(office, texts[start : start + together])
            for looked, tab in zip((guarded, bare), tabs, strict=True):
                looked.fields = fields
                looked.pages += walk(tab, office.url, ways)
    return guarded, bare


def ways_in(env_file: Path) -> list[tuple[User, list[Door]]]:
    """Each page once, with the first of the staff who may open it."""
    app = create_app(settings_of(env_file))
    engine = open_engine(settings_of(env_file))
    with Session(engine) as session, session.begin():
        add_more(session)
        found = doors(app, session)
    engine.dispose()
    shares = []
    for user in USERS:
        mine = opening_for(user.role, found)
        found = [door for door in found if door not in mine]
        shares.append((user, mine))
    return shares


@contextmanager
def served(env_file: Path) -> Iterator[Server]:
    """The demo, served."""
    office = Server(env_file.parent)
    told: dict[str, str] = {}
    load_environment(env_file, told)
    office.environment |= told
    office.start()
    try:
        yield office
    finally:
        office.stop()


def watched(browser: Browser, looked: Looked, *, bypass_csp: bool) -> Page:
    """A tab that hears every payload that runs."""
    context = browser.new_context(locale="sv-SE", bypass_csp=bypass_csp)
    page = context.new_page()
    context.expose_binding("planted", lambda _, number: looked.ran.append(f"{page.url}: {number}"))
    return page


def walk(page: Page, url: str, ways: Sequence[tuple[User, list[Door]]]) -> int:
    """Open every page; how many there were."""
    count = 0
    for user, mine in ways:
        page.context.clear_cookies()
        sign_in(page, url, user)
        for door in mine:
            answer = page.goto(url + door.path, wait_until="load")
            if answer is None or answer.status != 200:
                raise AssertionError(f"{door.name} answers {answer and answer.status}")
            page.evaluate(SETTLED)
            count += 1
    return count


def sign_in(page: Page, url: str, user: User) -> None:
    page.goto(f"{url}/sign-in?next=/office/")
    page.locator("[name=username]").fill(user.username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").first.click()
    page.locator("nav").first.wait_for()


def plant(office: Server, texts: Sequence[str]) -> int:
    """Put these in every field that holds words; how many kinds of field there are."""
    kinds: set[str] = set()
    with office.database() as session:
        for mapper in Base.registry.mappers:
            for number, row in enumerate(session.scalars(select(mapper.class_))):
                kinds |= plant_in(row, mapper, texts, number)
    return len(kinds)


def plant_in(row: Any, mapper: Mapper[Any], texts: Sequence[str], number: int) -> set[str]:
    """Every field of a row; what is unique stays so by the row's number."""
    planted = set()
    for name, column in mapper.columns.items():
        kind = f"{column.table.name}.{column.name}"
        old = getattr(row, name)
        if not holds_words(kind, column) or (old is None and column.nullable):
            continue
        new = replaced(old, texts, number)
        if new != old:
            setattr(row, name, new)
            planted.add(kind)
    return planted


def holds_words(kind: str, column: Any) -> bool:
    """Whether people's words are kept there, and not a code, a key or a digest."""
    table = kind.partition(".")[0]
    is_text = type(column.type) in {String, Text, JSON, EncryptedText, EncryptedDocument}
    is_digest = kind.endswith(("digest", "sha256"))
    return is_text and not is_digest and kind not in CODES and table not in UNSEEN


def replaced(old: Any, texts: Sequence[str], number: int) -> Any:
    """A text gives way to all of them; of a document every text to one."""
    if isinstance(old, str):
        return f"{' '.join(texts)} {number}"
    return words_replaced(old, texts)


def words_replaced(document: Any, texts: Sequence[str], key: str = "") -> Any:
    """What somebody wrote in their own words gives way; what the rest is made of stays."""
    if isinstance(document, Mapping):
        return {name: words_replaced(each, texts, name) for name, each in document.items()}
    if isinstance(document, list):
        return [words_replaced(each, texts, key) for each in document]
    if not isinstance(document, str) or key not in WORDS:
        return document
    fitting = [text for text in texts if len(text) <= LONGEST.get(key, len(text))]
    return fitting[(len(key) + len(document)) % len(fitting)] if fitting else document
