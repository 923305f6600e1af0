"""
Calls to the world outside, all through one allow-list of hosts. By default there are none.

No redirect is followed, no proxy of the machine is used, nobody is waited for long, and an
answer is read to a limit. Hosts are named by the settings: those of a municipality's own
services often lie on private networks, so that addresses are not looked at.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from requests import PreparedRequest, Response, Session
from requests.adapters import HTTPAdapter
from requests.exceptions import RequestException, SSLError, TooManyRedirects

SECONDS: Final = 5
MOST_BYTES: Final = 262_144
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class OutboundRefused(RequestException):
    """A call that the allow-list does not let out, or an answer that is too large."""


class Allowed(HTTPAdapter):
    """Lets calls out to these hosts alone, over TLS; without it only to this machine itself."""

    def __init__(self, hosts: frozenset[str], *, seconds: float = SECONDS) -> None:
        super().__init__()
        self._hosts = hosts
        self._seconds = seconds

    def send(
        self,
        request: PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: bool | str = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> Response:
        """Send one request and read its answer whole, within the limits."""
        del stream, timeout, proxies
        self._check(request.url or "")
        answer = super().send(request, stream=True, timeout=self._seconds, verify=verify, cert=cert)
        body = answer.raw.read(MOST_BYTES + 1, decode_content=True)
        answer.close()
        if len(body) > MOST_BYTES:
            raise OutboundRefused("the answer is too large")
        answer._content = body  # noqa: SLF001 -- read here, to a limit that requests has not
        return answer

    def _check(self, url: str) -> None:
        parts = urlsplit(url)
        host = parts.hostname or ""
        is_safe = parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK)
        if host not in self._hosts or not is_safe:
            raise OutboundRefused("not on the list of hosts that are called")


class CallFailed(Exception):
    """A call that did not come through, or was answered with a refusal; `code` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def tell(url: str, *, said: Mapping[str, str], certificates: Path | None) -> None:
    """
    Post a few words as JSON to the one host of this address.

    `certificates`: what to trust instead of what the machine does. An answer of 200 to 299 is a
    yes; any other, a redirect too, is none.

    Raises: `CallFailed`.
    """
    with Session() as calls:
        let_out(calls, frozenset({urlsplit(url).hostname or ""}))
        calls.verify = str(certificates) if certificates else True
        try:
            answer = calls.post(url, json=said, allow_redirects=False)
        except OutboundRefused as refusal:
            raise CallFailed("not_let_out") from refusal
        except SSLError as trouble:
            raise CallFailed("not_trusted") from trouble
        except TooManyRedirects as elsewhere:
            raise CallFailed("refused") from elsewhere
        except RequestException as trouble:
            raise CallFailed("no_answer") from trouble
    if not answer.ok:
        raise CallFailed("refused")


def let_out(calls: Session, hosts: frozenset[str], *, seconds: float = SECONDS) -> None:
    """Have every call of this object go by the allow-list."""
    calls.trust_env = False
    calls.max_redirects = 0
    for prefix in ("https://", "http://"):
        calls.mount(prefix, Allowed(hosts, seconds=seconds))
