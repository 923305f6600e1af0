"""The tablet's shell: the right kind of each file, and how long it may be kept."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from landlord_watch.web.tablet import shell as tablet_shell

FILES = {
    "index.html": "<!doctype html><title>Hembesök</title>",
    "sw.js": "self.addEventListener('fetch', () => {});",
    "manifest.webmanifest": "{}",
    "icon.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "assets/index-Bx1.js": "export {};",
    "assets/index-Bx1.css": ":root {}",
    "assets/argon-C2.wasm": "\0asm",
}


@pytest.fixture
def shell(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A front end as the build leaves it, without building it."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.setattr(tablet_shell, "built_shell", lambda: tmp_path)
    return app.test_client()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("", "text/html"),
        ("index.html", "text/html"),
        ("sw.js", "text/javascript"),
        ("manifest.webmanifest", "application/manifest+json"),
        ("icon.svg", "image/svg+xml"),
        ("assets/index-Bx1.js", "text/javascript"),
        ("assets/index-Bx1.css", "text/css"),
        ("assets/argon-C2.wasm", "application/wasm"),
    ],
)
def test_every_file_is_of_its_kind(shell: FlaskClient, name: str, kind: str) -> None:
    answer = shell.get(f"/tablet/{name}", buffered=True)

    assert (answer.status_code, answer.mimetype) == (200, kind)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_shell_and_its_worker_are_asked_for_anew_each_time(shell: FlaskClient) -> None:
    kept = {
        name: shell.get(f"/tablet/{name}", buffered=True).headers["Cache-Control"]
        for name in ("", "sw.js")
    }

    assert set(kept.values()) == {"no-cache"}


def test_what_has_a_hash_in_its_name_is_kept_for_ever(shell: FlaskClient) -> None:
    answer = shell.get("/tablet/assets/index-Bx1.js", buffered=True)

    assert "immutable" in answer.headers["Cache-Control"]


def test_what_has_not_changed_is_not_sent_again(shell: FlaskClient) -> None:
    first = shell.get("/tablet/sw.js", buffered=True)

    again = shell.get(
        "/tablet/sw.js", headers={"If-None-Match": first.headers["ETag"]}, buffered=True
    )

    assert (again.status_code, again.data) == (304, b"")


def test_the_worker_may_answer_for_the_tablet_and_nothing_else(shell: FlaskClient) -> None:
    worker = shell.get("/tablet/sw.js", buffered=True)

    assert worker.headers["Service-Worker-Allowed"] == "/tablet/"
    assert "Service-Worker-Allowed" not in shell.get("/tablet/", buffered=True).headers


def test_the_shell_runs_its_own_scripts_and_no_others(shell: FlaskClient) -> None:
    policy = shell.get("/tablet/", buffered=True).headers["Content-Security-Policy"]

    assert "script-src 'self'" in policy
    assert "default-src 'none'" in policy
    assert "nonce" not in policy
    assert "unsafe-inline" not in policy


@pytest.mark.parametrize(
    ("path", "may"), [("/tablet/", True), ("/tablet/sw.js", True), ("/sign-in", False)]
)
def test_only_the_tablet_may_stretch_passphrases_by_webassembly(
    shell: FlaskClient, path: str, *, may: bool
) -> None:
    policy = shell.get(path, buffered=True).headers["Content-Security-Policy"]

    assert ("'wasm-unsafe-eval'" in policy) is may
    assert "'unsafe-eval'" not in policy


@pytest.mark.parametrize("place", ["visits", "visits/1/rooms"])
def test_a_place_in_the_shell_is_answered_with_the_shell(shell: FlaskClient, place: str) -> None:
    answer = shell.get(f"/tablet/{place}", buffered=True)

    assert (answer.status_code, answer.mimetype) == (200, "text/html")


@pytest.mark.parametrize(
    "name", ["assets/index-Old.js", "icon.png", "../office/manifest.json", "%2e%2e/office/x.json"]
)
def test_a_file_that_was_not_built_does_not_exist(shell: FlaskClient, name: str) -> None:
    assert shell.get(f"/tablet/{name}", buffered=True).status_code == 404


def test_without_its_slash_it_is_led_to_where_its_scope_is(shell: FlaskClient) -> None:
    answer = shell.get("/tablet", buffered=True)

    assert (answer.status_code, answer.headers["Location"]) == (308, "/tablet/")


def test_only_the_tablet_may_use_the_camera(shell: FlaskClient) -> None:
    allowed = {
        path: shell.get(path, buffered=True).headers["Permissions-Policy"].split(",")[0]
        for path in ("/tablet/", "/tablet/assets/index-Bx1.js", "/sign-in", "/api/field/v1/changes")
    }

    assert allowed == {
        "/tablet/": "camera=(self)",
        "/tablet/assets/index-Bx1.js": "camera=(self)",
        "/sign-in": "camera=()",
        "/api/field/v1/changes": "camera=()",
    }
