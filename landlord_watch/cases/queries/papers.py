"""Reading what a transfer rests on, and the papers that follow its letters."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from landlord_watch.cases.models import Case, CaseAnnex, CaseTrack, TransferBasis
from landlord_watch.cases.rules.annexes import lacking_annexes
from landlord_watch.cases.rules.basis import Basis, Concerned, lacking
from landlord_watch.households.models import HouseholdMember, MemberRole, Person
from landlord_watch.kernel.errors import NotFound

#: From when a child speaks for itself. Source: SoL (2025:400) 3 kap. 4 §, A.
OVER_15 = 15


@dataclass(frozen=True, slots=True)
class BasisShown:
    """What a transfer rests on now, who wrote it, and what is missing; `row` None: nothing yet."""

    basis: Basis
    row: TransferBasis | None
    lacks: Sequence[str]


def find_basis(session: Session, track_id: UUID) -> TransferBasis | None:
    """The newest that was written of a track; None: nothing is."""
    return session.scalar(
        select(TransferBasis)
        .where(TransferBasis.track_id == track_id)
        .order_by(TransferBasis.version.desc())
        .limit(1)
    )


def list_bases(session: Session, track_id: UUID) -> Sequence[TransferBasis]:
    """All that was written of a track, the newest first."""
    return session.scalars(
        select(TransferBasis)
        .where(TransferBasis.track_id == track_id)
        .order_by(TransferBasis.version.desc())
    ).all()


def show_basis(session: Session, *, case: Case, track_id: UUID, on: date) -> BasisShown:
    """What a transfer rests on, and what of it is missing on a day."""
    row = find_basis(session, track_id)
    basis = Basis() if row is None else Basis.read(row.content)
    who = concerned(session, household_id=case.household_id, on=on)
    return BasisShown(basis, row, lacking(basis, concerned=who))


def concerned(session: Session, *, household_id: UUID, on: date) -> Concerned:
    """Which children a household has on a day; one whose birth nobody knows is under 15."""
    births = session.scalars(
        select(Person.born_on)
        .join(HouseholdMember, HouseholdMember.person_id == Person.id)
        .where(
            HouseholdMember.household_id == household_id,
            HouseholdMember.role == MemberRole.CHILD,
            HouseholdMember.starts_on <= on,
            or_(HouseholdMember.ends_on.is_(None), HouseholdMember.ends_on > on),
        )
    ).all()
    return Concerned(bool(births), any(_is_15(born_on, on) for born_on in births if born_on))


def _is_15(born_on: date, on: date) -> bool:
    years = on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
    return years >= OVER_15


def list_annexes(session: Session, track_id: UUID) -> Sequence[CaseAnnex]:
    """The papers of a track, those taken back too, by kind and day."""
    rows = session.scalars(
        select(CaseAnnex)
        .where(CaseAnnex.track_id == track_id)
        .options(joinedload(CaseAnnex.letter))
    ).all()
    kinds = list(type(rows[0].kind)) if rows else []
    return sorted(rows, key=lambda each: (kinds.index(each.kind), each.dated_on, each.id))


def standing_annexes(session: Session, track_id: UUID) -> list[CaseAnnex]:
    """The papers of a track that follow its next letter."""
    return [each for each in list_annexes(session, track_id) if each.withdrawn_at is None]


def annexes_lacked(session: Session, *, track: CaseTrack, template: str) -> Sequence[str]:
    """Which kinds of papers a letter of this track still needs."""
    found = standing_annexes(session, track.id)
    kinds = {each.kind for each in found}
    return lacking_annexes(template, kinds=kinds, taken={each.step for each in track.steps})


def get_annex(session: Session, *, case_id: UUID, annex_id: UUID) -> CaseAnnex:
    """
    A paper of a case; another case's does not exist here.

    Raises: `NotFound`.
    """
    found = session.scalar(
        select(CaseAnnex)
        .join(CaseTrack, CaseTrack.id == CaseAnnex.track_id)
        .where(CaseAnnex.id == annex_id, CaseTrack.case_id == case_id)
        .options(joinedload(CaseAnnex.letter))
    )
    if found is None:
        raise NotFound(annex_id=annex_id)
    return found


def lacks_of_tracks(
    session: Session, *, case: Case, tracks: Iterable[CaseTrack], on: date
) -> Mapping[UUID, Sequence[str]]:
    """What the basis of each of these tracks lacks; a case has one or two of them."""
    return {
        each.id: show_basis(session, case=case, track_id=each.id, on=on).lacks for each in tracks
    }
