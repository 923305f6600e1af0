"""A case worked at a desk from day to day: each method is what somebody does, page by page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from uuid import UUID

import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from factories import households as made
from factories.people import signed_in, staff_member
from factories.visitors import Page, Visitor
from landlord_watch.cases.models import Case, CaseAccount, CaseLetter, CaseTrack
from landlord_watch.cases.queries import papers
from landlord_watch.cases.rules.annexes import WITH_ANNEXES
from landlord_watch.cases.rules.findings import CounterIndicator, Evidence, Outcome
from landlord_watch.cases.rules.tracks import Step, TrackKind
from landlord_watch.documents.models import Letter
from landlord_watch.households.models import Arrival, Household, HouseholdMember, MemberRole
from landlord_watch.households.rules import ArrivalForm
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.infra.clock import today
from stories.grounds import BASIS

#: Where the letters of the stories are kept, to be looked at.
PAPERS = Path(__file__).resolve().parents[2] / "build" / "stories"
UDDEVALLA, TROLLHATTAN = "1485", "1488"
#: Given names and days of birth of who may be in a household.
ADULTS = (("Amina", date(1988, 5, 4)), ("Yusuf", date(1985, 1, 9)))
CHILDREN = (("Elin", date(2018, 3, 2)), ("Sami", date(2021, 11, 30)))


class StoryBroken(AssertionError):
    """A page did not do what the story says it does."""


@dataclass
class Casework:
    """A caseworker, and who leads caseworkers, with one household and its case."""

    app: Flask
    session: Session
    name: str
    home: Household | None = None
    visitors: dict[Role, Visitor] = field(default_factory=dict)
    _clock: time_machine.travel | None = None

    def __enter__(self) -> Self:
        for role in (Role.CASEWORKER, Role.CASE_MANAGER):
            staff_member(self.session, role)
        self.session.commit()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop_clock()

    def _stop_clock(self) -> None:
        if self._clock is not None:
            self._clock.stop()
            self._clock = None

    def on(self, day: date) -> None:
        """It is nine in the morning of this day, and everybody signs in anew."""
        self._stop_clock()
        self._clock = time_machine.travel(datetime.combine(day, time(9), tzinfo=UTC), tick=True)
        self._clock.start()
        for role in (Role.CASEWORKER, Role.CASE_MANAGER):
            self.visitors[role] = self._signed_in(role)
        self.session.commit()

    def _signed_in(self, role: Role) -> Visitor:
        query = select(StaffMember).where(StaffMember.username == role.value)
        somebody = Visitor(self.app.test_client())
        token = signed_in(self.session, self.session.scalars(query).one())
        somebody.client.set_cookie("sid", token)
        return somebody

    # What is done on pages.

    def done(self, path: str, form: str = "", role: Role = Role.CASEWORKER, **typed: Any) -> Page:
        """
        Fill in the form at an address and send it.

        Raises: `StoryBroken` if it was refused.
        """
        page = self.tried(path, form, role, **typed)
        if page.status != 200:
            raise StoryBroken(f"{path} answered {page.status}: {page.words[:1500]}")
        return page

    def tried(self, path: str, form: str = "", role: Role = Role.CASEWORKER, **typed: Any) -> Page:
        """Fill in the form at an address and send it, whatever is answered."""
        somebody = self.visitors[role]
        return somebody.submit(somebody.get(path), form, **_as_typed(typed))

    def seen(self, path: str, role: Role = Role.CASEWORKER) -> Page:
        """A page as somebody opens it."""
        return self.visitors[role].get(path)

    # The household and its move.

    def household(self, since: date, *, adults: int = 1, children: int = 0) -> None:
        """Somebody whom the office knows since a day, under their own names and numbers."""
        home = made.household(self.session, adults=0)
        for name, born_on in (*ADULTS[:adults], *CHILDREN[:children]):
            number = made.official_number(born_on)
            who = made.person(self.session, given_name=name, number=number, born_on=born_on)
            role = MemberRole.ADULT if (name, born_on) in ADULTS else MemberRole.CHILD
            made.member(self.session, home, who, role=role, starts_on=since)
        self.home = home
        self.session.commit()

    def came(self, on: date, *, from_code: str = UDDEVALLA, own_wish: str = "no") -> None:
        """The household's move, as they tell of it."""
        self.done(
            f"{self._household_path}/arrivals/new",
            from_municipality_code=from_code,
            arrived_on=on,
            own_wish=own_wish,
        )

    def corrects_the_move(self, *, from_code: str) -> None:
        """It was another municipality than was told at first."""
        arrival_id = self._newest(Arrival)
        path = f"{self._household_path}/arrivals/{arrival_id}/correct"
        self.done(path, from_municipality_code=from_code)

    @property
    def _household_path(self) -> str:
        if self.home is None:
            raise StoryBroken("there is no household yet")
        return f"/office/households/{self.home.id}"

    # The case.

    def opens(self, **typed: Any) -> Page:
        """Open a case on the move, which the page proposes."""
        number = {"record_number": "KS 2026/1"}
        return self.done(f"{self._household_path}/cases/new", "cases/new", **number | typed)

    @property
    def case(self) -> Case:
        """The case that was opened last."""
        found = self.session.scalars(select(Case).order_by(Case.id.desc())).first()
        self.session.commit()
        if found is None:
            raise StoryBroken("there is no case yet")
        return found

    @property
    def path(self) -> str:
        """Where the case is."""
        return f"/office/cases/{self.case.id}"

    def told(
        self,
        words: str,
        *,
        coercion: str = "",
        own_wish: str = "no",
        consent: str = "yes",
        signature: str = "signed",
    ) -> None:
        """What the first adult tells, in their words; read back to them, and confirmed."""
        members = select(HouseholdMember.person_id).order_by(HouseholdMember.id)
        person_id = self.session.scalars(members).first()
        self.session.commit()
        self.done(
            f"{self.path}/accounts/new",
            person_id=person_id,
            words=words,
            coercion=coercion,
            own_wish=own_wish,
            contact_consent=consent,
        )
        path = f"{self.path}/accounts/{self._newest(CaseAccount)}/read-back"
        self.done(path, confirmation="confirmed", signature=signature)

    def speaks_for(self, what: ArrivalForm, evidence: Evidence, note: str = "") -> None:
        """Something by which the other municipality took part."""
        self.done(f"{self.path}/findings/for", what=what, evidence=evidence, note=note)

    def speaks_against(self, what: CounterIndicator, evidence: Evidence) -> None:
        """Something that speaks for a move of one's own will."""
        self.done(f"{self.path}/findings/against", what=what, evidence=evidence)

    def looks_at_secrecy(self, ground: str = "consent", reasons: str = "") -> None:
        """Protection and secrecy are looked at before anything goes out."""
        self.done(f"{self.path}/outward-checks/new", ground=ground, reasons=reasons)

    def judges(self, outcome: Outcome, *, own_wish: str = "no", reasons: str) -> None:
        """What a person judges the case to be."""
        self.done(
            f"{self.path}/assessments/new",
            role=Role.CASE_MANAGER,
            outcome=outcome,
            clear_own_wish=own_wish,
            reasons=reasons,
        )

    def asks_for(self, kind: TrackKind) -> None:
        """Start asking the other municipality for something."""
        self.done(f"{self.path}/tracks/new", kind=kind)

    def happened(self, step: Step, *, on: date | None = None, reference: str = "") -> None:
        """A step of the track that was started last."""
        self.done(f"{self._track_path}/steps/new", **_step(step, on, reference))

    def cannot_happen(self, step: Step, *, on: date | None = None) -> str:
        """What is said of a step that is refused."""
        page = self.tried(f"{self._track_path}/steps/new", **_step(step, on, ""))
        if page.status != 422:
            raise StoryBroken(f"{step} was taken: {page.words[:300]}")
        return page.words

    @property
    def _track_path(self) -> str:
        return f"{self.path}/tracks/{self._newest(CaseTrack)}"

    def _newest(self, model: type[Arrival | CaseAccount | CaseTrack]) -> UUID:
        found = self.session.scalars(select(model.id).order_by(model.id.desc())).first()
        self.session.commit()
        if found is None:
            raise StoryBroken(f"there is no {model.__tablename__} yet")
        return found

    # Letters.

    def writes(self, template: str, by_hand: Mapping[str, str] | None = None) -> str:
        """
        Make a letter of the track that was started last, or a first contact; its whole text.

        `by_hand`: what its writer puts in places that nothing known fills.
        """
        self._prepares(template)
        track = "" if template == "first_contact" else f"&track={self._newest(CaseTrack)}"
        path = f"{self.path}/letters/draft?template={template}{track}"
        worker = self.visitors[Role.CASEWORKER]
        page = worker.get(path)
        body = page.value_of("body")
        for place, words in (by_hand or {}).items():
            body = body.replace(f"{{{place}}}", words)
        looked_over = worker.submit(page, "draft", body=body)
        if looked_over.status != 200:
            raise StoryBroken(f"{template} was not made: {looked_over.words[:1500]}")
        return worker.submit(looked_over, "draft", step="make").words

    def _prepares(self, template: str) -> None:
        """Write what a transfer rests on, and list the papers that a letter still needs."""
        if template == "transfer_request":
            self.done(f"{self._track_path}/basis", "basis", **BASIS)
        for kind in self._papers_lacked(template):
            path = f"{self._track_path}/annexes/new"
            self.done(path, "annexes/new", kind=kind, dated_on=today(), reference="§ 12")

    def _papers_lacked(self, template: str) -> list[str]:
        if template not in WITH_ANNEXES:
            return []
        query = select(CaseTrack).order_by(CaseTrack.id.desc()).limit(1)
        track = self.session.scalars(query.options(selectinload(CaseTrack.steps))).one()
        lacks = papers.annexes_lacked(self.session, track=track, template=template)
        self.session.commit()
        return list(lacks)

    def cannot_write(self, template: str) -> str:
        """What is said to be missing in a letter."""
        path = f"{self.path}/letters/draft?template={template}&track={self._newest(CaseTrack)}"
        page = self.tried(path, "draft")
        if page.status != 422:
            raise StoryBroken(f"{template} was made: {page.words[:300]}")
        return page.words

    def sends(self, template: str, by_hand: Mapping[str, str] | None = None) -> str:
        """Make a letter as `writes` does, and send it the same day; its whole text."""
        text = self.writes(template, by_hand)
        self._leaves()
        return text

    def _leaves(self) -> None:
        """The letter made last leaves; its PDF and its Word file are kept to be looked at."""
        letter_id = self._letter_id()
        path = f"{self.path}/letters/{letter_id}"
        letter = self.session.get_one(Letter, letter_id)
        template, waits = letter.template_key, letter.waits_for_approval
        self.session.commit()  # who writes next must not wait
        if waits:
            self.done(f"{path}/approve", "approve", role=Role.CASE_MANAGER)
        self.done(f"{path}/sent", "sent", sent_by="post")
        self._keep(path, template)

    def cannot_send(self) -> str:
        """What is said when the letter made last may not leave."""
        page = self.tried(f"{self.path}/letters/{self._letter_id()}/sent", "sent", sent_by="post")
        if page.status != 422:
            raise StoryBroken(f"it was sent: {page.words[:300]}")
        return page.words

    def _letter_id(self) -> UUID:
        query = select(CaseLetter.letter_id).order_by(CaseLetter.id.desc())
        found = self.session.scalars(query).first()
        self.session.commit()
        if found is None:
            raise StoryBroken("there is no letter yet")
        return found

    def _keep(self, path: str, template: str) -> None:
        PAPERS.mkdir(parents=True, exist_ok=True)
        for ending, starts in (("pdf", b"%PDF"), ("docx", b"PK")):
            data = self.visitors[Role.CASEWORKER].client.get(f"{path}/letter.{ending}").data
            if not data.startswith(starts):
                raise StoryBroken(f"{path} gave no {ending}")
            (PAPERS / f"{self.name}-{template}.{ending}").write_bytes(data)

    # What follows from it.

    def closes(self) -> Page:
        """The case is closed by who leads caseworkers."""
        return self.done(f"{self.path}/close", "close", role=Role.CASE_MANAGER)

    def due(self) -> str:
        """What the list of times says."""
        return self.seen("/office/cases/deadlines/").words

    def story(self) -> str:
        """What the case tells, in its order."""
        part = self.seen(self.path).soup.find(attrs={"aria-labelledby": "story-heading"})
        if part is None:
            raise StoryBroken("the case tells no story")
        return " ".join(part.get_text(" ").split())


def _step(step: Step, on: date | None, reference: str) -> dict[str, Any]:
    typed: dict[str, Any] = {"form": "steps/new", "step": step}
    if on is not None:
        typed["happened_on"] = on
    if reference:
        typed["reference"] = reference
    return typed


def _as_typed(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Values as a browser sends them."""
    return {
        name: [str(each) for each in value] if isinstance(value, list) else str(value)
        for name, value in typed.items()
    }
