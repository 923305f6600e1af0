"""A provider that others wrote and the OpenID Foundation certified, on loopback, for tests."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import requests
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from factories.provider import CLIENT_ID, CLIENT_SECRET, LEVEL
from landlord_watch.settings import ProviderSettings
from tools.steps import FRONT, environment

ORIGIN = "http://localhost"
MOST_HOPS = 10


@dataclass(frozen=True)
class CertifiedProvider:
    """Where it answers, and a browser that stands before it."""

    port: str
    browser: requests.Session

    @property
    def settings(self) -> ProviderSettings:
        return ProviderSettings(
            issuer=f"http://127.0.0.1:{self.port}",
            client_id=CLIENT_ID,
            client_secret=CLIENT_SECRET,
            acr_values=(LEVEL,),
            name="Kommunens inloggning",
        )

    def sign_in(self, client: FlaskClient, path: str = "/sign-in/provider") -> TestResponse:
        """Go from a page of ours to the provider, by all its steps, and back."""
        where = client.get(path).headers["Location"]
        for _ in range(MOST_HOPS):
            if where.startswith(ORIGIN):
                back = urlsplit(where)
                return client.get(f"{back.path}?{back.query}")
            answer = self.browser.get(where, allow_redirects=False, timeout=10)
            where = requests.compat.urljoin(where, answer.headers["Location"])
        raise AssertionError("the provider led nowhere")


@contextmanager
def running_certified_provider(subject: str) -> Iterator[CertifiedProvider]:
    """The provider, where this subject has signed in."""
    told = {
        "CLIENT_ID": CLIENT_ID,
        "CLIENT_SECRET": CLIENT_SECRET,
        "REDIRECT_URI": f"{ORIGIN}/sign-in/provider/back",
        "SIGN_OUT_URI": f"{ORIGIN}/sign-in",
        "SUBJECT": subject,
        "LEVEL": LEVEL,
    }
    with subprocess.Popen(
        ("node", "provider.mjs"),
        cwd=FRONT,
        env={**environment(), **told},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            yield CertifiedProvider(_port_said_by(process), requests.Session())
        finally:
            process.terminate()


def _port_said_by(process: subprocess.Popen[str]) -> str:
    """The line that is a number; before it stand words on what a test does without."""
    for line in process.stdout or ():
        if line.strip().isdigit():
            return line.strip()
    raise AssertionError("the provider ended before it listened")
