"""
Security keys, fingerprints and the like (WebAuthn): what is asked of one, and what it answered.

The library does the reading and the signatures; here stands what this house asks for.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from landlord_watch.identity.errors import ProofWrong

NAME = "landlord_watch"
#: It is a second factor, and asks for a finger or a PIN wherever it can.
ASKS_FOR_A_PERSON = UserVerificationRequirement.PREFERRED
#: An answer is a few kilobytes.
MOST_LETTERS = 20_000


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the office stands on the web, as a browser writes it: `https://watch.example`."""

    address: str

    @property
    def rp_id(self) -> str:
        return urlsplit(self.address).hostname or ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the browser is told, as JSON, and the challenge in it to be kept here."""

    options: str
    challenge: bytes


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that has just been made for somebody."""

    credential_id: bytes
    public_key: bytes
    sign_count: int


def ask_for_a_new_key(
    origin: Origin, *, staff_id: UUID, username: str, full_name: str, known: Iterable[bytes]
) -> Asked:
    """Ask for a key to be made; none that is known already."""
    options = generate_registration_options(
        rp_id=origin.rp_id,
        rp_name=NAME,
        user_id=staff_id.bytes,
        user_name=username,
        user_display_name=full_name,
        exclude_credentials=[PublicKeyCredentialDescriptor(id=each) for each in known],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED, user_verification=ASKS_FOR_A_PERSON
        ),
    )
    return Asked(options_to_json(options), options.challenge)


def ask_for_a_signature(origin: Origin, *, known: Iterable[bytes]) -> Asked:
    """Ask one of these keys for its signature."""
    options = generate_authentication_options(
        rp_id=origin.rp_id,
        allow_credentials=[PublicKeyCredentialDescriptor(id=each) for each in known],
        user_verification=ASKS_FOR_A_PERSON,
    )
    return Asked(options_to_json(options), options.challenge)


def read_new_key(answer: str, *, challenge: bytes, origin: Origin) -> NewKey:
    """
    The key that was made.

    Raises: `ProofWrong`.
    """
    try:
        made = verify_registration_response(
            credential=_short(answer),
            expected_challenge=challenge,
            expected_rp_id=origin.rp_id,
            expected_origin=origin.address,
        )
    except (WebAuthnException, ValueError) as error:
        raise ProofWrong from error
    return NewKey(made.credential_id, made.credential_public_key, made.sign_count)


def key_that_answered(answer: str) -> bytes:
    """
    The id of the key that an answer says it is from.

    Raises: `ProofWrong`.
    """
    try:
        return parse_authentication_credential_json(_short(answer)).raw_id
    except (WebAuthnException, ValueError) as error:
        raise ProofWrong from error


def count_after_signature(
    answer: str, *, challenge: bytes, origin: Origin, public_key: bytes, sign_count: int
) -> int:
    """
    How many times the key says that it has signed; the signature is right.

    Raises: `ProofWrong`, also if the count went back: then there are two of it.
    """
    try:
        read = verify_authentication_response(
            credential=_short(answer),
            expected_challenge=challenge,
            expected_rp_id=origin.rp_id,
            expected_origin=origin.address,
            credential_public_key=public_key,
            credential_current_sign_count=sign_count,
        )
    except (WebAuthnException, ValueError) as error:
        raise ProofWrong from error
    return read.new_sign_count


def _short(answer: str) -> str:
    if len(answer) > MOST_LETTERS:
        raise ProofWrong
    return answer
