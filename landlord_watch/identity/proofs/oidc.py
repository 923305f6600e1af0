"""
The municipality's sign-in provider (OpenID Connect): code with PKCE, and a word looked over.

Authlib speaks the protocol and joserfc checks signatures; what the provider's word must hold is
asked for here, claim by claim, and anything else is refused.
Source: OpenID Connect Core 1.0, 3.1.3.7; RFC 9700 (no implicit flow, PKCE, issuer checked), RFC
9207; read 2026-11-22. B.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet
from requests import RequestException

from landlord_watch.identity.errors import ProviderRefused, ProviderUnreachable
from landlord_watch.infra.outbound import let_out
from landlord_watch.settings import ProviderSettings

#: Signatures by a key that the provider alone has; never a shared secret, never none.
ALGORITHMS: Final = ("RS256", "PS256", "ES256")
KEY_KINDS: Final = ("RSA", "EC")
#: A header that brings its own key, or says where to fetch one, is an attack on who believes it.
REFUSED_HEADERS: Final = frozenset({"jwk", "jku", "x5c", "x5u", "crit", "b64", "zip"})
MOST_TOKEN_LETTERS: Final = 16_384
MOST_SUBJECT_LETTERS: Final = 255
LEEWAY_SECONDS: Final = 60
#: A word older than this was not given for this sign-in.
TOKEN_FRESH: Final = timedelta(minutes=10)
METADATA_SECONDS: Final = 3_600.0
#: Unknown keys are asked for anew no more often than this.
KEYS_SECONDS: Final = 30.0
ENDPOINTS: Final = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True, slots=True)
class ProvedIdentity:
    """Who the provider vouches for: its own account's key, and never an e-mail address."""

    issuer: str
    subject: str
    #: It says how sure it is, and that was asked for: no second factor of ours is.
    is_strong: bool


@dataclass(frozen=True, slots=True)
class Journey:
    """What one browser took along to the provider."""

    redirect_uri: str
    nonce: str
    code_verifier: str
    #: Who comes back must have signed in there after this; None: whenever.
    not_before: datetime | None


class Provider:
    """A provider; what it publishes is kept an hour, its keys until an unknown one signs."""

    def __init__(self, settings: ProviderSettings) -> None:
        self.settings = settings
        self._hosts = settings.hosts | {urlsplit(settings.issuer).hostname or ""}
        self._lock = Lock()
        self._metadata: Mapping[str, Any] = {}
        self._metadata_until = 0.0
        self._keys: Mapping[str, Key] = {}
        self._keys_until = 0.0

    def sign_in_address(self, journey: Journey, *, state: str) -> str:
        """
        Where the browser goes.

        Raises: `ProviderUnreachable`.
        """
        more: dict[str, str] = {"nonce": journey.nonce, "response_mode": "query"}
        if self.settings.acr_values:
            more["acr_values"] = " ".join(self.settings.acr_values)
        if journey.not_before is not None:
            more |= {"prompt": "login", "max_age": "0"}
        address, _ = self._client(journey).create_authorization_url(
            self._published()["authorization_endpoint"],
            state=state,
            code_verifier=journey.code_verifier,
            **more,
        )
        return str(address)

    def identity(
        self, journey: Journey, *, code: str, issuer: str | None, at: datetime
    ) -> ProvedIdentity:
        """
        Who came back with this code; `issuer`: who says to have sent them, if they say it.

        Raises: `ProviderUnreachable`, `ProviderRefused`.
        """
        published = self._published()
        must_say = published.get("authorization_response_iss_parameter_supported") is True
        if issuer != self.settings.issuer and (must_say or issuer is not None):
            raise ProviderRefused(reason="issuer")
        token = self._exchange(journey, published["token_endpoint"], code)
        word = token.get("id_token")
        if not isinstance(word, str) or len(word) > MOST_TOKEN_LETTERS:
            raise ProviderRefused(reason="no_id_token")
        claims = self._claims(word, journey, access_token=token.get("access_token"), at=at)
        return self._read(claims, journey, at=at)

    def sign_out_address(self, *, back_to: str) -> str | None:
        """Where one signs out of the provider too; None: it does not say."""
        try:
            ending = self._published().get("end_session_endpoint")
        except ProviderUnreachable:
            return None
        if not isinstance(ending, str):
            return None
        asked = urlencode(
            {"client_id": self.settings.client_id, "post_logout_redirect_uri": back_to}
        )
        return f"{ending}{'&' if '?' in ending else '?'}{asked}"

    def _client(self, journey: Journey | None = None) -> OAuth2Session:
        client = OAuth2Session(
            self.settings.client_id,
            self.settings.client_secret or None,
            scope="openid",
            redirect_uri=None if journey is None else journey.redirect_uri,
            code_challenge_method="S256",
            token_endpoint_auth_method=(
                "client_secret_basic" if self.settings.client_secret else "none"
            ),
        )
        let_out(client, self._hosts)
        return client

    def _exchange(self, journey: Journey, endpoint: str, code: str) -> Mapping[str, Any]:
        try:
            token: Mapping[str, Any] = self._client(journey).fetch_token(
                endpoint,
                code=code,
                grant_type="authorization_code",
                code_verifier=journey.code_verifier,
                allow_redirects=False,
            )
        except AuthlibBaseError as error:
            raise ProviderRefused(reason="code") from error
        except (RequestException, ValueError) as error:
            raise ProviderUnreachable from error
        return token

    def _claims(
        self, word: str, journey: Journey, *, access_token: object, at: datetime
    ) -> CodeIDToken:
        """The claims of a word that is signed by the provider, and meant for us, here and now."""
        expected = {
            "iss": {"essential": True, "value": self.settings.issuer},
            "sub": {"essential": True},
            "aud": {"essential": True, "value": self.settings.client_id},
        }
        params = {
            "nonce": journey.nonce,
            "client_id": self.settings.client_id,
            "access_token": access_token,
        }
        try:
            signed = jwt.decode(word, self._key_for(word), algorithms=ALGORITHMS)
            claims = CodeIDToken(signed.claims, signed.header, expected, params)
            claims.validate(now=int(at.timestamp()), leeway=LEEWAY_SECONDS)
        except (JoseError, ValueError, TypeError) as error:
            reason = getattr(error, "claim", None) or type(error).__name__
            raise ProviderRefused(reason=str(reason)) from error
        return claims

    def _read(self, claims: CodeIDToken, journey: Journey, *, at: datetime) -> ProvedIdentity:
        """What the library does not ask for: whose, when, how sure, and when they signed in."""
        subject = claims["sub"]
        if not isinstance(subject, str) or not 0 < len(subject) <= MOST_SUBJECT_LETTERS:
            raise ProviderRefused(reason="sub")
        if _instant(claims["iat"]) < at - TOKEN_FRESH:
            raise ProviderRefused(reason="iat")
        if isinstance(claims["aud"], list) and claims["aud"] != [self.settings.client_id]:
            raise ProviderRefused(reason="aud")
        wanted = self.settings.acr_values
        if wanted and claims.get("acr") not in wanted:
            raise ProviderRefused(reason="acr")
        if journey.not_before is not None:
            signed_in_at = claims.get("auth_time")
            leeway = timedelta(seconds=LEEWAY_SECONDS)
            if signed_in_at is None or _instant(signed_in_at) < journey.not_before - leeway:
                raise ProviderRefused(reason="auth_time")
        return ProvedIdentity(self.settings.issuer, subject, is_strong=bool(wanted))

    def _key_for(self, word: str) -> Key:
        """The provider's key that a word says it is signed by; not one it brings."""
        header = jws.extract_compact(word.encode()).headers()
        if REFUSED_HEADERS.intersection(header):
            raise ProviderRefused(reason="header")
        kid = header.get("kid")
        found = _one_of(self._keys, kid) or _one_of(self._fetch_keys(), kid)
        if found is None:
            raise ProviderRefused(reason="kid")
        return found

    def _published(self) -> Mapping[str, Any]:
        """What the provider publishes of itself, of this issuer and with what is needed."""
        with self._lock:
            if time.monotonic() < self._metadata_until:
                return self._metadata
        address = f"{self.settings.issuer.rstrip('/')}/.well-known/openid-configuration"
        found = self._fetch(address)
        if found.get("issuer") != self.settings.issuer or any(
            not isinstance(found.get(name), str) for name in ENDPOINTS
        ):
            raise ProviderUnreachable
        with self._lock:
            self._metadata = found
            self._metadata_until = time.monotonic() + METADATA_SECONDS
        return found

    def _fetch_keys(self) -> Mapping[str, Key]:
        with self._lock:
            if time.monotonic() < self._keys_until:
                return self._keys
        found = _usable(self._fetch(self._published()["jwks_uri"]))
        with self._lock:
            self._keys = found
            self._keys_until = time.monotonic() + KEYS_SECONDS
        return found

    def _fetch(self, address: str) -> Mapping[str, Any]:
        try:
            answer = self._client().get(address, withhold_token=True, allow_redirects=False)
            answer.raise_for_status()
            found = answer.json()
        except (RequestException, ValueError) as error:
            raise ProviderUnreachable from error
        if not isinstance(found, dict):
            raise ProviderUnreachable
        return found


def _usable(published: Mapping[str, Any]) -> Mapping[str, Key]:
    """The keys that sign, by name; one without a name has an empty one."""
    listed = published.get("keys")
    rows = [
        row
        for row in (listed if isinstance(listed, list) else [])
        if isinstance(row, dict) and row.get("kty") in KEY_KINDS and row.get("use", "sig") == "sig"
    ]
    try:
        keys = KeySet.import_key_set({"keys": rows}).keys if rows else []
    except (JoseError, ValueError) as error:
        raise ProviderUnreachable from error
    return {str(row.get("kid", "")): key for row, key in zip(rows, keys, strict=True)}


def _one_of(keys: Mapping[str, Key], kid: object) -> Key | None:
    """The key of this name; without a name the one there is."""
    if kid is None:
        return next(iter(keys.values())) if len(keys) == 1 else None
    return keys.get(kid) if isinstance(kid, str) else None


def _instant(seconds: object) -> datetime:
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise ProviderRefused(reason="time")
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError) as error:
        raise ProviderRefused(reason="time") from error
