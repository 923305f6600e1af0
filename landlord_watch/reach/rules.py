"""When what was opened closes, by when it is looked into; what is kept of a protected person."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from landlord_watch.kernel.working_days import working_days_after
from landlord_watch.reach.errors import ReasonTooShort

#: How long a case that was opened outside one's assignment stays open.
GLASS_LASTS = timedelta(minutes=60)
LEAST_REASON_LETTERS = 20
REVIEW_WORKING_DAYS = 5


def check_reason(reason: str) -> str:
    """
    A reason without what surrounds it.

    Raises: `ReasonTooShort`.
    """
    said = " ".join(reason.split())
    if len(said) < LEAST_REASON_LETTERS:
        raise ReasonTooShort(least=LEAST_REASON_LETTERS)
    return said


def review_due_on(opened_on: date) -> date:
    """
    The last day to look into an opening: the fifth working day after it.

    Source: the project's security design, 3.3. Own.
    """
    return working_days_after(opened_on, REVIEW_WORKING_DAYS)


#: What stands in the place of a protected person's name.
MASKED_GIVEN, MASKED_FAMILY = "Skyddad", "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """
    Who a protected person is and where; empty: not known here.

    Source: OSL 21 kap. 3 § (address, telephone and what tells where somebody is), read
    2026-11-22. A.
    """

    given_name: str
    family_name: str
    number_kind: str
    number: str
    address: str = ""
    #: Where post reaches the person, by Skatteverket's förmedling.
    post_by: str = ""
    phone: str = ""
    email: str = ""
    school: str = ""
    workplace: str = ""
    other: str = ""

    def as_document(self) -> dict[str, str]:
        """To be sealed."""
        return asdict(self)

    @classmethod
    def read(cls, document: Mapping[str, str]) -> "Details":
        """What was sealed."""
        return cls(**document)
