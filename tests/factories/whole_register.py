"""One of everything that is no household's, by the names that addresses use."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from factories import fact_files, kept_editions, links, lists, outward_moves, told_editions
from factories.alarms import on_duty
from factories.dwelling_totals import dwelling_total
from factories.dwellings import dwelling, offered_rent
from factories.imports import Desk
from factories.landlords import (
    ORGANISATION_NUMBER,
    changed_account,
    landlord,
    measure,
    payment_question,
    role,
)
from factories.letters import landlord_letter
from factories.people import NOW, staff_member
from factories.signing_in import code_app
from landlord_watch.households.models import Household
from landlord_watch.identity.models import Device, ProviderAccount, SignInSession, StaffMember
from landlord_watch.identity.rules import Role
from landlord_watch.identity.services import ask_factor_reset
from landlord_watch.imports.rules.kind import KindName
from landlord_watch.infra import clock
from landlord_watch.log_review.models import LogReview, ReviewedLookUp
from landlord_watch.oversight.models import StatisticsAnswer
from landlord_watch.reach.models import Opening
from landlord_watch.rents.models import NormSet
from landlord_watch.rents.services.drafts import start_draft
from landlord_watch.retention.models import Purge
from landlord_watch.visits.rules import newest_consent_text

Things = dict[str, object]

HOME = ("Lillgatan 9", "1101", "666 30", "Bengtsfors", 2, "55,5")


def whole_register(
    session: Session, *, norm: NormSet, tablet: Device, household: Household
) -> Things:
    """One of everything; the look-up and the opening are of `household`."""
    text = newest_consent_text("sv")
    home = dwelling(session)
    owner = landlord(session, number=ORGANISATION_NUMBER)
    made: Things = {
        "landlord_id": owner.id,
        "dwelling_id": home.id,
        "role_id": role(session, owner, home).id,
        "offered_rent_id": offered_rent(session, home).id,
        "norm_set_id": norm.id,
        "device_id": tablet.id,
        "version": text.version,
        "language": text.language,
        "batch_id": Desk(session).look_over(lists.text([lists.HOMES, HOME])).id,
        "row_number": 2,
        "payee_account_id": changed_account(session, owner).id,
        "measure_id": measure(session, owner, author_id=_anybody(session).id).id,
        "question_id": payment_question(session, owner, author_id=_anybody(session).id).id,
        "letter_id": landlord_letter(session, owner, author_id=_anybody(session).id).id,
        "template_key": "plain",
        "kind": "page",
        "measure_step": "urged",
        "name": "office.css",
    }
    draft = start_draft(
        session, based_on_id=norm.id, actor_id=_anybody(session).id, at=clock.utc_now()
    )
    made |= {"draft_id": draft.id, "number": 1}
    made |= fact_files.whole(session, owner, author_id=_anybody(session).id)
    total = dwelling_total(session, owner, author_id=_anybody(session).id)
    made |= {"dwelling_total_id": total.id}
    made |= links.one_of_each(session, owner, by=_anybody(session).id)
    made |= {"place_id": on_duty(session, _anybody(session)).id}
    return made | _counted(session) | _of_staff(session) | _looked_into(session, household)


def _counted(session: Session) -> Things:
    """Counts that left, and what an authority asked."""
    edition = outward_moves.case_statistics(session)
    request = outward_moves.asked(session, edition.id)
    answer = session.scalars(
        select(StatisticsAnswer).where(StatisticsAnswer.request_id == request.id)
    ).one()
    return {
        "edition_id": edition.id,
        "year_id": outward_moves.own_year(session).id,
        "landlord_edition_id": kept_editions.keep(
            session, told_editions.edition(), made_by_id=_anybody(session).id
        ),
        "row_code": "people",
        "chart_name": "0" * 64,
        "statistics_request_id": request.id,
        "answer_id": answer.id,
        "serial": 1,
    }


def _anybody(session: Session) -> StaffMember:
    return session.scalars(select(StaffMember).limit(1)).one()


def _of_staff(session: Session) -> Things:
    """Somebody who has lost their factors, which another is to decide on."""
    somebody = staff_member(session, Role.CASEWORKER, username="without_factors")
    asks = staff_member(session, Role.ADMINISTRATOR, username="asks")
    code_app(session, somebody)
    reset = ask_factor_reset(
        session, staff_id=somebody.id, reason="Vi sågs.", actor_id=asks.id, at=clock.utc_now()
    )
    purge = Purge(proposed_by_id=asks.id, proposed_at=NOW, proposed_files=0)
    session.add(purge)
    session.flush()  # who asked wants its id
    return {"staff_id": somebody.id, "request_id": reset.id, "purge_id": purge.id}


def _looked_into(session: Session, household: Household) -> Things:
    """What somebody read who is no one of those that are tried, and a month that is reviewed."""
    reader = staff_member(session, Role.CASEWORKER, username="reader")
    opened = Opening(
        household_id=household.id,
        staff_id=reader.id,
        category="acute",
        reason="Någon måste svara i dag, och ingen annan är här.",
        asked_at=NOW,
        opened_at=NOW,
        closes_at=NOW + timedelta(hours=1),
    )
    review = LogReview(
        month_on=date(2026, 2, 1),
        look_ups=1,
        due_on=date(2026, 3, 31),
        begun_at=NOW,
        begun_by_id=reader.id,
    )
    session.add_all([opened, review])
    session.flush()  # the look-up needs the review's id
    look_up = ReviewedLookUp(
        review_id=review.id,
        staff_id=reader.id,
        household_id=household.id,
        looked_on=date(2026, 2, 3),
        reads=1,
        reasons=[],
    )
    session.add(look_up)
    session.flush()  # who asked wants its id
    return {"opening_id": opened.id, "review_id": review.id, "look_up_id": look_up.id}


def own_things(session: Session, who: StaffMember) -> dict[str, UUID]:
    """What is somebody's own: a factor, an account elsewhere, a session, a list of cases."""
    account = ProviderAccount(
        staff_id=who.id, issuer="https://login.example", subject=str(who.id), linked_at=NOW
    )
    session.add(account)
    session.flush()  # who asked wants its id
    desk = Desk(session, KindName.PAYMENTS, source=who.username, actor_id=who.id)
    head = ["Personnummer", "Belopp", "Utbetalningsdag", "Vernr"]
    paid = desk.look_over(lists.text([head, ["19880504-2382", 6450, "2026-02-27", who.username]]))
    begun = select(SignInSession.id).where(SignInSession.staff_id == who.id).limit(1)
    return {
        "factor_id": code_app(session, who).id,
        "own_batch_id": paid.id,
        "account_id": account.id,
        "session_id": session.scalars(begun).one(),
    }
