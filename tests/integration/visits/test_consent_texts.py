"""Adopting consent texts, wording them anew, and what tablets are told of both."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from factories.consent_texts import TEXT_ID, TODAY, VERSION, adopt, adoption, own_wording
from factories.people import NOW, staff_member
from landlord_watch.audit.queries import list_accesses
from landlord_watch.identity.models import StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.settings import read_settings
from landlord_watch.sync.queries.changes import Reader, list_changes
from landlord_watch.sync.queries.directory import directory_of
from landlord_watch.sync.services.announcing import announce_reference
from landlord_watch.sync.services.history import epoch_of
from landlord_watch.sync.shapes import Change
from landlord_watch.visits import queries, rules
from landlord_watch.visits.errors import (
    AdoptedInFuture,
    ConsentTextAdopted,
    ConsentTextNotAdopted,
    ConsentWordingKnown,
    ConsentWordingRefused,
)
from landlord_watch.visits.models import ConsentTextAdoption, ConsentWording
from landlord_watch.visits.services import consent_texts as services
from landlord_watch.visits.shapes import TextStatus

SETTINGS = {"LANDLORD_WATCH_SECRET_KEY": "x", "LANDLORD_WATCH_DUTY_PHONE": "0531-526000"}


@pytest.fixture
def administrator(session: Session) -> StaffMember:
    return staff_member(session, Role.ADMINISTRATOR)


def status_of(session: Session, language: str, version: str = VERSION) -> TextStatus:
    row = queries.get_consent_text(session, text_id=TEXT_ID, version=version, language=language)
    return row.status


def take_back(session: Session, language: str, who: StaffMember) -> ConsentTextAdoption:
    return services.take_back_adoption(
        session,
        text_id=TEXT_ID,
        version=VERSION,
        language=language,
        actor_id=who.id,
        at=NOW + timedelta(hours=1),
    )


def told(session: Session, who: StaffMember, *, after: int = 0) -> tuple[list[Change], int]:
    """What a tablet hears of consent texts, and how far it has heard."""
    directory = directory_of(read_settings(SETTINGS))
    announce_reference(session, directory=directory)
    page = list_changes(
        session, reader=Reader(who.id, TODAY, directory), epoch=epoch_of(session), after=after
    )
    return [change for change in page.changes if change.kind == "consent_text"], page.next


def words_of(change: Change) -> tuple[str, str, str]:
    assert change.body is not None
    ((language, words),) = change.body["languages"].items()
    return change.body["consent_text"]["version"], language, words["status"]


def test_an_adopted_text_stands_with_who_when_and_who_read_it(
    session: Session, administrator: StaffMember
) -> None:
    adopt(session, "ar", actor_id=administrator.id)
    session.expire_all()
    row = queries.get_consent_text(session, text_id=TEXT_ID, version=VERSION, language="ar")

    assert row.adoption is not None
    assert (row.status, row.adoption.sha256) == (TextStatus.ADOPTED, row.text.sha256())
    assert row.adoption.decided_by == "Socialnämnden § 12"
    assert row.adoption.decided_on == TODAY
    assert row.adoption.reviewed_by == "Tova Tolkson"
    assert row.adoption.translator_reference == "Kammarkollegiet 9999"


def test_one_language_is_adopted_and_the_others_are_not(
    session: Session, administrator: StaffMember
) -> None:
    adopt(session, "ar", actor_id=administrator.id)

    assert status_of(session, "fa") is TextStatus.MACHINE_TRANSLATED
    assert status_of(session, "sv") is TextStatus.PROPOSAL


def test_that_it_was_adopted_is_in_the_trail(session: Session, administrator: StaffMember) -> None:
    adopted = adopt(session, "ar", actor_id=administrator.id)
    session.flush()
    last = list_accesses(session, before_seq=None, limit=1)[0]

    assert (last.action, last.subject_id) == ("consent_text.adopted", adopted.id)


def test_what_is_adopted_is_not_adopted_once_more(
    session: Session, administrator: StaffMember
) -> None:
    adopt(session, "ar", actor_id=administrator.id)

    with pytest.raises(ConsentTextAdopted):
        adopt(session, "ar", actor_id=administrator.id)


def test_the_database_itself_holds_one_standing_adoption_of_a_text(
    session: Session, administrator: StaffMember
) -> None:
    standing = adopt(session, "ar", actor_id=administrator.id)
    columns = {
        name: getattr(standing, name)
        for name in ConsentTextAdoption.__table__.columns.keys()  # noqa: SIM118  no mapping
        if name != "id"
    }
    session.add(ConsentTextAdoption(**columns))

    with pytest.raises(IntegrityError):
        session.flush()


@pytest.mark.parametrize("days", [0, 1])
def test_a_text_is_adopted_on_a_day_that_has_come(
    session: Session, administrator: StaffMember, days: int
) -> None:
    def decide() -> None:
        services.adopt_consent_text(
            session,
            text_id=TEXT_ID,
            version=VERSION,
            language="ar",
            adoption=adoption(decided_on=TODAY + timedelta(days=days)),
            actor_id=administrator.id,
            at=NOW,
            today=TODAY,
        )

    if days == 0:
        decide()
    else:
        with pytest.raises(AdoptedInFuture):
            decide()

    assert (status_of(session, "ar") is TextStatus.ADOPTED) is (days == 0)


def test_an_adoption_taken_back_is_kept_as_what_it_was(
    session: Session, administrator: StaffMember
) -> None:
    adopt(session, "ar", actor_id=administrator.id)
    adoption_ = take_back(session, "ar", administrator)

    assert status_of(session, "ar") is TextStatus.MACHINE_TRANSLATED
    assert adoption_.withdrawn_by_id == administrator.id
    assert session.scalar(select(func.count()).select_from(ConsentTextAdoption)) == 1


def test_what_was_taken_back_can_be_adopted_anew(
    session: Session, administrator: StaffMember
) -> None:
    adopt(session, "ar", actor_id=administrator.id)
    take_back(session, "ar", administrator)
    adopt(session, "ar", actor_id=administrator.id, at=NOW + timedelta(hours=2))

    assert status_of(session, "ar") is TextStatus.ADOPTED


def test_what_is_not_adopted_cannot_be_taken_back(
    session: Session, administrator: StaffMember
) -> None:
    with pytest.raises(ConsentTextNotAdopted):
        take_back(session, "ar", administrator)


@pytest.mark.parametrize(("version", "language"), [("9.9.9", "ar"), (VERSION, "xx")])
def test_a_text_that_is_not_there_is_not_found(
    session: Session, administrator: StaffMember, version: str, language: str
) -> None:
    with pytest.raises(rules.ConsentTextUnknown):
        adopt(session, language, version=version, actor_id=administrator.id)


def test_tablets_are_told_every_text_in_every_language(
    session: Session, administrator: StaffMember
) -> None:
    changes, _ = told(session, administrator)

    assert sorted(words_of(change)[:2] for change in changes) == sorted(
        (text.version, text.language) for text in rules.published_consent_texts()
    )


def test_tablets_are_told_anew_of_what_was_adopted_and_of_nothing_else(
    session: Session, administrator: StaffMember
) -> None:
    _, heard = told(session, administrator)
    adopt(session, "ar", actor_id=administrator.id)
    changes, heard = told(session, administrator, after=heard)
    again, _ = told(session, administrator, after=heard)

    assert [words_of(change) for change in changes] == [(VERSION, "ar", "adopted")]
    assert again == []


def test_tablets_are_told_each_time_an_adoption_is_taken_back_and_made_anew(
    session: Session, administrator: StaffMember
) -> None:
    heard, statuses = told(session, administrator)[1], []
    for step in ("adopt", "take back", "adopt", "take back"):
        if step == "adopt":
            adopt(session, "ti", actor_id=administrator.id)
        else:
            take_back(session, "ti", administrator)
        changes, heard = told(session, administrator, after=heard)
        statuses += [words_of(change)[2] for change in changes]

    assert statuses == ["adopted", "machine_translated"] * 2


def test_an_own_wording_is_kept_under_a_number_of_its_own(
    session: Session, administrator: StaffMember
) -> None:
    first, second = (
        services.bring_in_wording(
            session, text=own_wording("fi", title=title), actor_id=administrator.id, at=NOW
        )
        for title in ("Saammeko tulla?", "Saammeko käydä?")
    )
    row = queries.get_consent_text(session, text_id=TEXT_ID, version=second.version, language="fi")

    assert (first.version, second.version) == (f"{VERSION}.1", f"{VERSION}.2")
    assert row.text.title == "Saammeko käydä?"
    assert row.text.consent_text.supersedes == VERSION


def test_the_very_same_words_are_not_kept_twice(
    session: Session, administrator: StaffMember
) -> None:
    with pytest.raises(ConsentWordingKnown):
        services.bring_in_wording(
            session,
            text=own_wording("fi", title=rules.newest_consent_text("fi").title),
            actor_id=administrator.id,
            at=NOW,
        )


def test_of_a_wording_that_is_refused_nothing_is_kept(
    session: Session, administrator: StaffMember
) -> None:
    with pytest.raises(ConsentWordingRefused):
        services.bring_in_wording(session, text="title: x", actor_id=administrator.id, at=NOW)

    assert session.scalar(select(func.count()).select_from(ConsentWording)) == 0


def test_an_own_wording_is_shown_once_it_is_adopted(
    session: Session, administrator: StaffMember
) -> None:
    kept = services.bring_in_wording(
        session, text=own_wording("fi", title="Saammeko tulla?"), actor_id=administrator.id, at=NOW
    )
    before = rules.shown_texts(queries.list_consent_texts(session))["fi"].text.version
    adopt(session, "fi", version=kept.version, actor_id=administrator.id)
    after = rules.shown_texts(queries.list_consent_texts(session))["fi"].text.version

    assert (before, after) == (VERSION, kept.version)


def test_a_consent_asked_with_an_own_wording_is_known(
    session: Session, administrator: StaffMember
) -> None:
    services.bring_in_wording(
        session, text=own_wording("fi", title="Saammeko tulla?"), actor_id=administrator.id, at=NOW
    )
    texts = queries.list_known_texts(session)

    assert rules.check_text(rules.ref_to(texts[-1]), texts=texts) is None
