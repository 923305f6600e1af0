"""The rules of landlords: by what they are known, and which of them belong together."""

from landlord_watch.landlords.rules.numbers import (
    PersonalNumber,
    name_key,
    read_company_number,
    read_personal_number,
)

__all__ = ["PersonalNumber", "name_key", "read_company_number", "read_personal_number"]
