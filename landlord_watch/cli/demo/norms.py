"""The norms of the demo: every published table, and two invented decisions made after one."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from landlord_watch.cli.demo.setting import Setting, at
from landlord_watch.kernel.money import Money
from landlord_watch.rents.models import NormSet
from landlord_watch.rents.queries import get_draft
from landlord_watch.rents.rules.inclusions import Inclusion, Says
from landlord_watch.rents.rules.norm_check import Apart
from landlord_watch.rents.services import (
    Adoption,
    adopt_as_own,
    import_published_norms,
    save_draft,
    start_draft,
)

MODEL = "Uddevalla 2020"
#: Kronor that next year's draft lies above this year's norm.
RAISED = 150
#: What the model has no row for, and the invented decisions say is assessed on its own.
MORE_ADULTS = Apart(adults_min=3, adults_max=None, children_min=0, children_max=None)

#: What the invented municipality has decided that its amounts include; nothing is left open.
INCLUDES = {
    Inclusion.HEATING: Says.YES,
    Inclusion.HOT_WATER: Says.YES,
    Inclusion.COLD_WATER: Says.YES,
    Inclusion.HOUSEHOLD_ELECTRICITY: Says.NO,
    Inclusion.FURNITURE: Says.NO,
    Inclusion.PARKING: Says.NO,
    Inclusion.BROADBAND: Says.NO,
    Inclusion.STORAGE: Says.YES,
    Inclusion.SERVICES: Says.YES,
}


@dataclass(frozen=True, slots=True)
class OwnNorm:
    """A decision of the invented municipality; amounts are so many kronor below the model's."""

    name: str
    starts_on: date
    decision_reference: str
    source: str
    lowered: int


def own_norms(setting: Setting) -> tuple[OwnNorm, OwnNorm]:
    """The norm before, and the one that holds on the demo's today."""
    year = setting.today.year
    return (
        OwnNorm(
            name="Demokommunens tidigare norm",
            starts_on=date(year - 6, 1, 1),
            decision_reference=f"Socialnämnden {year - 7}-12-10 § 104 (påhittat)",
            source=f"Påhittad för demon: {MODEL}, 300 kronor lägre i varje rad",
            lowered=300,
        ),
        OwnNorm(
            name=f"Demokommunens norm, efter {MODEL}",
            starts_on=date(year - 1, 1, 1),
            decision_reference=f"Socialnämnden {year - 2}-12-09 § 118 (påhittat)",
            source=f"Påhittad för demon: beloppen är de som publicerades för {MODEL}",
            lowered=0,
        ),
    )


def keep_norms(session: Session, *, setting: Setting, actor_id: UUID) -> None:
    """Keep the published tables, and adopt the municipality's own."""
    norms = own_norms(setting)
    imported_at = at(norms[0].starts_on)
    published = import_published_norms(session, actor_id=actor_id, at=imported_at)
    model = next(norm_set for norm_set in published if norm_set.name == MODEL)
    latest = model.id
    for own in norms:
        adoption = Adoption(own.starts_on, None, own.decision_reference, (MORE_ADULTS,))
        adopted = adopt_as_own(
            session,
            norm_set_id=model.id,
            adoption=adoption,
            municipality=setting.municipality,
            actor_id=actor_id,
            at=at(own.starts_on),
        )
        _invent(adopted, own)
        latest = adopted.id
    _draft_next(session, setting=setting, actor_id=actor_id, based_on_id=latest)


def _draft_next(session: Session, *, setting: Setting, actor_id: UUID, based_on_id: UUID) -> None:
    """Somebody has begun to write next year's norm, and has a row left to think about."""
    year = setting.today.year + 1
    written_at = at(setting.days_ago(9))
    draft = start_draft(session, based_on_id=based_on_id, actor_id=actor_id, at=written_at)
    begun = get_draft(session, draft.id)
    raised = tuple(
        replace(row, amount=row.amount + Money.kronor(RAISED)) for row in begun.content.rows
    )
    content = replace(
        begun.content,
        name=f"Demokommunens norm {year}, förslag",
        starts_on=date(year, 1, 1),
        rows=raised[:-1],
    )
    save_draft(
        session,
        draft_id=draft.id,
        content=content,
        over=begun.version.number,
        actor_id=actor_id,
        at=written_at,
    )


def _invent(norm_set: NormSet, own: OwnNorm) -> None:
    """Give the copy the invented decision's own name, amounts and inclusions."""
    norm_set.name = own.name
    norm_set.source = own.source
    norm_set.includes = {name.value: says.value for name, says in INCLUDES.items()}
    for row in norm_set.rows:
        row.amount -= Money.kronor(own.lowered)
