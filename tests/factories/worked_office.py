"""An office in which much has happened, to be interpreted anew and compared table by table."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from sqlalchemy import Connection, Engine, select, text
from sqlalchemy.orm import Session

from factories.sending import RECEIVED_AT, of_concern, of_visit, send, send_blob, shown
from factories.tablets import Sent, Tablet, blob, jpeg, revision
from factories.visits import answer, consent, deficiency, visit_content
from landlord_watch.identity.models import StaffMember
from landlord_watch.infra.database import Base, own_transactions
from landlord_watch.infra.storage import FolderStore
from landlord_watch.kernel.ids import new_id
from landlord_watch.sync.services.announcing import ChangeFeed
from landlord_watch.sync.services.catching_up import CatchingUp
from landlord_watch.sync.services.interpreting_again import Chosen, InterpretingAgain, Summary
from landlord_watch.visits.models import (
    Concern,
    Deficiency,
    DeficiencyState,
    Visit,
)
from landlord_watch.visits.services.following_up import (
    acknowledge_concern,
    record_step,
    review_visit,
)

#: Of every table a hash for each row, so that a difference is told by its table.
Rows = dict[str, list[str]]
ALL = Chosen()


@dataclass(frozen=True)
class Worked:
    """An office in which much has happened, and who interprets anew in it."""

    engine: Engine
    catching_up: CatchingUp
    first: UUID
    second: UUID
    officer: UUID
    sent: dict[str, Sent]

    def who_interprets(self) -> InterpretingAgain:
        later = RECEIVED_AT + timedelta(days=30)
        return InterpretingAgain(
            own_transactions(self.engine), self.catching_up.keys, lambda: later
        )

    def again(self, chosen: Chosen = ALL) -> Summary:
        """Everything the command does."""
        working = self.who_interprets()
        for each in (*working.try_parked(chosen), *working.interpret(chosen)):
            assert each is working.summary
        working.try_photos(chosen)
        self.catching_up.finish()
        return working.summary

    def rows(self) -> Rows:
        """Every table there is."""
        with self.engine.connect() as connection:
            names = [table.name for table in Base.metadata.sorted_tables]
            return {name: _rows_of(connection, name) for name in names}

    def changing(self) -> Session:
        return Session(self.engine)


def _rows_of(connection: Connection, table: str) -> list[str]:
    # as it lies, so that what was sealed anew is another
    every = text("SELECT * FROM " + table)  # noqa: S608 -- a table of ours
    return sorted(
        sha256(repr(tuple(row)).encode()).hexdigest() for row in connection.execute(every)
    )


def differing(before: Rows, after: Rows) -> set[str]:
    """The tables in which something is not as it was."""
    return {name for name in before if before[name] != after[name]}


#: What is written besides when something is put right: that it was, and that a tablet looks anew.
TOLD = {"access_log_entry", "access_chain", "change_entry", "sync_state"}


def deliver_everything(
    session: Session, store: FolderStore, own: Tablet, first: Visit, second: Visit
) -> dict[str, Sent]:
    picture = jpeg()
    photo, broken = blob(own, first.id, picture), blob(own, first.id, b"no picture")
    photos = [shown(photo, picture), shown(broken, b"no picture")]
    found = (
        deficiency("CLI-03", "serious"),
        deficiency("STR-03", "moderate"),
        deficiency("KIT-02", "moderate"),
    )
    sent = {"first": of_visit(own, first.id, answers=found, blobs=(photo, broken), photos=photos)}
    sent["corrected"] = of_visit(
        own,
        first.id,
        base=sent["first"].revision_id,
        answers=found,
        reason_for_change="Glömde en sak",
        blobs=(photo, broken),
        photos=photos,
    )
    both = [consent(), consent(adult="Vuxen 2", capacity="co_tenant")]
    sent["other head"] = of_visit(own, first.id, base=sent["first"].revision_id, consents=both)
    seen = (deficiency("CLI-03", "serious"), answer("STR-03"))
    sent["second"] = of_visit(own, second.id, answers=seen)
    concern_id = new_id()
    sent["concern"] = of_concern(own, first.id, concern_id=concern_id)
    base = sent["concern"].revision_id
    sent["added"] = of_concern(own, first.id, base=base, concern_id=concern_id, thought="Mer")
    written = visit_content(first.id)
    future = written.model_dump(mode="json") | {"schema_version": 9}
    sent["future"] = revision(own, first.id, future, revision_id=written.revision_id)
    sent["odd"] = of_visit(own, first.id, checklist={"id": "x", "version": "1"})
    for each in sent.values():
        send(session, own, each)
    for each in (photo, broken):
        send_blob(session, store, own, each)
    return sent


def work_with_it(session: Session, officer: StaffMember, first: Visit) -> None:
    at = RECEIVED_AT + timedelta(days=1)
    review_visit(session, visit_id=first.id, actor_id=officer.id, at=at)
    (concern,) = session.scalars(select(Concern)).all()
    acknowledge_concern(
        session, concern_id=concern.id, announcer=ChangeFeed(), actor_id=officer.id, at=at
    )
    kitchen = session.scalars(select(Deficiency).where(Deficiency.item_id == "KIT-02")).one()
    record_step(
        session,
        deficiency_id=kitchen.id,
        state=DeficiencyState.PROMISED,
        is_seen_gone=False,
        happened_on=kitchen.found_on,
        note="Hyresvärden lovar",
        actor_id=officer.id,
        on=at.date(),
        at=at,
    )


def revision_id(sent: Sent) -> UUID:
    assert sent.revision_id is not None
    return sent.revision_id
