"""
A visitor: a browser without a window, that reads every page for the house.

It sends the form it was given, token and all, follows redirects as a browser does, and refuses
pages that break the house's rules (one h1 equal to the title, labelled fields, no inline script).
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from factories.apps import app_of
from factories.people import PASSWORD, signed_in, staff_member
from factories.sealing import office_key
from factories.signing_in import code_shown
from landlord_watch.identity.models import CodeApp
from landlord_watch.identity.rules import Role
from landlord_watch.infra.sealing import KeyFolder
from landlord_watch.settings import Settings, read_settings
from landlord_watch.web.db import extension


class PageBroken(AssertionError):
    """A page that breaks a rule of the house."""


class Page:
    """An answer, read."""

    def __init__(self, response: TestResponse, path: str) -> None:
        self.response = response
        self.path = path
        self.status = response.status_code
        self.text = response.get_data(as_text=True) if response.mimetype == "text/html" else ""
        self.soup = BeautifulSoup(self.text, "lxml")
        is_the_tablets = path.startswith("/tablet/")  # a shell, filled by its own script
        if self.text and not is_the_tablets:
            self._read_for_the_house()

    def _read_for_the_house(self) -> None:
        headings = self.soup.find_all("h1")
        title = self.soup.title.get_text().split(" · ")[0].strip() if self.soup.title else ""
        if len(headings) != 1 or " ".join(headings[0].get_text().split()) != " ".join(
            title.split()
        ):
            raise PageBroken(f"{self.path}: one h1 equal to the title, not {headings} / {title!r}")
        for tag in self.soup.find_all(style=True):
            raise PageBroken(f"{self.path}: inline style on {tag.name}")
        for script in self.soup.find_all("script"):
            if not script.get("src") or not script.get("nonce"):
                raise PageBroken(f"{self.path}: a script without src and nonce")
        self._check_ids_and_labels()

    def _check_ids_and_labels(self) -> None:
        ids = [tag["id"] for tag in self.soup.find_all(id=True)]
        twice = {name for name in ids if ids.count(name) > 1}
        if twice:
            raise PageBroken(f"{self.path}: ids used twice: {twice}")
        labelled = {label.get("for") for label in self.soup.find_all("label")}
        for field in self.soup.find_all(["input", "select", "textarea"]):
            if field.get("type") in {"hidden", "submit"}:
                continue
            if field.get("id") not in labelled and not field.get("aria-label"):
                raise PageBroken(f"{self.path}: {field.get('name')} has no label")

    @property
    def h1(self) -> str:
        heading = self.soup.find("h1")
        return " ".join(heading.get_text().split()) if heading else ""

    @property
    def words(self) -> str:
        """Everything the page says, on one line, with plain spaces."""
        text = " ".join(self.soup.get_text(" ").split())
        return text.replace("\u202f", " ").replace("\u00a0", " ")

    def form(self, action_contains: str = "") -> Tag:
        """The form of the page's content whose action contains this."""
        content = self.soup.find(id="content") or self.soup
        for form in content.find_all("form", method="post"):
            if action_contains in (form.get("action") or ""):
                return form
        raise AssertionError(f"{self.path} has no form {action_contains!r}: {self.words[:400]}")

    def errors_at(self, name: str) -> str:
        """What is said to be wrong at a field."""
        for field in self.soup.find_all(attrs={"name": name}):
            holder = field.find_parent(class_=["ds-field", "ds-fieldset"])
            while holder is not None:
                note = holder.find(class_="ds-validation-message")
                if note is not None:
                    return " ".join(note.get_text().split())
                holder = holder.find_parent(class_=["ds-field", "ds-fieldset"])
        return ""

    def value_of(self, name: str) -> str:
        field = self.soup.find(attrs={"name": name})
        if field is None:
            raise AssertionError(f"{self.path} has no field {name}")
        if field.name == "textarea":
            return field.get_text()
        if field.name == "select":
            chosen = field.find("option", selected=True)
            return str(chosen["value"]) if chosen else ""
        return str(field.get("value", ""))


class Visitor:
    """Somebody at a desk."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.staff_id: UUID | None = None

    def get(self, path: str) -> Page:
        return self._read(self.client.get(path, buffered=True), path)

    def _read(self, response: TestResponse, path: str) -> Page:
        hops = 0
        while response.status_code in {302, 303} and hops < 5:
            path = response.headers["Location"]
            response = self.client.get(path, buffered=True)
            hops += 1
        page = Page(response, path)
        response.close()  # a file that is sent lies open until somebody closes it
        return page

    def submit(self, page: Page, action_contains: str = "", /, **typed: Any) -> Page:
        """Fill in the form of a page as it was given, and send it. A list ticks several boxes."""
        form = page.form(action_contains)
        fields = _fields_of(form)
        unknown = set(typed) - {str(tag.get("name")) for tag in form.find_all(attrs={"name": True})}
        if unknown:
            raise AssertionError(f"{page.path} has no fields {unknown}")
        for name, value in typed.items():
            fields[name] = value
        action = str(form.get("action") or page.path)
        sent = {name: value for name, value in fields.items() if value is not None}
        return self._read(self.client.post(action, data=sent), action)

    def sign_in(self, username: str, password: str = PASSWORD) -> Page:
        """Give name and password; the page that follows asks for the next step, or is the start."""
        return self.submit(self.get("/sign-in"), username=username, password=password)

    def come_in(self, username: str, app: CodeApp) -> Page:
        """Sign in by every step there is for who has an app."""
        return self.submit(self.sign_in(username), "factor", code=code_shown(app.secret))


def _fields_of(form: Tag) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for tag in form.find_all(["input", "textarea", "select"]):
        name = tag.get("name")
        if not name:
            continue
        if tag.name == "textarea":
            fields[name] = tag.get_text()
        elif tag.name == "select":
            chosen = tag.find("option", selected=True) or tag.find("option")
            fields[name] = chosen["value"] if chosen else ""
        elif tag.get("type") in {"checkbox", "radio"}:
            if tag.has_attr("checked"):
                earlier = fields.get(name)
                value = tag.get("value", "y")
                fields[name] = value if earlier is None else [*_as_list(earlier), value]
        elif tag.get("type") != "file":
            fields[name] = tag.get("value", "")
    return fields


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]


@pytest.fixture
def app_settings(database_url: str, tmp_path: Path) -> Settings:
    return read_settings(
        {
            "LANDLORD_WATCH_SECRET_KEY": "only for tests",
            "LANDLORD_WATCH_VAR": str(tmp_path / "var"),
            "LANDLORD_WATCH_SECURE_COOKIES": "no",
            "LANDLORD_WATCH_DUTY_PHONE": "0531-526000",
            "LANDLORD_WATCH_INTERPRET": "by_command",  # a test says when
            "LANDLORD_WATCH_ANCHOR": "by_command",
            "DATABASE_URL": database_url,
        }
    )


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Every test has an app of its own; what a template compiles to is the same in all."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("compiled")))


@pytest.fixture
def app(
    app_settings: Settings, engine: Engine, compiled_templates: FileSystemBytecodeCache
) -> Iterator[Flask]:
    with Session(engine) as session, session.begin():
        office_key(session, KeyFolder(app_settings.keys))
    app = app_of(app_settings)
    app.jinja_env.bytecode_cache = compiled_templates
    yield app
    with app.app_context():
        extension.engine.dispose()


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Somebody nobody knows."""
    return Visitor(app.test_client())


@pytest.fixture
def visitor_as(app: Flask, session: Session) -> Callable[..., Visitor]:
    """Signs in somebody new with these roles: `visitor_as(Role.CASEWORKER)`."""

    def sign_in(*roles: Role, username: str = "") -> Visitor:
        staff = staff_member(session, *roles, username=username)
        token = signed_in(session, staff)
        session.commit()
        somebody = Visitor(app.test_client())
        somebody.client.set_cookie("sid", token)
        somebody.staff_id = staff.id
        return somebody

    return sign_in
