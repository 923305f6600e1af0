"""By what number a landlord is known."""

from datetime import date

import pytest

from landlord_watch.kernel.errors import DomainError
from landlord_watch.kernel.identifiers import (
    OrganisationNumberMalformed,
    PersonNumberKind,
    PersonNumberMalformed,
)
from landlord_watch.landlords.errors import NumberOfAPerson
from landlord_watch.landlords.rules import (
    PersonalNumber,
    read_company_number,
    read_personal_number,
)

ON = date(2026, 3, 12)


@pytest.mark.parametrize("typed", ["556999-9997", "5569999997", " 16556999-9997 "])
def test_a_company_is_known_by_ten_digits(typed: str) -> None:
    assert read_company_number(typed) == "5569999997"


@pytest.mark.parametrize(
    ("typed", "refused"),
    [("900101-0017", NumberOfAPerson), ("556999-9996", OrganisationNumberMalformed)],
)
def test_a_number_that_is_no_companys_is_refused(typed: str, refused: type[DomainError]) -> None:
    with pytest.raises(refused) as refusal:
        read_company_number(typed)

    assert refusal.value.context == {}


def test_a_person_is_known_by_twelve_digits() -> None:
    number = PersonalNumber(PersonNumberKind.PERSONNUMMER, "199001010017")

    assert read_personal_number("900101-0017", on=ON) == number


def test_a_samordningsnummer_is_a_persons_too() -> None:
    number = read_personal_number("701063-2391", on=ON)

    assert number == PersonalNumber(PersonNumberKind.SAMORDNINGSNUMMER, "197010632391")


@pytest.mark.parametrize("typed", ["T2026-00001", "556999-9997", "20270101-0018"])
def test_what_is_no_official_number_of_somebody_born_is_refused(typed: str) -> None:
    with pytest.raises(PersonNumberMalformed):
        read_personal_number(typed, on=ON)
