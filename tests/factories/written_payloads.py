"""The payloads that tablets of every version wrote, and what they were understood as."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.tablets import Sent, Tablet, revision
from landlord_watch.visits.models import (
    Concern,
    Deficiency,
    Visit,
    VisitConsent,
    VisitPhoto,
    VisitRevision,
)

PAYLOADS = Path(__file__).parents[1] / "vectors" / "payloads"
#: The visit that all of them are of.
VISIT_ID = UUID("0199c0de-0000-7000-8000-000000000001")


@dataclass(frozen=True)
class Operation:
    """One thing a tablet of one version can say, with what it comes to."""

    version: str
    name: str
    kind: str
    payload: dict[str, Any]
    #: The operation it was made from; None: it is the first of its kind.
    base: str | None
    means: dict[str, Any]

    def sent_by(
        self, by: Tablet, *, base: UUID | None = None, payload: bytes | None = None, **header: Any
    ) -> Sent:
        """The parcel, as this tablet would send it; `payload` instead of its own, damaged."""
        return revision(
            by,
            VISIT_ID,
            self.payload if payload is None else payload,
            kind=self.kind,
            revision_id=UUID(self.payload["revision_id"]),
            base=base,
            **header,
        )


def read_operations(version: str) -> dict[str, Operation]:
    """What a version can say, by name."""
    read = json.loads((PAYLOADS / f"{version}.json").read_text())
    return {
        name: Operation(
            version=version,
            name=name,
            kind=version.split("-", maxsplit=1)[0],
            payload=each["payload"],
            base=each["base"],
            means=each["means"],
        )
        for name, each in read["operations"].items()
    }


def versions() -> list[str]:
    """Every version ever shipped; `later`: as programs of that version came to write it."""
    return sorted(path.stem for path in PAYLOADS.glob("*-*.json"))


def every_operation() -> list[Operation]:
    return [each for version in versions() for each in read_operations(version).values()]


def meaning_of(session: Session) -> dict[str, Any]:
    """What the office holds of the one visit there is, without the ids and times it gave itself."""
    session.expire_all()
    return {
        "visit": [each.state.value for each in session.scalars(select(Visit))],
        "revisions": [
            _revision(each)
            for each in session.scalars(select(VisitRevision).order_by(VisitRevision.id))
        ],
        "consents": sorted(_consent(each) for each in session.scalars(select(VisitConsent))),
        "photos": sorted(
            [str(each.photo_id), each.blob_sha256, each.item_id, each.caption]
            for each in session.scalars(select(VisitPhoto))
        ),
        "deficiencies": sorted(_deficiency(each) for each in session.scalars(select(Deficiency))),
        "concerns": [
            _concern(each) for each in session.scalars(select(Concern).order_by(Concern.id))
        ],
    }


def _revision(row: VisitRevision) -> dict[str, Any]:
    assessment = row.content["assessment"]
    return {
        "id": str(row.id),
        "base": None if row.base_revision_id is None else str(row.base_revision_id),
        "checklist": row.checklist_version,
        "ending": row.ending.value,
        "found": [_word(row.home_as_found), _word(row.child_as_found)],
        "left": [_word(row.home_as_left), _word(row.child_as_left)],
        "is_preliminary": row.is_preliminary,
        "differs": row.has_outcome_difference,
        "is_head": row.is_head,
        "finished_at": row.finished_at.isoformat(),
        "reason": row.content["reason_for_change"],
        "answers": len(row.content["answers"]),
        "texts": [
            [each["text"]["language"], each["text"]["status"]] for each in row.content["consents"]
        ],
        "done": None if assessment is None else [each["action"] for each in assessment["done"]],
        "readback": row.content["readback"],
    }


def _consent(row: VisitConsent) -> list[Any]:
    withdrawn = "" if row.withdrawn_at is None else row.withdrawn_at.isoformat()
    return [row.adult, row.decision.value, row.purposes, row.given_at.isoformat(), withdrawn]


def _deficiency(row: Deficiency) -> list[Any]:
    return [
        row.item_id,
        row.level.value,
        row.responsible,
        row.found_on.isoformat(),
        row.due_on.isoformat(),
        row.is_fixed_on_spot,
        row.state.value,
    ]


def _concern(row: Concern) -> dict[str, Any]:
    return {
        "is_immediate_danger": row.is_immediate_danger,
        "raised_at": row.raised_at.isoformat(),
        "content": {name: row.content[name] for name in row.content if name != "schema_version"},
    }


def _word(outcome: Any) -> str | None:
    return None if outcome is None else outcome.value
