"""Facts given to landlords, meetings, and editions of other municipalities, with little."""

from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.kept_editions import keep
from factories.landlords import ORGANISATION_NUMBER, landlord
from factories.people import NOW
from factories.told_landlords import organisation, told
from landlord_watch.documents.models import SentBy
from landlord_watch.identity.models import StaffMember
from landlord_watch.infra.signing import SigningKey, SigningKeys
from landlord_watch.kernel.ids import new_id
from landlord_watch.landlords.models import LandlordContact, Party, PartyKind
from landlord_watch.oversight.models import (
    FactFile,
    FactFileReply,
    ForeignEdition,
    ForeignLandlord,
    LandlordMeeting,
    MunicipalityKey,
    NamingDecision,
)
from landlord_watch.oversight.rules.exchange import (
    Content,
    EditionSent,
    edition_sent,
    signed_bytes,
    whole_file,
)
from landlord_watch.oversight.services.exchange import KeyFacts, record_municipality_key
from landlord_watch.oversight.services.fact_files import (
    make_fact_file,
    note_checked,
    note_fact_file_sent,
)
from landlord_watch.oversight.services.file_decisions import NamingFacts, record_naming
from landlord_watch.oversight.services.meetings import MeetingFacts, add_item, plan_meeting
from landlord_watch.oversight.services.replies import (
    ClaimFacts,
    ReplyFacts,
    record_correction,
    record_reply,
)
from landlord_watch.oversight.shapes import EditionTold

MADE, SENT, DUE = date(2026, 2, 2), date(2026, 2, 9), date(2026, 3, 2)
OTHER_MUNICIPALITY = "1488"
OWN = "1460"
WORDS = "Vi räknar hyran utan hushållsel. Då ligger hälften under normen."


def fact_file(
    session: Session,
    party: Party,
    *,
    author_id: UUID,
    edition: EditionTold | None = None,
    edition_id: UUID | None = None,
) -> FactFile:
    """What an edition tells of a landlord, made and no more."""
    tells = edition or told(organisation(party.id, name=party.name))
    return make_fact_file(
        session,
        edition_id=edition_id or keep(session, tells, made_by_id=author_id),
        told=tells,
        party_id=party.id,
        today=MADE,
        actor_id=author_id,
        at=NOW,
    )


def sent_file(
    session: Session,
    party: Party,
    *,
    author_id: UUID,
    sent_on: date = SENT,
    edition: EditionTold | None = None,
) -> FactFile:
    """The same, looked over and sent."""
    file = fact_file(session, party, author_id=author_id, edition=edition)
    note_checked(
        session,
        fact_file_id=file.id,
        note="Hyrorna är jämförda med avtalen.",
        today=MADE,
        actor_id=author_id,
        at=NOW,
    )
    return note_fact_file_sent(
        session,
        fact_file_id=file.id,
        sent_on=sent_on,
        sent_how=SentBy.POST,
        today=max(sent_on, MADE),
        actor_id=author_id,
        at=NOW,
    )


def reply(
    session: Session,
    file: FactFile,
    *,
    author_id: UUID,
    words: str = WORDS,
    received_on: date = date(2026, 2, 20),
) -> FactFileReply:
    """What the landlord answers to it."""
    return record_reply(
        session,
        fact_file_id=file.id,
        facts=ReplyFacts(received_on, "Petra Påhitt, förvaltare", words),
        today=received_on,
        actor_id=author_id,
        at=NOW,
    )


def meeting(
    session: Session,
    party: Party,
    *,
    author_id: UUID,
    planned_on: date = date(2026, 4, 15),
    about: str = "Hur hyrorna sätts för nya avtal",
) -> LandlordMeeting:
    """A meeting with a landlord, with one thing to take up."""
    planned = plan_meeting(
        session,
        landlord_id=party.id,
        facts=MeetingFacts(planned_on, "Petra Påhitt och socialchefen"),
        today=min(planned_on, MADE),
        actor_id=author_id,
        at=NOW,
    )
    add_item(session, meeting_id=planned.id, words=about, actor_id=author_id, at=NOW)
    return planned


def content(
    number: str, *, municipality: str = OTHER_MUNICIPALITY, digest: str = "a" * 64
) -> EditionSent:
    """What another municipality tells of one organisation."""
    party_id = new_id()
    return edition_sent(
        told(organisation(party_id)),
        municipality=municipality,
        digest=digest,
        made_on=MADE,
        parameters={"coverage_floor_percent": 80},
        numbers_of={str(party_id): number},
    )


def signed(keys: SigningKeys, key: SigningKey, said: Content) -> bytes:
    """The file of it, signed by this key."""
    signature = keys.sign(signed_bytes(said), public=key.public)
    return whole_file(said, key=key.public, signature=signature)


def recorded_key(
    session: Session, key: SigningKey, *, author_id: UUID, code: str = OTHER_MUNICIPALITY
) -> MunicipalityKey:
    """A key that somebody has compared and recorded for another municipality."""
    return record_municipality_key(
        session,
        facts=KeyFacts(code, key.public, key.fingerprint, "Växeln, 0520-49 50 00", MADE),
        own_municipality=OWN,
        today=MADE,
        actor_id=author_id,
        at=NOW,
    )


def signing(folder: Path) -> tuple[SigningKeys, SigningKey]:
    """A folder of keys with one in it."""
    keys = SigningKeys(folder / "others")
    return keys, keys.make()


def foreign_edition(
    session: Session, key: MunicipalityKey, *, author_id: UUID, number: str = ORGANISATION_NUMBER
) -> ForeignEdition:
    """An edition of another municipality that tells of one organisation, as it was read."""
    said = content(number)
    made = ForeignEdition(
        municipality_code=said.municipality,
        digest=said.digest,
        starts_on=said.starts_on,
        ends_on=said.ends_on,
        definitions=said.definitions,
        document=said.model_dump(mode="json"),
        key_id=key.id,
        read_by_id=author_id,
        read_at=NOW,
    )
    session.add(made)
    session.flush()  # the number needs its id
    session.add(ForeignLandlord(foreign_edition_id=made.id, organisation_number=number, position=0))
    return made


#: A public key whose private part nobody has.
NOBODYS_KEY = SigningKey("3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29")


def whole(session: Session, party: Party, *, author_id: UUID) -> dict[str, object]:
    """One of everything, by the names that addresses use."""
    tells = told(organisation(party.id, name=party.name), ends_on=date(2025, 7, 1))
    file = sent_file(session, party, author_id=author_id, edition=tells)
    claim = record_correction(
        session,
        fact_file_id=file.id,
        facts=ClaimFacts("I1", "Tolv av avtalen är uppsagda.", date(2026, 2, 20)),
        today=date(2026, 2, 20),
        actor_id=author_id,
        at=NOW,
    )
    answer = reply(session, file, author_id=author_id)
    planned = meeting(session, party, author_id=author_id)
    key = recorded_key(session, NOBODYS_KEY, author_id=author_id)
    decision = named(session, author_id=author_id)
    return {
        "fact_file_id": file.id,
        "reply_id": answer.id,
        "correction_id": claim.id,
        "naming_id": decision.id,
        "private_landlord_id": decision.party_id,
        "meeting_id": planned.id,
        "item_id": planned.items[0].id,
        "municipality_key_id": key.id,
        "foreign_edition_id": foreign_edition(session, key, author_id=author_id).id,
    }


def named(session: Session, *, author_id: UUID) -> NamingDecision:
    """A human being who lets, and a decision that lets the name stand."""
    person = landlord(session, name="Petra Påhitt", kind=PartyKind.NATURAL)
    return record_naming(
        session,
        party_id=person.id,
        facts=NamingFacts("Socialnämnden § 41, 2026", MADE, "Två utgåvor visar granska."),
        today=MADE,
        actor_id=author_id,
        at=NOW,
    )


def with_landlords(session: Session) -> None:
    """Facts, replies and meetings of the landlord that a demo has most to show of."""
    party = session.scalars(
        select(Party)
        .join(LandlordContact, LandlordContact.party_id == Party.id)
        .where(Party.kind == PartyKind.LEGAL)
        .order_by(Party.id)
    ).first()
    author = session.scalars(select(StaffMember)).first()
    if party is not None and author is not None:
        whole(session, party, author_id=author.id)
