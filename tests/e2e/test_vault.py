"""The tablet's vault in a browser, under the policy the tablet's files are served with."""

import subprocess
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, ConsoleMessage, Page

from e2e.serving import ROOT, Server
from landlord_watch.infra.sealing import KeyFolder

FRONT = ROOT / "static"
#: A page of the tablet's with its policy and without its script: whose name for a policy is free.
BARE_PAGE = "/tablet/manifest.webmanifest"


@cache
def bundle() -> str:
    """What inBrowser.ts exports, as a script; pages have no other way to a test's own code."""
    command = ("node", "pwa/test/vault/bundleForBrowser.mjs")
    made = subprocess.run(command, cwd=FRONT, check=True, capture_output=True, text=True)
    return made.stdout


def worker_address() -> str:
    """Where the build has put the vault's worker."""
    assets = FRONT / "dist" / "pwa" / "assets"
    (name,) = (path.name for path in assets.glob("worker-*.js"))
    return f"/tablet/assets/{name}"


@pytest.fixture
def spki(tmp_path: Path) -> str:
    """The municipality's public key, made as it makes them."""
    return b64encode(KeyFolder(tmp_path / "keys").make().spki).decode()


class Vault:
    """A page with the vault's code on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self._cdp: CDPSession = page.context.new_cdp_session(page)

    def _heard(self, said: ConsoleMessage) -> None:
        """Browsers ask for a picture beside the address by themselves; a bare page has none."""
        if not said.location["url"].endswith("/favicon.ico"):
            self.complaints.append(said.text)

    def call(self, expression: str) -> Any:  # what a page answers is known to who asks
        """
        What an expression gives, once awaited.

        By the developer's tools, since the page's policy lets no text become a script.
        """
        asked = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        answer = self._cdp.send("Runtime.evaluate", asked)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def do(self, name: str, spki: str) -> Any:  # see inBrowser.ts
        return self.call(f"vault.{name}({worker_address()!r}, {spki!r})")

    def plug_in(self, **parts: bool) -> None:
        """Give the machine a lock of its own, whose holder always agrees."""
        self._cdp.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "ctap2Version": "ctap2_1",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
            **parts,
        }
        self._cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.fixture
def vault(server: Server, browser: Browser) -> Iterator[Vault]:
    """On a host with a name: keys of a device belong to names."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"http://localhost:{server.port}{BARE_PAGE}")
    opened = Vault(page)
    opened.call(f"{bundle()};undefined")
    yield opened
    context.close()


def test_a_vault_is_made_locked_and_opened_in_its_worker(vault: Vault, spki: str) -> None:
    day = vault.do("oneDay", spki)

    assert day["tries"] == ["wrong", "open"]
    assert day["text"] == "Fukt i hörnet"
    assert day["isPhotoWhole"] is True


def test_what_it_was_in_the_middle_of_fails_when_it_is_locked(vault: Vault, spki: str) -> None:
    assert vault.do("oneDay", spki)["inTheMiddle"] == "VaultClosed"


def test_argon2id_runs_under_our_policy_and_nothing_is_complained_of(
    vault: Vault, spki: str
) -> None:
    slot, _ = vault.do("oneDay", spki)["record"]["slots"]

    assert slot["stretching"]["name"] == "argon2id"
    assert vault.complaints == []


def test_the_policy_starts_no_script_from_elsewhere(vault: Vault) -> None:
    refused = "new Worker('data:text/javascript,0', { type: 'module' })"
    tried = f"(() => {{ try {{ {refused}; return 'started' }} catch (e) {{ return e.name }} }})()"

    assert vault.call(tried) == "TypeError"


def test_the_devices_own_lock_opens_it(vault: Vault, spki: str) -> None:
    vault.plug_in(hasPrf=True)

    assert vault.do("devicesLock", spki) == {"is": "open", "isKept": True, "read": "Fukt i hörnet"}


def test_a_device_without_secrets_is_no_way_in(vault: Vault, spki: str) -> None:
    vault.plug_in(hasPrf=False)

    assert vault.do("devicesLock", spki) == {"is": "no_prf", "isKept": False, "read": None}


def test_a_holder_who_is_not_known_is_no_way_in(vault: Vault, spki: str) -> None:
    vault.plug_in(hasPrf=True, isUserVerified=False)

    assert vault.do("devicesLock", spki) == {"is": "not_used", "isKept": False, "read": None}
