"""What landlords of the demo were given to answer, a meeting to come, and a neighbour's edition."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.cli.demo.setting import Setting, at
from landlord_watch.cli.demo.users import Staff
from landlord_watch.documents.models import SentBy
from landlord_watch.identity.rules import Role
from landlord_watch.infra.signing import SigningKeys
from landlord_watch.oversight.models import FactFile
from landlord_watch.oversight.queries.exchange import organisation_numbers
from landlord_watch.oversight.queries.landlord_editions import EditionKept, list_editions
from landlord_watch.oversight.rules.edition_basis import parameters_in
from landlord_watch.oversight.rules.exchange import (
    EditionSent,
    LandlordSent,
    NumberSent,
    signed_bytes,
    whole_file,
)
from landlord_watch.oversight.rules.frozen import digest_of
from landlord_watch.oversight.rules.replies import FileOutcome
from landlord_watch.oversight.services.exchange import (
    KeyFacts,
    make_exchange_key,
    read_foreign_file,
    record_municipality_key,
)
from landlord_watch.oversight.services.fact_files import (
    make_fact_file,
    note_checked,
    note_fact_file_sent,
)
from landlord_watch.oversight.services.file_decisions import DecisionFacts, decide_fact_file
from landlord_watch.oversight.services.meetings import (
    MeetingFacts,
    add_item,
    add_numbers,
    plan_meeting,
)
from landlord_watch.oversight.services.replies import ReplyFacts, record_reply
from landlord_watch.oversight.shapes import LandlordKind, LandlordTold

#: A neighbour that has given us an edition: Åmål.
NEIGHBOUR: Final = "1492"
#: Days after an edition was made: the facts are sent, answered, decided on.
SENT_AFTER, REPLIED_AFTER, DECIDED_AFTER = 4, 16, 30
MEETS_IN = 12
WORDS: Final = (
    "Vi satte hyrorna i de nya avtalen efter ombyggnaden 2024, då köken och badrummen byttes."
    " I flera av avtalen ingår hushållsel. Vi vill att det räknas bort."
)


@dataclass(frozen=True, slots=True)
class Answering:
    """Who does it, and when it is today."""

    session: Session
    staff: Staff
    setting: Setting


def let_landlords_answer(session: Session, *, staff: Staff, setting: Setting, keys: Path) -> None:
    """One has answered an earlier edition, one has not answered the newest, and one is met."""
    desk = Answering(session, staff, setting)
    standing = [each for each in list_editions(session) if each.stands]
    make_exchange_key(session, keys=SigningKeys(keys), at=at(setting.today, time(8)))
    told = [each for each in standing if _organisations(each)]
    if not told:
        return
    newest, earlier = told[0], told[min(1, len(told) - 1)]
    first = _organisations(earlier)[0]
    _answered(desk, earlier, first)
    others = [row for row in _organisations(newest) if row.party_ids != first.party_ids]
    if others:
        _sent(desk, newest, UUID(others[0].party_ids[0]))
    _meet(desk, newest, first)
    _neighbour(desk, newest, first)


def _organisations(kept: EditionKept) -> list[LandlordTold]:
    """Those that an edition tells a number of, and that stand alone."""
    return [
        row
        for row in kept.told.landlords
        if row.kind is LandlordKind.ORGANISATION and any(n.is_told for n in row.numbers.values())
    ]


def _sent(desk: Answering, kept: EditionKept, party_id: UUID) -> FactFile | None:
    """Made, looked over and sent; None: it is too early for it."""
    sent_on = kept.made_on + timedelta(days=SENT_AFTER)
    if sent_on > desk.setting.today:
        return None
    file = make_fact_file(
        desk.session,
        edition_id=kept.id,
        told=kept.told,
        party_id=party_id,
        today=kept.made_on,
        actor_id=desk.staff[Role.CASE_MANAGER],
        at=at(kept.made_on, time(13)),
    )
    note_checked(
        desk.session,
        fact_file_id=file.id,
        note="Hyrorna är jämförda med avtalen. Två avtal saknade yta, det påverkar inte talen.",
        today=kept.made_on + timedelta(days=1),
        actor_id=desk.staff[Role.CASEWORKER],
        at=at(kept.made_on + timedelta(days=1)),
    )
    return note_fact_file_sent(
        desk.session,
        fact_file_id=file.id,
        sent_on=sent_on,
        sent_how=SentBy.POST,
        today=sent_on,
        actor_id=desk.staff[Role.CASE_MANAGER],
        at=at(sent_on, time(15)),
    )


def _answered(desk: Answering, kept: EditionKept, row: LandlordTold) -> None:
    file = _sent(desk, kept, UUID(row.party_ids[0]))
    replied_on, decided_on = _after(kept, REPLIED_AFTER), _after(kept, DECIDED_AFTER)
    if file is None or decided_on > desk.setting.today:
        return
    record_reply(
        desk.session,
        fact_file_id=file.id,
        facts=ReplyFacts(replied_on, "Uthyrningschefen", WORDS),
        today=replied_on,
        actor_id=desk.staff[Role.CASEWORKER],
        at=at(replied_on),
    )
    decide_fact_file(
        desk.session,
        fact_file_id=file.id,
        facts=DecisionFacts(
            FileOutcome.FOLLOW_UP,
            "Andelen avviker från kommunens övriga. Hushållsel räknas bort där avtalen säger det.",
            decided_on,
        ),
        today=decided_on,
        actor_id=desk.staff[Role.CASE_MANAGER],
        at=at(decided_on, time(14)),
    )


def _after(kept: EditionKept, days: int) -> date:
    return kept.made_on + timedelta(days=days)


def _meet(desk: Answering, kept: EditionKept, row: LandlordTold) -> None:
    doing = desk.staff[Role.CASE_MANAGER]
    today = desk.setting.today
    meeting = plan_meeting(
        desk.session,
        landlord_id=UUID(row.party_ids[0]),
        facts=MeetingFacts(
            today + timedelta(days=MEETS_IN), "Uthyrningschefen, socialchefen och en handläggare"
        ),
        today=today,
        actor_id=doing,
        at=at(today, time(8)),
    )
    for words in ("Hur hyran sätts i nya avtal", "Vad som ingår i hyran, och hur det skrivs"):
        add_item(
            desk.session,
            meeting_id=meeting.id,
            words=words,
            actor_id=doing,
            at=at(today, time(8)),
        )
    if any(each.party_ids == row.party_ids for each in _organisations(kept)):
        add_numbers(
            desk.session,
            meeting_id=meeting.id,
            told=kept.told,
            indicators=("I1", "I7"),
            is_person=False,
            actor_id=doing,
            at=at(today, time(8)),
        )


def _neighbour(desk: Answering, kept: EditionKept, row: LandlordTold) -> None:
    """What a neighbour tells of the same landlord, as its signed file said."""
    today, analyst = desk.setting.today, desk.staff[Role.ANALYST]
    numbers = organisation_numbers(desk.session, [UUID(row.party_ids[0])])
    if not numbers:
        return
    with TemporaryDirectory() as folder:
        theirs = SigningKeys(Path(folder))
        key = theirs.make()
        record_municipality_key(
            desk.session,
            facts=KeyFacts(
                NEIGHBOUR,
                key.public,
                key.fingerprint,
                "Deras statistiker, genom kommunens växel",
                today - timedelta(days=1),
            ),
            own_municipality=desk.setting.municipality.code,
            today=today,
            actor_id=analyst,
            at=at(today, time(8)),
        )
        sent = _sent_by_neighbour(kept, row.name, next(iter(numbers.values())))
        signature = theirs.sign(signed_bytes(sent), public=key.public)
        read_foreign_file(
            desk.session,
            file=whole_file(sent, key=key.public, signature=signature),
            own_municipality=desk.setting.municipality.code,
            actor_id=analyst,
            at=at(today, time(9)),
        )


def _sent_by_neighbour(kept: EditionKept, name: str, number: str) -> EditionSent:
    went_by = parameters_in(kept.basis["parameters"])
    return EditionSent(
        kind="edition",
        format="landlord_watch.landlords",
        version=1,
        municipality=NEIGHBOUR,
        definitions=kept.told.definitions,
        parameters={key: each.value for key, each in went_by.rows.items()},
        starts_on=kept.told.starts_on,
        ends_on=kept.told.ends_on,
        made_on=kept.made_on,
        digest=digest_of({"neighbour": NEIGHBOUR}),
        landlords=(
            LandlordSent(
                organisation_numbers=(number,),
                name=name,
                members=(),
                dwellings=None,
                numbers=dict(_numbers(kept.told.ends_on)),
            ),
        ),
    )


def _numbers(ends_on: date) -> Iterator[tuple[str, NumberSent]]:
    yield (
        "I1",
        NumberSent(
            count=21,
            of=58,
            value=362,
            low=251,
            high=491,
            benchmark=238,
            coverage=88,
            signal="watch",
            told_for=ends_on,
        ),
    )
