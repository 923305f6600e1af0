"""
Giving other municipalities an edition's organisations, and reading theirs.

Whom to believe is recorded by a person who has compared a fingerprint with another person; a key
is never believed because it came along. Nothing that was read is changed: what its municipality
withdraws is marked.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from landlord_watch.audit import services as audit
from landlord_watch.documents.rules import check_names_nobody
from landlord_watch.infra.once import flush_once
from landlord_watch.infra.signing import PUBLIC, SigningKey, SigningKeys
from landlord_watch.kernel.errors import Conflict
from landlord_watch.kernel.municipalities import municipality
from landlord_watch.oversight.errors import (
    DefinitionsUnknown,
    ExchangeKeyMissing,
    ExchangeKeyUnreadable,
    ExchangeOfOurs,
    ExchangeReadAlready,
    FingerprintDiffers,
    ForeignEditionUnknown,
    ForeignKeyKnown,
    ForeignPeriodTaken,
    WhyMissing,
)
from landlord_watch.oversight.models import (
    ExchangeKey,
    ForeignEdition,
    ForeignLandlord,
    MunicipalityKey,
)
from landlord_watch.oversight.queries.exchange import (
    OwnEdition,
    find_exchange_key,
    get_municipality_key,
    list_exchange_keys,
    list_municipality_keys,
    organisation_numbers,
)
from landlord_watch.oversight.rules.edition_making import DEFINITIONS
from landlord_watch.oversight.rules.exchange import (
    FORMAT,
    VERSION,
    Content,
    EditionSent,
    KeyKnown,
    WithdrawalSent,
    check_whose,
    edition_sent,
    read_file,
    signed_bytes,
    whole_file,
)
from landlord_watch.oversight.rules.said import check_come


def make_exchange_key(session: Session, *, keys: SigningKeys, at: datetime) -> ExchangeKey:
    """
    Make a key to sign with; one there was before signs no more.

    Raises: `KeyFolderUnwritable`, `Conflict`: another made one at the same time.
    """
    before = list_exchange_keys(session)
    for each in before:
        each.retired_at = each.retired_at or at
    made = ExchangeKey(
        number=before[0].number + 1 if before else 1, public=keys.make().public, made_at=at
    )
    session.add(made)
    flush_once(session)  # its id, and that nobody made the same number meanwhile
    audit.record(session, actor_id=None, action="exchange_key.made", subject_id=made.id, at=at)
    return made


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: a municipality, with its keys, through somebody; `actor_id` None: a machine."""

    municipality_code: str
    keys: SigningKeys
    actor_id: UUID | None
    at: datetime


def sign_edition(session: Session, *, edition: OwnEdition, by: Signer) -> bytes:
    """
    The signed file of an edition that stands; of the same edition always the same bytes.

    Raises: `ExchangeKeyMissing`, `KeyFileUnusable`.
    """
    content = edition_sent(
        edition.told,
        municipality=by.municipality_code,
        digest=edition.digest,
        made_on=edition.made_on,
        parameters=edition.parameters,
        numbers_of=organisation_numbers(session, edition.party_ids),
    )
    return _signed(session, content, edition.edition_id, by)


@dataclass(frozen=True, slots=True)
class OwnWithdrawal:
    """That an edition of ours was withdrawn."""

    edition_id: UUID
    digest: str
    withdrawn_on: date
    reason: str


def sign_withdrawal(session: Session, *, withdrawal: OwnWithdrawal, by: Signer) -> bytes:
    """
    The signed file that says that an edition no longer stands.

    Raises: `ExchangeKeyMissing`, `KeyFileUnusable`, `TextNamesAPerson`.
    """
    check_names_nobody(withdrawal.reason)
    content = WithdrawalSent(
        kind="withdrawal",
        format=FORMAT,
        version=VERSION,
        municipality=by.municipality_code,
        digest=withdrawal.digest,
        withdrawn_on=withdrawal.withdrawn_on,
        reason=withdrawal.reason,
    )
    return _signed(session, content, withdrawal.edition_id, by)


def _signed(session: Session, content: Content, edition_id: UUID, by: Signer) -> bytes:
    key = find_exchange_key(session)
    if key is None:
        raise ExchangeKeyMissing
    signature = by.keys.sign(signed_bytes(content), public=key.public)
    audit.record(
        session, actor_id=by.actor_id, action="exchange.sent", subject_id=edition_id, at=by.at
    )
    return whole_file(content, key=key.public, signature=signature)


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """
    A key of another municipality, and its fingerprint as somebody there read it out.

    `compared_with`: who, and how it is known that they speak for the municipality.
    """

    municipality_code: str
    public: str
    fingerprint: str
    compared_with: str
    compared_on: date


def record_municipality_key(
    session: Session,
    *,
    facts: KeyFacts,
    own_municipality: str,
    today: date,
    actor_id: UUID,
    at: datetime,
) -> MunicipalityKey:
    """
    Record by which key another municipality signs.

    Raises: `MunicipalityUnknown`, `ExchangeOfOurs`, `ExchangeKeyUnreadable`,
    `FingerprintDiffers`, `ForeignKeyKnown`, `WhyMissing`, `DayNotCome`.
    """
    municipality(facts.municipality_code)
    if facts.municipality_code == own_municipality:
        raise ExchangeOfOurs
    public = "".join(facts.public.split()).lower()
    if not PUBLIC.fullmatch(public):
        raise ExchangeKeyUnreadable
    if _plain(facts.fingerprint) != _plain(SigningKey(public).fingerprint):
        raise FingerprintDiffers
    if not facts.compared_with.strip():
        raise WhyMissing
    check_come(facts.compared_on, today=today)
    made = MunicipalityKey(
        municipality_code=facts.municipality_code,
        public=public,
        compared_with=facts.compared_with.strip(),
        compared_on=facts.compared_on,
        recorded_by_id=actor_id,
        recorded_at=at,
    )
    session.add(made)
    try:
        flush_once(session)  # its id, and that it is nobody's yet
    except Conflict as refusal:
        raise ForeignKeyKnown from refusal
    _trail(session, "municipality_key.recorded", made.id, actor_id, at)
    return made


def take_back_municipality_key(
    session: Session, *, key_id: UUID, reason: str, actor_id: UUID, at: datetime
) -> MunicipalityKey:
    """
    Believe a key no more; what it signed before is marked. Again is nothing.

    Raises: `NotFound`, `WhyMissing`.
    """
    key = get_municipality_key(session, key_id)
    if not reason.strip():
        raise WhyMissing
    if key.taken_back_at is None:
        key.taken_back_at, key.taken_back_by_id = at, actor_id
        key.taken_back_reason = reason.strip()
        _trail(session, "municipality_key.taken_back", key.id, actor_id, at)
    return key


def read_foreign_file(
    session: Session, *, file: bytes, own_municipality: str, actor_id: UUID, at: datetime
) -> ForeignEdition:
    """
    Read a file of another municipality: an edition to keep, or that one no longer stands.

    Raises: `ExchangeFileTooLarge`, `ExchangeFileBroken`, `ExchangeOfOurs`,
    `MunicipalityNotRecorded`, `SignatureWrong`, `DefinitionsUnknown`, `ExchangeReadAlready`,
    `ForeignPeriodTaken`, `ForeignEditionUnknown`.
    """
    read = read_file(file)
    keys = [each for each in list_municipality_keys(session) if each.taken_back_at is None]
    known = [KeyKnown(each.municipality_code, each.public) for each in keys]
    is_signed = SigningKey(read.key).has_signed(read.signed, read.signature)
    check_whose(read, known, own_municipality=own_municipality, is_signed=is_signed)
    key = next(each for each in keys if each.public == read.key)
    if isinstance(read.content, WithdrawalSent):
        return _withdraw(session, read.content, actor_id, at)
    return _keep(session, read.content, key, actor_id, at)


def _keep(
    session: Session,
    sent: EditionSent,
    key: MunicipalityKey,
    actor_id: UUID,
    at: datetime,
) -> ForeignEdition:
    if sent.definitions > DEFINITIONS:
        raise DefinitionsUnknown(definitions=sent.definitions, known=DEFINITIONS)
    _check_new(session, sent)
    made = ForeignEdition(
        municipality_code=sent.municipality,
        digest=sent.digest,
        starts_on=sent.starts_on,
        ends_on=sent.ends_on,
        definitions=sent.definitions,
        document=sent.model_dump(mode="json"),
        key_id=key.id,
        read_by_id=actor_id,
        read_at=at,
    )
    session.add(made)
    try:
        flush_once(session)  # its id, and that nobody read the same meanwhile
    except Conflict as refusal:
        raise ExchangeReadAlready from refusal
    session.add_all(
        ForeignLandlord(foreign_edition_id=made.id, organisation_number=number, position=position)
        for position, row in enumerate(sent.landlords)
        for number in row.organisation_numbers
    )
    _trail(session, "exchange.received", made.id, actor_id, at)
    return made


def _check_new(session: Session, sent: EditionSent) -> None:
    """One edition a period stands of a municipality, and none is read twice."""
    of_theirs = session.scalars(
        select(ForeignEdition).where(ForeignEdition.municipality_code == sent.municipality)
    ).all()
    if any(each.digest == sent.digest for each in of_theirs):
        raise ExchangeReadAlready
    for each in of_theirs:
        is_same = (each.starts_on, each.ends_on) == (sent.starts_on, sent.ends_on)
        if is_same and each.withdrawn_on is None:
            raise ForeignPeriodTaken(starts_on=each.starts_on, ends_on=each.ends_on)


def _withdraw(
    session: Session, sent: WithdrawalSent, actor_id: UUID, at: datetime
) -> ForeignEdition:
    edition = session.scalar(
        select(ForeignEdition)
        .where(
            ForeignEdition.municipality_code == sent.municipality,
            ForeignEdition.digest == sent.digest,
        )
        .with_for_update()
    )
    if edition is None:
        raise ForeignEditionUnknown
    if edition.withdrawn_on is not None:
        raise ExchangeReadAlready
    edition.withdrawn_on, edition.withdrawn_reason = sent.withdrawn_on, sent.reason
    _trail(session, "exchange.withdrawn", edition.id, actor_id, at)
    return edition


def _plain(fingerprint: str) -> str:
    return "".join(fingerprint.split()).lower()


def _trail(session: Session, action: str, subject_id: UUID, actor_id: UUID, at: datetime) -> None:
    audit.record(session, actor_id=actor_id, action=action, subject_id=subject_id, at=at)
