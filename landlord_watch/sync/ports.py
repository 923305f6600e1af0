"""What the receiving end asks of whoever keeps the private keys."""

from typing import Protocol


class PrivateKeys(Protocol):
    """The municipality's private keys, by name."""

    def unwrap(self, wrapped: bytes, *, kid: str, label: bytes | None = None) -> bytes:
        """
        What was wrapped for one of ours, as a parcel's key, under the label it was wrapped with.

        Raises: `KeyNotHere`, `SealBroken`.
        """

    def kids(self) -> frozenset[str]:
        """The names of the keys that are here now."""
