"""The municipality's public key, as tablets are told of it."""

from base64 import b64encode

from landlord_watch.identity.models import OfficeKey
from landlord_watch.sync import shapes


def public_key(key: OfficeKey) -> shapes.OfficeKey:
    """A key pair's public part and its name, in the shape of the wire."""
    return shapes.OfficeKey(
        kid=key.kid, spki=b64encode(key.spki).decode(), fingerprint=key.fingerprint
    )
