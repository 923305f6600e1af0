"""The table of the municipality's key pairs."""

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from landlord_watch.infra.database import Base, Keyed
from landlord_watch.infra.sealing import KID_LENGTH, PublicKey


class OfficeKey(Keyed, Base):
    """
    The public part of a key pair of the municipality, and when it was the current one.

    The private part is a file of the same name, in the folder of the setting `KEYS`.
    """

    __tablename__ = "office_key"

    #: 1, 2, 3: one after the other, so that two made at once do not both stand.
    number: Mapped[int] = mapped_column(unique=True)
    #: The first half of the SHA-256 of `spki`, in hex.
    kid: Mapped[str] = mapped_column(String(KID_LENGTH), unique=True)
    #: SubjectPublicKeyInfo, DER.
    spki: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]
    #: None: the current one. A retired one opens what was sealed for it, for ever.
    retired_at: Mapped[datetime | None]

    @property
    def fingerprint(self) -> str:
        return PublicKey(self.spki).fingerprint
