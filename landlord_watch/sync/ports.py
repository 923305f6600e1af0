"""What the receiving end asks of whoever keeps the private keys."""

from typing import Protocol


class PrivateKeys(Protocol):
    """The municipality's private keys, by name."""

    def unwrap(self, wrapped: bytes, *, kid: str) -> bytes:
        """
        The key of a parcel, wrapped for one of ours.

        Raises: `KeyNotHere`, `SealBroken`.
        """

    def kids(self) -> frozenset[str]:
        """The names of the keys that are here now."""
