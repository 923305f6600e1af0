"""Roles and what each may do: the policy table, read once."""

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
    NORMS_READ = "norms.read"
    NORMS_WRITE = "norms.write"
    RENT_CHECK_QUICK = "rent_check.quick"
    HOUSEHOLDS_SEARCH = "households.search"
    HOUSEHOLDS_READ = "households.read"
    HOUSEHOLDS_WRITE = "households.write"
    TENANCIES_READ = "tenancies.read"
    TENANCIES_WRITE = "tenancies.write"
    RENTS_READ = "rents.read"
    RENTS_WRITE = "rents.write"
    VISITS_PLAN = "visits.plan"
    VISITS_READ = "visits.read"
    VISITS_REVIEW = "visits.review"
    VISITS_READ_OWN = "visits.read_own"
    DEFICIENCIES_READ = "deficiencies.read"
    DEFICIENCIES_WRITE = "deficiencies.write"
    CONSENT_TEXTS_READ = "consent_texts.read"
    CONSENT_TEXTS_WRITE = "consent_texts.write"
    CONCERNS_READ = "concerns.read"
    CONCERNS_ACKNOWLEDGE = "concerns.acknowledge"
    OVERVIEW_READ = "overview.read"
    PARKED_READ = "parked.read"
    PARKED_RELEASE = "parked.release"
    STAFF_READ = "staff.read"
    STAFF_WRITE = "staff.write"
    DEVICES_READ = "devices.read"
    DEVICES_WRITE = "devices.write"
    DEVICES_ENROL = "devices.enrol"
    DEVICES_RESCUE = "devices.rescue"
    FIELD_API_PULL = "field_api.pull"
    ACCESS_LOG_READ = "access_log.read"


class World(StrEnum):
    """Which kind of thing a permission lets somebody at."""

    REGISTER = "register"
    CASE = "case"
    OVERSIGHT = "oversight"
    OPERATION = "operation"
    SELF = "self"


@dataclass(frozen=True, slots=True)
class Grant:
    """What the policy says of one permission."""

    world: World
    roles: frozenset[Role]


@cache
def policy() -> dict[Permission, Grant]:
    """
    The policy table; fails at start if it names what the code does not, or the reverse.

    Source: identity/data/policy.yaml.
    """
    text = files(__package__).joinpath("data/policy.yaml").read_text(encoding="utf-8")
    rows = yaml.safe_load(text)["permissions"]
    table = {
        Permission(name): Grant(World(row["world"]), frozenset(map(Role, row["roles"])))
        for name, row in rows.items()
    }
    missing = set(Permission) - set(table)
    if missing:
        raise ValueError(f"policy.yaml does not say who may: {sorted(missing)}")
    return table


def may(roles: frozenset[Role], permission: Permission) -> bool:
    """Whether somebody with these roles may do this; default is no."""
    return bool(policy()[permission].roles & roles)


def vault_label(staff_id: UUID) -> bytes:
    """
    Under what the key of somebody's vault is wrapped for the municipality (OAEP's label).

    It says whose it is, and that it is a vault's: a wrapped key of anybody else, or of a
    parcel, does not open under it. The tablet writes the same (static/pwa/src/vault).
    """
    return f"landlord_watch vault {staff_id}".encode()
