"""
What municipalities give each other of landlords: an edition's organisations, as a signed file.

One way to write it (`rules.frozen.canonical`), so that whoever reads it can tell that not a byte
is another. No human being, no group with one in it, and no number that the edition does not tell.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter

from landlord_watch.kernel.municipalities import municipalities
from landlord_watch.oversight.errors import (
    ExchangeFileBroken,
    ExchangeFileTooLarge,
    ExchangeOfOurs,
    MunicipalityNotRecorded,
    NotCanonical,
    SignatureWrong,
)
from landlord_watch.oversight.rules.frozen import canonical
from landlord_watch.oversight.rules.parameters import indicators
from landlord_watch.oversight.rules.thresholds import LEAST_SHOWN
from landlord_watch.oversight.shapes import (
    DwellingsTold,
    EditionTold,
    LandlordKind,
    LandlordTold,
    NumberTold,
)

#: What the file says it is; another way to write it is another number.
FORMAT: Final = "landlord_watch.landlords"
VERSION: Final = 1
#: Ten times what a large municipality's edition takes.
MOST_BYTES: Final = 2 * 1024 * 1024
#: So many landlords, and members of one group, at most.
MOST_LANDLORDS, MOST_MEMBERS = 5_000, 200

Code = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Signature = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{128}$")]
#: Of an organisation alone: a personnummer has a month in its third and fourth digit.
OrganisationNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}[2-9][0-9]{7}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.]{1,60}$")]
#: A denominator may be large; nothing here is larger than all the homes there are, in thousandths.
MOST: Final = 10**12


class _Sent(BaseModel):
    """Strict: what is not known is an error, and nothing is read as something else."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class NumberSent(_Sent):
    """A number of a landlord, as `NumberTold` has it."""

    count: int | None = Field(ge=0, le=MOST, strict=True)
    of: int | None = Field(ge=0, le=MOST, strict=True)
    value: int | None = Field(ge=0, le=MOST, strict=True)
    low: int | None = Field(ge=0, le=MOST, strict=True)
    high: int | None = Field(ge=0, le=MOST, strict=True)
    benchmark: int | None = Field(ge=0, le=MOST, strict=True)
    coverage: int | None = Field(ge=0, le=100, strict=True)
    signal: Literal["within", "watch", "review", "too_little", "incomplete"] | None
    told_for: date | None


class DwellingsSent(_Sent):
    """How many dwellings it has there, from where and as of when."""

    total: int = Field(ge=0, le=MOST, strict=True)
    source: Annotated[str, StringConstraints(max_length=200)]
    on: date


class LandlordSent(_Sent):
    """An organisation, or organisations that are told together, known by their numbers."""

    organisation_numbers: Annotated[
        tuple[OrganisationNumber, ...], Field(min_length=1, max_length=MOST_MEMBERS)
    ]
    name: Name
    members: Annotated[tuple[Name, ...], Field(max_length=MOST_MEMBERS)]
    dwellings: DwellingsSent | None
    numbers: dict[Key, NumberSent]


class EditionSent(_Sent):
    """An edition, as another municipality reads it."""

    kind: Literal["edition"]
    format: Literal["landlord_watch.landlords"]
    version: Literal[1]
    municipality: Code
    definitions: int = Field(ge=1, le=1_000, strict=True)
    #: What the numbers go by: thresholds and windows, to tell whether they are like ours.
    parameters: dict[Key, Annotated[int, Field(strict=True, ge=-MOST, le=MOST)]]
    starts_on: date
    #: The first day after.
    ends_on: date
    made_on: date
    #: Of the edition it is from.
    digest: Digest
    landlords: Annotated[tuple[LandlordSent, ...], Field(max_length=MOST_LANDLORDS)]


class WithdrawalSent(_Sent):
    """That an edition no longer stands, and why."""

    kind: Literal["withdrawal"]
    format: Literal["landlord_watch.landlords"]
    version: Literal[1]
    municipality: Code
    #: Of the edition.
    digest: Digest
    withdrawn_on: date
    reason: Annotated[str, StringConstraints(min_length=1, max_length=1_000)]


Content = EditionSent | WithdrawalSent
_CONTENT: Final = TypeAdapter[Content](Annotated[Content, Field(discriminator="kind")])


class _Signed(_Sent):
    """The file: what is said, whose key says it, and the signature."""

    content: dict[str, Any]
    key: Digest
    signature: Signature


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file that is whole and of the right shape; that somebody we know wrote it is not tried."""

    content: Content
    #: The bytes that are signed.
    signed: bytes
    key: str
    signature: str


def edition_sent(
    told: EditionTold,
    *,
    municipality: str,
    digest: str,
    made_on: date,
    parameters: Mapping[str, int],
    numbers_of: Mapping[str, str],
) -> EditionSent:
    """
    What of an edition goes to other municipalities.

    `numbers_of`: the organisationsnummer of parties that are organisations, by party id; a row
    with anybody who has none is left out.
    """
    rows = (_landlord_sent(row, numbers_of) for row in told.landlords)
    return EditionSent(
        kind="edition",
        format=FORMAT,
        version=VERSION,
        municipality=municipality,
        definitions=told.definitions,
        parameters=dict(parameters),
        starts_on=told.starts_on,
        ends_on=told.ends_on,
        made_on=made_on,
        digest=digest,
        landlords=tuple(row for row in rows if row is not None),
    )


def left_out(told: EditionTold, numbers_of: Mapping[str, str]) -> Sequence[str]:
    """The names of organisations that do not go along, since the number of one is not known."""
    return [
        row.name
        for row in told.landlords
        if row.kind in ORGANISATIONS and _landlord_sent(row, numbers_of) is None
    ]


#: Rows that may leave; people never do, named or not.
ORGANISATIONS: Final = frozenset({LandlordKind.ORGANISATION, LandlordKind.GROUP})


def _landlord_sent(row: LandlordTold, numbers_of: Mapping[str, str]) -> LandlordSent | None:
    is_known = bool(row.party_ids) and all(each in numbers_of for each in row.party_ids)
    if row.kind not in ORGANISATIONS or not is_known:
        return None
    told = {code: each for code, each in row.numbers.items() if each.is_told}
    return LandlordSent(
        organisation_numbers=tuple(sorted({numbers_of[each] for each in row.party_ids})),
        name=row.name,
        members=tuple(sorted(row.members)),
        dwellings=_dwellings_sent(row.dwellings),
        numbers={code: _number_sent(each) for code, each in told.items()},
    )


def _dwellings_sent(told: DwellingsTold | None) -> DwellingsSent | None:
    return None if told is None else DwellingsSent.model_validate(told.model_dump())


def _number_sent(told: NumberTold) -> NumberSent:
    return NumberSent.model_validate(told.model_dump(include=set(NumberSent.model_fields)))


def signed_bytes(content: Content) -> bytes:
    """The bytes that a key signs."""
    return canonical(content.model_dump(mode="json"))


def whole_file(content: Content, *, key: str, signature: str) -> bytes:
    """The file as it is sent."""
    return canonical(
        {"content": content.model_dump(mode="json"), "key": key, "signature": signature}
    )


def read_file(file: bytes) -> FileRead:
    """
    What a file says, if it is whole and written in the one way there is.

    Raises: `ExchangeFileTooLarge`, `ExchangeFileBroken`.
    """
    if len(file) > MOST_BYTES:
        raise ExchangeFileTooLarge(most=MOST_BYTES // 1024**2)
    try:
        read = json.loads(file.decode())
        if canonical(read) != file:
            raise ExchangeFileBroken
        signed = _Signed.model_validate(read)
        content = _CONTENT.validate_json(canonical(signed.content))
    except (ValueError, RecursionError, NotCanonical) as error:
        raise ExchangeFileBroken from error
    _check_makes_sense(content)
    said = canonical(signed.content)
    if signed_bytes(content) != said:  # a day, or a number, written in another way
        raise ExchangeFileBroken
    return FileRead(content, said, signed.key, signed.signature)


def _check_makes_sense(content: Content) -> None:
    """What a shape alone does not say."""
    if content.municipality not in municipalities():
        raise ExchangeFileBroken
    if isinstance(content, WithdrawalSent):
        return
    numbers = [each for row in content.landlords for each in row.organisation_numbers]
    is_told_once = len(numbers) == len(set(numbers))
    is_period = content.starts_on < content.ends_on <= content.made_on
    told = [(code, each) for row in content.landlords for code, each in row.numbers.items()]
    if not (is_period and is_told_once and all(_may_be_told(*each) for each in told)):
        raise ExchangeFileBroken


def _may_be_told(code: str, number: NumberSent) -> bool:
    """No edition tells of one to four, so that a file that does was not made from one."""
    return code in indicators() and number.count not in range(1, LEAST_SHOWN)


@dataclass(frozen=True, slots=True)
class KeyKnown:
    """A key that somebody recorded for a municipality, and stands by."""

    municipality: str
    public: str


def check_whose(
    read: FileRead, known: Sequence[KeyKnown], *, own_municipality: str, is_signed: bool
) -> None:
    """
    Refuse a file that no key recorded for its municipality signed.

    `is_signed`: whether the key that the file names signed its bytes.

    Raises: `ExchangeOfOurs`, `MunicipalityNotRecorded`, `SignatureWrong`.
    """
    code = read.content.municipality
    if code == own_municipality:
        raise ExchangeOfOurs
    keys = {each.public for each in known if each.municipality == code}
    if not keys:
        raise MunicipalityNotRecorded(municipality_code=code)
    if read.key not in keys or not is_signed:
        raise SignatureWrong(municipality_code=code)


def differing(
    definitions: int, theirs: Mapping[str, int], own_definitions: int, ours: Mapping[str, int]
) -> tuple[str, ...]:
    """What their numbers go by that ours do not; empty: they may be held beside each other."""
    names = sorted({*theirs, *ours})
    found = [name for name in names if theirs.get(name) != ours.get(name)]
    return (*(("definitions",) if definitions != own_definitions else ()), *found)
