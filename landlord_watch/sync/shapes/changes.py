"""What a tablet is told of: plans, norms, numbers to call, the key to seal for."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from landlord_watch.sync.shapes.base import Base64, Shape
from landlord_watch.visits.shapes import Instant

MOST_CHANGES = 200


class Change(Shape):
    """
    One thing the tablet should know, as it is now.

    `kind` visit: `VisitPlan`; visit_removed: nothing; norm_set, checklist, consent_text and
    directory: reference; concern_acknowledged: `Acknowledgement`; office_key: `OfficeKey`.
    """

    seq: int
    kind: Literal[
        "visit",
        "visit_removed",
        "norm_set",
        "checklist",
        "consent_text",
        "directory",
        "concern_acknowledged",
        "office_key",
    ]
    id: str
    body: dict[str, Any] | None


class ChangePage(Shape):
    """At most 200 changes after a checkpoint, and the next checkpoint."""

    epoch: UUID
    changes: Annotated[list[Change], Field(max_length=MOST_CHANGES)]
    next: int
    has_more: bool


class PlannedChild(Shape):
    """A child the office expects to live there, without name."""

    age_group: str


class VisitPlan(Shape):
    """A visit as the office planned it: no more of people than the day needs."""

    visit_id: UUID
    planned_at: Instant
    asked_at: Instant | None
    purpose: str
    address: str
    postal_town: str
    dwelling_number: str
    rooms: int | None
    area_m2: float | None
    #: To order the day by nearness; None: not known.
    latitude: float | None
    longitude: float | None
    language: str
    interpreter: str
    adults: int
    children: list[PlannedChild]
    note: str
    state: Literal["planned", "received", "cancelled"]


class Acknowledgement(Shape):
    """That a person has read a concern, who, and when."""

    concern_id: UUID
    visit_id: UUID
    acknowledged_by: str
    acknowledged_at: Instant


class DirectoryEntry(Shape):
    """A number to call. `on_call`: who takes a worry for a child at any hour."""

    label_sv: str
    label_en: str
    phone: str
    kind: Literal["emergency", "on_call", "other"] = "other"


class Directory(Shape):
    """What the tablet shows of the municipality it works for."""

    municipality_code: str
    municipality: str
    is_demo: bool
    numbers: list[DirectoryEntry]


class TabletNormRow(Shape):
    """A row of a norm set, as the rent check reads it; amounts in öre."""

    label: str
    adults_min: int
    adults_max: int | None
    children_min: int
    children_max: int | None
    age_from: int | None
    age_under: int | None
    rooms: int | None
    area_m2: float | None
    amount_ore: int
    per_extra_child_ore: int | None


class TabletNormSet(Shape):
    """A norm set, as the rent check reads it."""

    id: UUID
    municipality_code: str | None
    publisher: str
    name: str
    starts_on: date | None
    ends_on: date | None
    decision_reference: str
    source: str
    includes: dict[str, Literal["yes", "no", "unknown"]]
    rows: list[TabletNormRow]


class OfficeKey(Shape):
    """
    The public key to seal for: SubjectPublicKeyInfo, RSA.

    `fingerprint`, to compare by eye: the first sixteen bytes of its SHA-256, in fours.
    """

    kid: Annotated[str, Field(max_length=100)]
    spki: Base64
    fingerprint: Annotated[str, Field(max_length=100)]
