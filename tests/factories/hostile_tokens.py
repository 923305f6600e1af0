"""
Words of a provider that must not be believed: each is what an attacker might put in its mouth.

Every one says, in some way, that who came back is the account that somebody here signs in with.
"""

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc import jwe, jws, jwt
from joserfc.jwk import ECKey, RSAKey

from factories.provider import CLIENT_ID, CLIENT_SECRET, KID, Word

Forgery = Callable[[Word], Any]
AN_HOUR = 3_600


@cache
def attackers_key() -> RSAKey:
    """A key that the provider never had."""
    return RSAKey.generate_key(2048, {"kid": KID})


def letters(content: bytes) -> str:
    """Bytes, as a token writes them."""
    return urlsafe_b64encode(content).decode().rstrip("=")


def part(content: object) -> str:
    """A part of a token, as written by hand."""
    return letters(json.dumps(content).encode())


def unsigned(word: Word, alg: str) -> str:
    return f"{part({'alg': alg, 'typ': 'JWT'})}.{part(word.claims)}."


def written(header: object, claims: object) -> str:
    """Header and claims as they are signed."""
    return f"{part(header)}.{part(claims)}"


def by_shared_secret(word: Word, secret: bytes) -> str:
    text = written({"alg": "HS256", "kid": KID}, word.claims)
    return f"{text}.{letters(hmac.digest(secret, text.encode(), 'sha256'))}"


def with_public_key(word: Word) -> str:
    """The public key taken for a shared secret."""
    return by_shared_secret(word, word.key.as_pem(private=False))


def by_hand(word: Word, key: RSAKey, **header: Any) -> str:
    """Signed by a key with whatever header; the library would refuse to write some of them."""
    text = written({"alg": "RS256", "kid": KID, **header}, word.claims)
    made = key.private_key.sign(text.encode(), PKCS1v15(), SHA256())
    return f"{text}.{letters(made)}"


def bearing_a_short_key(word: Word) -> str:
    """Signed by a key so short that its public half fits into any header."""
    key = ECKey.generate_key("P-256")
    header = {"alg": "ES256", "jwk": key.as_dict(private=False)}
    return jwt.encode(header, word.claims, key, algorithms=["ES256"])


def bearing_its_key(word: Word) -> str:
    return by_hand(word, attackers_key(), jwk=attackers_key().as_dict(private=False))


def by_a_curve(word: Word) -> str:
    """Signed by a curve's key under the name of the provider's."""
    key = ECKey.generate_key("P-256")
    return jwt.encode({"alg": "ES256", "kid": KID}, word.claims, key, algorithms=["ES256"])


def stripped(word: Word) -> str:
    head, claims, _ = word.signed().split(".")
    return f"{head}.{claims}."


def changed_after(word: Word) -> str:
    """Signed for somebody else, and then written over."""
    head, _, signature = word.saying(sub="somebody else").signed().split(".")
    return f"{head}.{part(word.claims)}.{signature}"


def bent(word: Word) -> str:
    signed = word.signed()
    return signed[:-8] + ("A" if signed[-8] != "A" else "B") + signed[-7:]


def sealed(word: Word) -> str:
    """Encrypted for us, and signed by nobody."""
    header = {"alg": "RSA-OAEP", "enc": "A256GCM"}
    return jwe.encrypt_compact(header, json.dumps(word.claims).encode(), word.key)


def with_a_great_header(word: Word) -> str:
    return by_hand(word, word.key, note="x" * 1_000_000)


def with_a_long_header(word: Word) -> str:
    return by_hand(word, word.key, note="x" * 9_000)


def with_a_great_body(word: Word) -> str:
    return word.saying(note="x" * 1_000_000).signed()


def hashed_for_another(word: Word) -> str:
    return word.saying(at_hash=urlsafe_b64encode(b"0" * 16).decode().rstrip("=")).signed()


def hashed_by_nothing(word: Word) -> str:
    """A hash of the access token under a name of a way that does not exist."""
    return f"{part({'alg': 'XX256', 'kid': KID})}.{part(word.claims)}.{part('x')}"


def with_infinite_end(word: Word) -> str:
    text = json.dumps(word.saying(exp=0).claims).replace('"exp": 0', '"exp": Infinity')
    header = {"alg": "RS256", "kid": KID}
    return jws.serialize_compact(header, text, word.key, algorithms=["RS256"])


def with_no_number(word: Word) -> str:
    text = json.dumps(word.saying(exp=0).claims).replace('"exp": 0', '"exp": NaN')
    header = {"alg": "RS256", "kid": KID}
    return jws.serialize_compact(header, text, word.key, algorithms=["RS256"])


def claiming(**claims: Any) -> Forgery:
    """Rightly signed, with other claims; None takes one away."""
    return lambda word: word.saying(**claims).signed()


def later(name: str, seconds: int) -> Forgery:
    """Rightly signed, with a time moved."""
    return lambda word: word.saying(**{name: word.claims[name] + seconds}).signed()


def lived_before(word: Word) -> str:
    """A word of a day ago that runs for ever."""
    a_day = 24 * AN_HOUR
    return word.saying(iat=word.claims["iat"] - a_day, exp=word.claims["exp"] + a_day).signed()


def headed(**header: Any) -> Forgery:
    """Signed by the attacker's key, with this in its header."""
    return lambda word: by_hand(word, attackers_key(), **header)


def headed_by_the_provider(**header: Any) -> Forgery:
    """Signed by the provider's own key, with this in its header."""
    return lambda word: by_hand(word, word.key, **header)


HOSTILE: Mapping[str, Forgery] = {
    "alg none": lambda word: unsigned(word, "none"),
    "alg None": lambda word: unsigned(word, "None"),
    "alg nOnE": lambda word: unsigned(word, "nOnE"),
    "alg empty": lambda word: unsigned(word, ""),
    "public key as shared secret": with_public_key,
    "client secret as key": lambda word: by_shared_secret(word, CLIENT_SECRET.encode()),
    "empty secret as key": lambda word: by_shared_secret(word, b"\0" * 32),
    "attacker's key": headed(),
    "key in the header": bearing_its_key,
    "short key in the header": bearing_a_short_key,
    "key by address": headed(jku="http://127.0.0.1:1/keys"),
    "certificate in the header": headed(x5c=["MIIB"]),
    "certificate by address": headed(x5u="http://127.0.0.1:1/cert"),
    "kid of a path": headed(kid="../../../dev/null"),
    "kid of a query": headed(kid="' OR 1=1 --"),
    "kid unknown": headed(kid="another"),
    "kid a number": headed_by_the_provider(kid=7),
    "another curve": by_a_curve,
    "no signature": stripped,
    "changed after signing": changed_after,
    "one letter of the signature": bent,
    "critical header": headed_by_the_provider(crit=["attack"], attack=1),
    "not in base64": headed_by_the_provider(b64=False),
    "encrypted, not signed": sealed,
    "great header": with_a_great_header,
    "long header": with_a_long_header,
    "great body": with_a_great_body,
    "issuer another": claiming(iss="https://attacker.example"),
    "issuer with a slash": lambda word: word.saying(iss=word.claims["iss"] + "/").signed(),
    "issuer missing": claiming(iss=None),
    "issuer a list": lambda word: word.saying(iss=[word.claims["iss"]]).signed(),
    "audience another": claiming(aud="another"),
    "audience missing": claiming(aud=None),
    "audience empty": claiming(aud=[]),
    "audience of two": claiming(aud=[CLIENT_ID, "another"]),
    "audience of two, for the other": claiming(aud=[CLIENT_ID, "another"], azp="another"),
    "given to another": claiming(azp="another"),
    "nonce another": claiming(nonce="another"),
    "nonce missing": claiming(nonce=None),
    "nonce empty": claiming(nonce=""),
    "run out": later("exp", -2 * AN_HOUR),
    "end missing": claiming(exp=None),
    "end a text": claiming(exp="9999999999"),
    "end infinite": with_infinite_end,
    "end no number": with_no_number,
    "made in the future": later("iat", AN_HOUR),
    "made a day ago": lived_before,
    "made at no time": claiming(iat=None),
    "made at a text": claiming(iat="now"),
    "not yet": lambda word: word.saying(nbf=word.claims["iat"] + AN_HOUR).signed(),
    "subject missing": claiming(sub=None),
    "subject empty": claiming(sub=""),
    "subject a list": lambda word: word.saying(sub=[word.claims["sub"]]).signed(),
    "subject long": claiming(sub="x" * 300),
    "subject with a space": lambda word: word.saying(sub=word.claims["sub"] + " ").signed(),
    "hash of another token": hashed_for_another,
    "hash by an unknown way": hashed_by_nothing,
    "level missing": claiming(acr=None),
    "level too low": claiming(acr="http://id.elegnamnden.se/loa/1.0/loa2"),
    "level a list": lambda word: word.saying(acr=[word.claims["acr"]]).signed(),
    "no token": lambda _word: None,
    "a list": lambda word: [word.signed()],
    "no token at all": lambda _word: "token",
    "two dots": lambda _word: "..",
    "claims a list": lambda word: jws.serialize_compact(
        {"alg": "RS256", "kid": KID}, json.dumps([word.claims]), word.key, algorithms=["RS256"]
    ),
}
