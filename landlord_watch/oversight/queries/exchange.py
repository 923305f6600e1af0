"""Reading the keys and editions that municipalities have given each other."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from landlord_watch.infra.encryption import index_of
from landlord_watch.kernel.errors import NotFound
from landlord_watch.landlords.models import (
    Party,
    PartyIdentifier,
    PartyIdentifierKind,
    PartyKind,
)
from landlord_watch.oversight.models import (
    ExchangeKey,
    ForeignEdition,
    ForeignLandlord,
    MunicipalityKey,
)
from landlord_watch.oversight.queries.edition_parameters import parameters_on
from landlord_watch.oversight.queries.landlord_editions import EditionKept
from landlord_watch.oversight.rules.edition_basis import parameters_in
from landlord_watch.oversight.rules.edition_making import DEFINITIONS
from landlord_watch.oversight.rules.exchange import EditionSent, LandlordSent, differing
from landlord_watch.oversight.rules.parameters import Parameters
from landlord_watch.oversight.shapes import EditionTold

COMPANY = PartyIdentifierKind.ORGANISATION_NUMBER


def find_exchange_key(session: Session) -> ExchangeKey | None:
    """The key this municipality signs with; None: it has none yet."""
    return session.scalar(
        select(ExchangeKey)
        .where(ExchangeKey.retired_at.is_(None))
        .order_by(ExchangeKey.number.desc())
        .limit(1)
    )


def list_exchange_keys(session: Session) -> Sequence[ExchangeKey]:
    """Every key this municipality has signed with, the newest first."""
    return session.scalars(select(ExchangeKey).order_by(ExchangeKey.number.desc())).all()


def list_municipality_keys(session: Session) -> Sequence[MunicipalityKey]:
    """Every key recorded for another municipality, those that stand first."""
    return session.scalars(
        select(MunicipalityKey).order_by(
            MunicipalityKey.taken_back_at.is_not(None),
            MunicipalityKey.municipality_code,
            MunicipalityKey.id,
        )
    ).all()


def get_municipality_key(session: Session, key_id: UUID) -> MunicipalityKey:
    """
    A key recorded for another municipality.

    Raises: `NotFound`.
    """
    found = session.get(MunicipalityKey, key_id)
    if found is None:
        raise NotFound(key_id=key_id)
    return found


def list_foreign_editions(session: Session) -> Sequence[ForeignEdition]:
    """What has been read from other municipalities, the latest period first."""
    return session.scalars(
        select(ForeignEdition)
        .order_by(
            ForeignEdition.ends_on.desc(), ForeignEdition.municipality_code, ForeignEdition.id
        )
        .options(joinedload(ForeignEdition.key, innerjoin=True))
    ).all()


def get_foreign_edition(session: Session, foreign_edition_id: UUID) -> ForeignEdition:
    """
    An edition of another municipality, with the key that signed it.

    Raises: `NotFound`.
    """
    found = session.scalar(
        select(ForeignEdition)
        .where(ForeignEdition.id == foreign_edition_id)
        .options(joinedload(ForeignEdition.key, innerjoin=True))
    )
    if found is None:
        raise NotFound(foreign_edition_id=foreign_edition_id)
    return found


def organisation_numbers(session: Session, party_ids: Collection[UUID]) -> Mapping[str, str]:
    """
    The organisationsnummer of those of these that are organisations, by party id as text.

    Of several the first recorded.
    """
    rows = session.scalars(
        select(PartyIdentifier)
        .join(Party, Party.id == PartyIdentifier.party_id)
        .where(
            PartyIdentifier.party_id.in_(party_ids),
            PartyIdentifier.kind == COMPANY,
            Party.kind == PartyKind.LEGAL,
        )
        .order_by(PartyIdentifier.recorded_at.desc(), PartyIdentifier.id.desc())
    )
    return {str(row.party_id): row.value for row in rows}


@dataclass(frozen=True, slots=True)
class OwnEdition:
    """An edition of ours that is to leave; `parameters`: what its numbers went by."""

    edition_id: UUID
    told: EditionTold
    digest: str
    made_on: date
    parameters: Mapping[str, int]

    @property
    def party_ids(self) -> set[UUID]:
        """Every party that it tells of by itself or in a group."""
        return {UUID(each) for row in self.told.landlords for each in row.party_ids}


def own_edition(kept: EditionKept) -> OwnEdition:
    """An edition of ours as it is given to others."""
    went_by = parameters_in(kept.basis["parameters"])
    return OwnEdition(kept.id, kept.told, kept.digest, kept.made_on, values_of(went_by))


@dataclass(frozen=True, slots=True)
class ForeignTold:
    """What another municipality tells of a landlord, and whether it may be held beside ours."""

    municipality_code: str
    foreign_edition_id: UUID
    starts_on: date
    ends_on: date
    made_on: date
    landlord: LandlordSent
    #: What their numbers go by that ours do not; empty: the same.
    differs: tuple[str, ...]
    #: The key that signed it has been taken back since.
    is_key_taken_back: bool


def foreign_told(session: Session, edition: ForeignEdition) -> Sequence[ForeignTold]:
    """Every landlord of another municipality's edition, in its order; its key is loaded."""
    ours = values_of(parameters_on(session, on=edition.ends_on))
    return _told(edition, ours)


def values_of(by: Parameters) -> Mapping[str, int]:
    """The values alone, without what each rests on."""
    return {key: row.value for key, row in by.rows.items()}


def _told(edition: ForeignEdition, ours: Mapping[str, int]) -> Sequence[ForeignTold]:
    sent = EditionSent.model_validate(edition.document)
    differs = differing(sent.definitions, sent.parameters, DEFINITIONS, ours)
    return [
        ForeignTold(
            municipality_code=edition.municipality_code,
            foreign_edition_id=edition.id,
            starts_on=sent.starts_on,
            ends_on=sent.ends_on,
            made_on=sent.made_on,
            landlord=row,
            differs=differs,
            is_key_taken_back=edition.key.taken_back_at is not None,
        )
        for row in sent.landlords
    ]


def foreign_for(
    session: Session, party_ids: Collection[UUID]
) -> Mapping[UUID, Sequence[ForeignTold]]:
    """
    What other municipalities tell of these landlords, matched by organisationsnummer: of each
    municipality its newest edition that stands and tells of them. Who is not told of is not in it.
    """
    numbers = organisation_numbers(session, party_ids)
    if not numbers:
        return {}
    rows = session.execute(
        select(ForeignLandlord.organisation_number, ForeignLandlord.position, ForeignEdition)
        .join(ForeignEdition, ForeignEdition.id == ForeignLandlord.foreign_edition_id)
        .where(
            ForeignLandlord.organisation_number.in_(set(numbers.values())),
            ForeignEdition.withdrawn_on.is_(None),
        )
        .order_by(ForeignEdition.ends_on.desc(), ForeignEdition.id.desc())
        .options(joinedload(ForeignEdition.key, innerjoin=True))
    ).all()
    editions = {edition.id: edition for _, _, edition in rows}
    days = {edition.ends_on for edition in editions.values()}
    ours = {day: values_of(parameters_on(session, on=day)) for day in days}
    told = {key: _told(each, ours[each.ends_on]) for key, each in editions.items()}
    by_number: dict[str, dict[str, ForeignTold]] = defaultdict(dict)
    for number, position, edition in rows:
        newest = by_number[number]
        newest.setdefault(edition.municipality_code, told[edition.id][position])
    return {
        UUID(party_id): list(by_number[number].values())
        for party_id, number in numbers.items()
        if number in by_number
    }


def own_landlords(session: Session, numbers: Collection[str]) -> Mapping[str, UUID]:
    """Our own landlords with these organisationsnummer, by number."""
    by_index = {index_of(session, PartyIdentifier, value=number): number for number in numbers}
    rows = session.execute(
        select(PartyIdentifier.value_index, PartyIdentifier.party_id).where(
            PartyIdentifier.kind == COMPANY, PartyIdentifier.value_index.in_(by_index)
        )
    )
    return {by_index[bytes(index)]: party_id for index, party_id in rows}
