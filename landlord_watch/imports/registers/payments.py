"""Lists of payments, against the households within reach and their contracts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.households import many as households
from landlord_watch.households.many import Belonging
from landlord_watch.imports.rules.cells import Problem
from landlord_watch.imports.rules.kind import Setting
from landlord_watch.imports.rules.kinds.payments import PAYMENTS, reference_of
from landlord_watch.imports.rules.planning import Match, Outcome, Planned
from landlord_watch.imports.rules.telling import ToldRow
from landlord_watch.imports.writing import Writer
from landlord_watch.infra.database import Within
from landlord_watch.infra.many import Written
from landlord_watch.kernel.money import Money
from landlord_watch.kernel.period import Period
from landlord_watch.landlords import many as landlords
from landlord_watch.landlords.many import AccountFacts, AccountsKnown
from landlord_watch.landlords.models import AccountKind
from landlord_watch.payments import many
from landlord_watch.payments.many import KnownPayment, PaymentFacts
from landlord_watch.payments.rules import Contract, Link, Linked, linked
from landlord_watch.tenancies import many as tenancies
from landlord_watch.tenancies.many import KnownTenancy


@dataclass(frozen=True, slots=True)
class Known:
    """What the register has of all that a list names."""

    payments: Mapping[str, KnownPayment]
    people: Mapping[str, Sequence[Belonging]]
    contracts: Mapping[UUID, Sequence[KnownTenancy]]
    accounts: AccountsKnown


class Payments:
    """Known by system and number; a payment that is here is never written over."""

    kind = PAYMENTS

    def match(
        self, session: Session, *, rows: Sequence[ToldRow], setting: Setting, within: Within
    ) -> list[Match]:
        told = [row.told for row in rows]
        references = {reference_of(one) for one in told}
        numbers = {one["person_number"] for one in told if "person_number" in one}
        people = households.belongings_by_number(session, numbers, within=within)
        ids = {each.household_id for some in people.values() for each in some}
        known = Known(
            many.find_payments(
                session, source=setting.source, references=references, within=within
            ),
            people,
            tenancies.tenancies_of_households(session, ids),
            landlords.accounts_known(session),
        )
        return [_match(one, known) for one in told]

    def absent(self, session: Session, **_: object) -> list[Planned]:
        del session
        return []

    def write(
        self, session: Session, *, planned: Sequence[Planned], writer: Writer
    ) -> list[Written]:
        who: dict[str, Any] = {"actor_id": writer.actor_id, "at": writer.at}
        new = [one for one in planned if one.outcome is Outcome.NEW]
        made = many.record_payments(
            session, source=writer.setting.source, payments=[_facts(one) for one in new], **who
        )
        seen = [account for one in new if (account := _account_seen(one, writer.setting))]
        return [*made, *landlords.note_accounts(session, accounts=seen, **who)]


def _match(told: Mapping[str, Any], known: Known) -> Match:
    here = known.payments.get(reference_of(told))
    if here is not None:
        return _against(told, here)
    concerns_on = _concerns_on(told)
    number = told.get("person_number")
    if concerns_on is None or number is None:
        return Match()
    belongings = known.people.get(number, ())
    found = households.households_on(belongings, on=concerns_on)
    if not found:
        return Match(problems=(Problem("household_not_there", "person_number"),))
    if len(found) > 1:
        return Match(problems=(Problem("several_households", "person_number"),))
    link = _linked(told, known, found[0], concerns_on)
    refs = {"household_id": found[0], "person_id": belongings[0].person_id, "linked": link}
    return Match(refs=refs, problems=_of_link(told, link, known.accounts))


def _against(told: Mapping[str, Any], here: KnownPayment) -> Match:
    now: dict[str, Any] = {"amount": here.amount.ore, "paid_on": here.paid_on.isoformat()}
    differing = [name for name in now if name in told and told[name] != now[name]]
    stops = tuple(Problem("payment_stands_otherwise", name) for name in differing)
    return Match(here.id, now, problems=stops)


def _concerns_on(told: Mapping[str, Any]) -> date | None:
    said = told.get("concerns_on") or told.get("paid_on")
    return None if said is None else date.fromisoformat(said).replace(day=1)


def _account(told: Mapping[str, Any]) -> tuple[AccountKind, str] | None:
    return next(((kind, told[kind.value]) for kind in AccountKind if kind.value in told), None)


def _linked(told: Mapping[str, Any], known: Known, household_id: UUID, concerns_on: date) -> Linked:
    contracts = [
        Contract(each.id, each.landlord_id, Period(each.starts_on, each.ends_on))
        for each in known.contracts.get(household_id, ())
    ]
    account = _account(told)
    return linked(
        contracts,
        concerns_on=concerns_on,
        is_month_said="concerns_on" in told,
        account_holders=known.accounts.numbers.get(account, set()) if account else (),
    )


def _of_link(told: Mapping[str, Any], link: Linked, accounts: AccountsKnown) -> tuple[Problem, ...]:
    """What somebody is to know: no contract, or an account that is not the landlord's."""
    if link.contract is None:
        return (Problem("payment_without_contract", is_stop=False),)
    account, landlord_id = _account(told), link.contract.landlord_id
    if account is None or (landlord_id, *account) in accounts.held:
        return ()
    if landlord_id in accounts.parties or accounts.numbers.get(account):
        return (Problem("account_not_the_landlords", account[0].value, account[1], is_stop=False),)
    return ()


def _facts(one: Planned) -> PaymentFacts:
    told, refs = one.told, one.refs
    concerns_on = _concerns_on(told)
    if concerns_on is None:
        raise ValueError("a payment without a day is stopped before")
    return PaymentFacts(
        reference=reference_of(told),
        household_id=refs["household_id"],
        person_id=refs["person_id"],
        amount=Money(told["amount"]),
        paid_on=date.fromisoformat(told["paid_on"]),
        concerns_on=concerns_on,
        is_month_said="concerns_on" in told,
        account=_account(told),
        linked=refs["linked"],
    )


def _account_seen(one: Planned, setting: Setting) -> AccountFacts | None:
    """The account a landlord was paid to, where it is known which landlord it was."""
    link, account = one.refs["linked"], _account(one.told)
    if account is None or link.contract is None or link.link is Link.UNKNOWN:
        return None
    paid_on = date.fromisoformat(one.told["paid_on"])
    return AccountFacts(link.contract.landlord_id, *account, setting.source, paid_on)
