"""
A sign-in provider on loopback with real keys: what a municipality has, as small as it can be.

It answers over HTTP as the standard says (discovery, keys, code with PKCE, client secret), and
signs in whoever a test says sits there. `forge` lets a test put another word in its mouth.
"""

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import requests
from flask import Flask, Response, abort, jsonify, redirect, request
from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.test import TestResponse

from landlord_watch.infra import clock
from landlord_watch.settings import ProviderSettings

CLIENT_ID = "landlord-watch"
CLIENT_SECRET = "only for tests"
LEVEL = "http://id.elegnamnden.se/loa/1.0/loa3"
KID = "2026-11"

Claims = dict[str, Any]


@dataclass
class Word:
    """What the provider is about to say of who signed in, before it signs it."""

    claims: Claims
    access_token: str
    key: RSAKey

    def signed(self, header: dict[str, Any] | None = None, key: RSAKey | None = None) -> str:
        """As an honest provider writes it, but for what is given."""
        head = {"alg": "RS256", "kid": KID, **(header or {})}
        return jwt.encode(head, self.claims, key or self.key, algorithms=["RS256"])

    def saying(self, **claims: Any) -> "Word":
        """With other claims; None takes one away."""
        changed = {**self.claims, **claims}
        return replace(self, claims={k: v for k, v in changed.items() if v is not None})


class Quiet(WSGIRequestHandler):
    """Says nothing of what it answers."""

    def log(self, *_: object) -> None:
        return


def honest(word: Word) -> Any:
    """What it says when nothing is forged."""
    return word.signed()


@dataclass
class Asked:
    """What a browser brought to the provider, and what was answered by a code."""

    query: dict[str, str]
    subject: str


@dataclass
class TestProvider:
    """The provider, and what a test may change of it while it answers."""

    __test__ = False

    port: int = 0
    subject: str = "e1b2c3"
    acr: str | None = LEVEL
    forge: Callable[[Word], Any] = honest
    #: Said besides in the token's answer, in what it publishes, and on the way back.
    answer_more: dict[str, Any] = field(default_factory=dict)
    published_more: dict[str, Any] = field(default_factory=dict)
    back_more: dict[str, str] = field(default_factory=dict)
    status: int = 200
    #: How many words it gave; a forgery that cannot be made proves nothing.
    given: int = 0
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": KID}))
    codes: dict[str, Asked] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def settings(self) -> ProviderSettings:
        return ProviderSettings(
            issuer=self.issuer,
            client_id=CLIENT_ID,
            client_secret=CLIENT_SECRET,
            acr_values=(LEVEL,),
            name="Kommunens inloggning",
        )

    def reset(self) -> None:
        """Be honest again."""
        self.forge, self.acr, self.status, self.given = honest, LEVEL, 200, 0
        self.answer_more, self.published_more, self.back_more = {}, {}, {}

    def authorize(self) -> Any:
        """Sign in who sits there, and send the browser back with a code."""
        query = request.args.to_dict()
        self.asked.append(query)
        if query.get("client_id") != CLIENT_ID or query.get("response_type") != "code":
            abort(400)
        if query.get("code_challenge_method") != "S256" or "openid" not in query.get("scope", ""):
            abort(400)
        code = secrets.token_urlsafe(16)
        self.codes[code] = Asked(query, self.subject)
        back = {"code": code, "state": query["state"], **self.back_more}
        return redirect(f"{query['redirect_uri']}?{urlencode(back)}", code=303)

    def token(self) -> Any:
        """Give a word for a code, once, to who holds the secret and the verifier."""
        if self.status != 200:
            return Response(status=self.status, headers={"Location": self.issuer})
        who = request.authorization
        found = self.codes.pop(request.form.get("code", ""), None)
        if who is None or (who.username, who.password) != (CLIENT_ID, CLIENT_SECRET):
            return jsonify(error="invalid_client"), 401
        if found is None or not _is_verified(found.query, request.form):
            return jsonify(error="invalid_grant"), 400
        access_token = secrets.token_urlsafe(16)
        word = Word(self._claims(found, access_token), access_token, self.key)
        said = {"access_token": access_token, "token_type": "Bearer", "id_token": self.forge(word)}
        self.given += 1
        return jsonify({**said, **self.answer_more})

    def _claims(self, found: Asked, access_token: str) -> Claims:
        now = int(clock.utc_now().timestamp())
        half = sha256(access_token.encode()).digest()[:16]
        claims = {
            "iss": self.issuer,
            "sub": found.subject,
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "auth_time": now,
            "nonce": found.query.get("nonce"),
            "acr": self.acr,
            "at_hash": urlsafe_b64encode(half).decode().rstrip("="),
            "email": "somebody.else@example.se",
        }
        return {name: value for name, value in claims.items() if value is not None}

    def published(self) -> Any:
        """What it says of itself."""
        return jsonify(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "end_session_endpoint": f"{self.issuer}/end",
                **self.published_more,
            }
        )

    def keys(self) -> Any:
        """Its public key."""
        return jsonify(keys=[{**self.key.as_dict(private=False), "use": "sig", "kid": KID}])

    def sign_in(self, client: FlaskClient, path: str = "/sign-in/provider") -> TestResponse:
        """Go from a page of ours to the provider and back, as a browser does."""
        return client.get(self.way_back(client, path))

    def way_back(self, client: FlaskClient, path: str = "/sign-in/provider") -> str:
        """Go to the provider; where it sends the browser back to, on our side."""
        there = client.get(path).headers["Location"]
        answer = requests.get(there, allow_redirects=False, timeout=5)
        back = urlsplit(answer.headers["Location"])
        return f"{back.path}?{back.query}"


def _is_verified(asked: dict[str, str], given: Any) -> bool:
    """Whether the redirect is the same, and the verifier is what the challenge was made of."""
    made = sha256(given.get("code_verifier", "").encode()).digest()
    challenge = urlsafe_b64encode(made).decode().rstrip("=")
    is_same = given.get("redirect_uri") == asked["redirect_uri"]
    return is_same and challenge == asked.get("code_challenge")


def state_in(address: str) -> str:
    """The state that an address carries."""
    return parse_qs(urlsplit(address).query)["state"][0]


@contextmanager
def running_provider() -> Iterator[TestProvider]:
    """A provider that answers, for as long as it is needed."""
    provider, app = TestProvider(), Flask("provider")
    app.add_url_rule("/.well-known/openid-configuration", view_func=provider.published)
    app.add_url_rule("/keys", view_func=provider.keys)
    app.add_url_rule("/authorize", view_func=provider.authorize)
    app.add_url_rule("/token", view_func=provider.token, methods=["POST"])
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    provider.port = server.server_port
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
