"""Landlords that belong together, those that may, and two that were said not to."""

from collections.abc import Mapping
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.cli.demo.numbers import NumberBook, Sex, person_number
from landlord_watch.cli.demo.setting import Setting, at
from landlord_watch.cli.demo.users import Staff
from landlord_watch.identity.rules import Role
from landlord_watch.landlords.rules.network.facts import MarkKind
from landlord_watch.landlords.rules.network.judgements import Verdict
from landlord_watch.landlords.rules.network.register import pair_of
from landlord_watch.landlords.services.linking import Judged, judge_links, make_group_version
from landlord_watch.landlords.services.noting import (
    MarkFacts,
    OwnershipFacts,
    note_mark,
    record_ownership,
)

REGISTER: Final = "Bolagsverket (påhittat)"
#: Who owns whom, by the landlord list.
OWNER, OWNED, THIRD = (
    "Nattskiftet Fastigheter AB",
    "Järnladans Hem AB",
    "Blåklintens Bostad HB",
)
#: Companies that one person signs for; nobody has judged them.
SIGNED = ("Tallhöjdens Bostad AB", "Stenbrottets Lägenheter AB", "Fabriksloftet AB")
#: Companies whose contracts name the same telephone and e-mail; they share an office, no more.
NEIGHBOURS = ("Granklyftans Fastighets AB", "Ekorrens Hyreshus AB")
#: The same of two that nobody has judged.
UNJUDGED = ("Kyrkbackens Bygg AB", "Snickarna i Demodalen AB")
#: Before the first of the editions that the board has, so that they know of it.
READ_DAYS_AGO, JUDGED_DAYS_AGO, FROZEN_DAYS_AGO = 690, 660, 640


class _Desk:
    """Who notes and judges, on which days."""

    def __init__(
        self, session: Session, staff: Staff, setting: Setting, ids: Mapping[str, UUID]
    ) -> None:
        self.session, self.setting, self.ids = session, setting, ids
        self.actor_id = staff[Role.CASE_MANAGER]
        self.read_on = setting.days_ago(READ_DAYS_AGO)

    def note(self, name: str, kind: MarkKind, typed: str, source: str, who: str = "") -> None:
        """Something a paper says of a landlord."""
        note_mark(
            self.session,
            landlord_id=self.ids[name],
            mark=MarkFacts(kind, typed, source, self.read_on, name=who),
            today=self.read_on,
            actor_id=self.actor_id,
            at=at(self.read_on),
        )

    def judge(self, one: str, other: str, verdict: Verdict, reason: str) -> None:
        """What was held of two, some weeks ago."""
        day = self.setting.days_ago(JUDGED_DAYS_AGO)
        judge_links(
            self.session,
            seen={pair_of(self.ids[one], self.ids[other]): 0},
            judged=Judged(verdict, reason),
            today=day,
            actor_id=self.actor_id,
            at=at(day),
        )


def link_landlords(
    session: Session,
    *,
    staff: Staff,
    setting: Setting,
    book: NumberBook,
    landlord_ids: Mapping[str, UUID],
) -> None:
    """A group of three, proposals, two that were rejected; and the groups frozen once."""
    desk = _Desk(session, staff, setting, landlord_ids)
    record_ownership(
        session,
        owned=OwnershipFacts(landlord_ids[OWNER], landlord_ids[OWNED], REGISTER, desk.read_on),
        today=desk.read_on,
        actor_id=desk.actor_id,
        at=at(desk.read_on),
    )
    born_on = book.birth_day(date(1964, 5, 17), Sex.MAN)
    number = person_number(born_on, Sex.MAN).value
    for name in SIGNED:
        desk.note(name, MarkKind.SIGNATORY, number, REGISTER, "Rutger Vindhammar")
    for phone, names in (("0531-990 01 02", NEIGHBOURS), ("0531-990 01 03", UNJUDGED)):
        for name in names:
            desk.note(name, MarkKind.PHONE, phone, "Hyresavtal")
            desk.note(name, MarkKind.EMAIL, f"kontor{phone[-1]}@demodalen.example", "Hyresavtal")
    _judge(desk)
    frozen_on = setting.days_ago(FROZEN_DAYS_AGO)
    make_group_version(session, today=frozen_on, actor_id=staff[Role.ANALYST], at=at(frozen_on))


def _judge(desk: _Desk) -> None:
    owned = "Aktieboken visar att det ena bolaget äger det andra."
    same = "Samma ägare och samma kontor, enligt bolagens årsredovisningar."
    apart = "Bolagen delar växel i samma kontorshus. Olika ägare och styrelser."
    desk.judge(OWNER, OWNED, Verdict.POSITIVE, owned)
    desk.judge(OWNER, THIRD, Verdict.POSITIVE, same)
    desk.judge(*NEIGHBOURS, Verdict.NEGATIVE, apart)
