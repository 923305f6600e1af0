"""Roles and what each may do: the policy table, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from uuid import UUID

import yaml


class Role(StrEnum):
    """What somebody works as."""

    FIELD_OFFICER = "field_officer"
    CASEWORKER = "caseworker"
    CASE_MANAGER = "case_manager"
    DUTY_OFFICER = "duty_officer"
    BOARD_MEMBER = "board_member"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"
    DATA_PROTECTION_OFFICER = "data_protection_officer"


class Permission(StrEnum):
    """Something a door may ask leave for; every one stands in policy.yaml."""

    ACCOUNT_USE = "account.use"
    REGISTER_READ = "register.read"
    REGISTER_WRITE = "register.write"
    REGISTER_EXPORT = "register.export"
    LANDLORD_LINKS_JUDGE = "landlord_links.judge"
    GROUP_VERSIONS_MAKE = "group_versions.make"
    LETTERS_READ = "letters.read"
    LETTERS_WRITE = "letters.write"
    LETTER_TEMPLATES_READ = "letter_templates.read"
    LETTER_TEMPLATES_WRITE = "letter_templates.write"
    NORMS_READ = "norms.read"
    NORMS_WRITE = "norms.write"
    RENT_CHECK_QUICK = "rent_check.quick"
    HOUSEHOLDS_SEARCH = "households.search"
    HOUSEHOLDS_READ = "households.read"
    HOUSEHOLDS_WRITE = "households.write"
    HOUSEHOLDS_REVEAL = "households.reveal"
    ASSIGNMENTS_TAKE = "assignments.take"
    ASSIGNMENTS_WRITE = "assignments.write"
    TENANCIES_READ = "tenancies.read"
    TENANCIES_WRITE = "tenancies.write"
    RENTS_READ = "rents.read"
    RENTS_WRITE = "rents.write"
    IMPORTS_REGISTER = "imports.register"
    IMPORTS_CASES = "imports.cases"
    CASES_EXPORT = "cases.export"
    VISITS_PLAN = "visits.plan"
    VISITS_READ = "visits.read"
    VISITS_REVIEW = "visits.review"
    VISITS_MERGE = "visits.merge"
    VISITS_READ_OWN = "visits.read_own"
    VISIT_LETTERS_READ = "visit_letters.read"
    VISIT_LETTERS_WRITE = "visit_letters.write"
    DEFICIENCIES_READ = "deficiencies.read"
    DEFICIENCIES_WRITE = "deficiencies.write"
    MEASURES_READ = "measures.read"
    MEASURES_WRITE = "measures.write"
    CASE_READ = "case.read"
    CASE_WRITE = "case.write"
    CASE_JUDGE = "case.judge"
    CASE_APPROVE = "case.approve"
    BEST_INTERESTS_READ = "best_interests.read"
    BEST_INTERESTS_WRITE = "best_interests.write"
    CONSENT_TEXTS_READ = "consent_texts.read"
    CONSENT_TEXTS_WRITE = "consent_texts.write"
    CONCERNS_READ = "concerns.read"
    CONCERNS_ACKNOWLEDGE = "concerns.acknowledge"
    CONCERNS_PLACE = "concerns.place"
    PROTECTIONS_READ = "protections.read"
    PROTECTIONS_WRITE = "protections.write"
    PROTECTIONS_NAME = "protections.name"
    BREAK_GLASS_USE = "break_glass.use"
    BREAK_GLASS_REVIEW = "break_glass.review"
    OVERVIEW_READ = "overview.read"
    STATISTICS_USE = "statistics.use"
    FACT_FILES_READ = "fact_files.read"
    FACT_FILES_WRITE = "fact_files.write"
    FACT_FILES_DECIDE = "fact_files.decide"
    EXCHANGE_READ = "exchange.read"
    EXCHANGE_USE = "exchange.use"
    PARKED_READ = "parked.read"
    PARKED_RELEASE = "parked.release"
    STAFF_READ = "staff.read"
    STAFF_EXPORT = "staff.export"
    STAFF_WRITE = "staff.write"
    STAFF_APPROVE = "staff.approve"
    UNITS_READ = "units.read"
    UNITS_WRITE = "units.write"
    DEVICES_READ = "devices.read"
    DEVICES_EXPORT = "devices.export"
    DEVICES_WRITE = "devices.write"
    DEVICES_ENROL = "devices.enrol"
    DEVICES_RESCUE = "devices.rescue"
    DUTY_READ = "duty.read"
    DUTY_WRITE = "duty.write"
    FIELD_API_PULL = "field_api.pull"
    ACCESS_LOG_READ = "access_log.read"
    ACCESS_LOG_EXPORT = "access_log.export"
    LOG_REVIEW_READ = "log_review.read"
    LOG_REVIEW_WRITE = "log_review.write"
    RETENTION_READ = "retention.read"
    RETENTION_PROPOSE = "retention.propose"
    RETENTION_APPROVE = "retention.approve"
    KEEPING_READ = "keeping.read"
    KEEPING_WRITE = "keeping.write"
    HOLDS_WRITE = "holds.write"
    FILE_COPIES_PREPARE = "file_copies.prepare"
    FILE_COPIES_RELEASE = "file_copies.release"


class World(StrEnum):
    """Which kind of thing a permission lets somebody at."""

    REGISTER = "register"
    CASE = "case"
    OVERSIGHT = "oversight"
    OPERATION = "operation"
    SELF = "self"


class Reach(StrEnum):
    """Whose a household is, seen from who asks."""

    OWN = "own"
    UNIT = "unit"
    OTHER = "other"
    UNASSIGNED = "unassigned"
    #: Somebody in it is protected, and who asks is on the named list.
    NAMED = "named"
    #: Somebody in it is protected, and who asks is not on the list.
    PROTECTED = "protected"


class Access(StrEnum):
    """What may be done within a reach."""

    AGGREGATE = "aggregate"
    #: Read for an hour, with a reason, and looked into afterwards.
    BREAK_GLASS = "break_glass"
    READ = "read"
    WRITE = "write"


#: What an access gives besides itself.
GIVES = {Access.WRITE: {Access.WRITE, Access.READ}, Access.READ: {Access.READ}}

AccessOf = Mapping[Role, Mapping[Reach, Access]]


@dataclass(frozen=True, slots=True)
class Grant:
    """What the policy says of one permission: what access it needs, and who has which."""

    world: World
    needs: Access
    access: AccessOf


@cache
def policy() -> dict[Permission, Grant]:
    """
    The policy table; fails at start if it names what the code does not, or the reverse.

    Source: identity/data/policy.yaml.
    """
    text = files(__package__).joinpath("data/policy.yaml").read_text(encoding="utf-8")
    table: dict[Permission, Grant] = {}
    for row in yaml.safe_load(text)["objects"].values():
        access = {Role(role): _by_reach(said) for role, said in row["roles"].items()}
        for name, needs in row["permissions"].items():
            table[Permission(name)] = Grant(World(row["world"]), Access(needs), access)
    missing = set(Permission) - set(table)
    if missing:
        raise ValueError(f"policy.yaml does not say who may: {sorted(missing)}")
    return table


def _by_reach(said: str | Mapping[str, str]) -> dict[Reach, Access]:
    if isinstance(said, str):
        return dict.fromkeys(Reach, Access(said))
    return {Reach(reach): Access(access) for reach, access in said.items()}


def may(roles: frozenset[Role], permission: Permission) -> bool:
    """Whether somebody with these roles may do this somewhere; default is no."""
    return bool(reaches(roles, permission) or reaches_by_glass(roles, permission))


def reaches(roles: frozenset[Role], permission: Permission) -> frozenset[Reach]:
    """Where somebody with these roles may do this."""
    grant = policy()[permission]
    return frozenset(
        reach
        for role in roles
        for reach, has in grant.access.get(role, {}).items()
        if grant.needs in GIVES.get(has, {has})
    )


def reaches_by_glass(roles: frozenset[Role], permission: Permission) -> frozenset[Reach]:
    """Where somebody with these roles may read this once the glass is broken, and not before."""
    grant = policy()[permission]
    if grant.needs is not Access.READ:
        return frozenset()
    return frozenset(
        reach
        for role in roles
        for reach, has in grant.access.get(role, {}).items()
        if has is Access.BREAK_GLASS
    ) - reaches(roles, permission)


def vault_label(staff_id: UUID) -> bytes:
    """
    Under what the key of somebody's vault is wrapped for the municipality (OAEP's label).

    It says whose it is, and that it is a vault's: a wrapped key of anybody else, or of a
    parcel, does not open under it. The tablet writes the same (static/pwa/src/vault).
    """
    return f"landlord_watch vault {staff_id}".encode()
