"""What a tablet has recorded when a visit is over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from landlord_watch.cli.demo.contracts import TenancyPlan
from landlord_watch.cli.demo.field_notes import Walk, answers_of
from landlord_watch.cli.demo.pictures import HEIGHT, WIDTH, draw_photo
from landlord_watch.cli.demo.residents import Minds, consents_of, context_of, moment
from landlord_watch.cli.demo.scene import Found, Scene, Worry
from landlord_watch.cli.demo.setting import Setting
from landlord_watch.cli.demo.tablet import PhotoParcel, Tablet
from landlord_watch.infra.clock import LOCAL
from landlord_watch.visits.rules import Moment as When
from landlord_watch.visits.rules import assess, newest_checklist, propose_actions, ref_of
from landlord_watch.visits.shapes import (
    Answer,
    Assessment,
    Call,
    ConcernContent,
    Consent,
    ConsentDecision,
    Context,
    Ending,
    Photo,
    Readback,
    VisitContent,
)

#: After the planned hour: the door opens, the adults are asked, the walk begins.
OPENS, ASKED, WALKS = timedelta(minutes=4), timedelta(minutes=5), timedelta(minutes=9)
#: How long who took consent back had let them go on, and what it takes to read back.
LET_GO_ON, READS_BACK = timedelta(minutes=2), timedelta(minutes=6)
MOST_ACTIONS = 5
EMERGENCY, CHILD_PROTECTION = "emergency", "child_protection"
DECISIONS = {
    Ending.COMPLETED: ConsentDecision.GRANTED,
    Ending.DECLINED: ConsentDecision.DECLINED,
    Ending.WITHDRAWN: ConsentDecision.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Occasion:
    """A visit that has been made: which, where, when, and with which tablet."""

    visit_id: UUID
    scene: Scene
    tenancy: TenancyPlan
    planned_at: datetime
    setting: Setting

    def new_id(self, *about: object) -> UUID:
        """An id that the tablet mints; the same each time the demo is built."""
        chance = self.setting.chance("id", self.scene.days_ago, *about)
        return UUID(int=chance.getrandbits(128), version=4)


def photos_of(occasion: Occasion, tablet: Tablet) -> dict[str, PhotoParcel]:
    """The photos taken, by the item they show."""
    return {
        found.item: tablet.photo(
            occasion.visit_id,
            draw_photo(
                found.photo,
                occasion.setting.chance("photo", occasion.scene.days_ago, found.item),
            ),
            at=occasion.planned_at + WALKS,
        )
        for found in occasion.scene.found
        if found.photo is not None
    }


def visit_content(
    occasion: Occasion,
    *,
    revision_id: UUID,
    found: tuple[Found, ...],
    photos: Mapping[str, PhotoParcel],
    reason_for_change: str = "",
) -> VisitContent:
    """A revision of a visit, whole."""
    scene, checklist = occasion.scene, newest_checklist()
    on = occasion.planned_at.astimezone(LOCAL).date()
    is_entered = scene.ending in (Ending.COMPLETED, Ending.WITHDRAWN)
    context = context_of(occasion.tenancy, on=on) if is_entered else Context()
    walk = _walk(occasion, found, context, photos)
    answers = answers_of(checklist, walk) if is_entered else []
    last_at = answers[-1].answered_at if answers else occasion.planned_at + WALKS
    return VisitContent(
        schema_version=2,
        visit_id=occasion.visit_id,
        revision_id=revision_id,
        checklist=ref_of(checklist),
        reason_for_change=reason_for_change,
        started=moment(occasion.planned_at + OPENS),
        finished=moment(last_at + READS_BACK),
        ending=scene.ending,
        interpreter="Telefontolk" if occasion.tenancy.household.needs_interpreter else "",
        consents=_consents(occasion, walk),
        context=context,
        answers=answers,
        photos=[_photo(occasion, each, photos[each.item]) for each in found if each.item in photos],
        assessment=_assessment(context, answers) if is_entered else None,
        readback=_readback(scene) if is_entered else None,
    )


def _walk(
    occasion: Occasion,
    found: tuple[Found, ...],
    context: Context,
    photos: Mapping[str, PhotoParcel],
) -> Walk:
    begins_at = occasion.planned_at + WALKS
    is_cut_short = occasion.scene.ending is Ending.WITHDRAWN
    return Walk(
        scene=occasion.scene,
        found=found,
        context=context,
        begins_at=begins_at,
        ends_at=begins_at + LET_GO_ON if is_cut_short else None,
        photos={item: occasion.new_id("photo", item) for item in photos},
    )


def _consents(occasion: Occasion, walk: Walk) -> list[Consent]:
    decision = DECISIONS.get(occasion.scene.ending)
    if decision is None:
        return []
    minds = Minds(decision, occasion.planned_at + ASKED, walk.ends_at)
    chance = occasion.setting.chance("consent", occasion.scene.days_ago)
    return consents_of(occasion.tenancy, minds, chance)


def _photo(occasion: Occasion, found: Found, parcel: PhotoParcel) -> Photo:
    return Photo(
        id=occasion.new_id("photo", found.item),
        blob=parcel.sha256,
        sha256=parcel.picture_sha256,
        content_type="image/jpeg",
        width=WIDTH,
        height=HEIGHT,
        item=found.item,
        caption=found.caption,
        taken=moment(occasion.planned_at + WALKS + timedelta(minutes=3)),
    )


def _assessment(context: Context, answers: list[Answer]) -> Assessment:
    """What the tablet computes and shows, and what the worker chooses of what it proposes."""
    checklist = newest_checklist()
    result = assess(checklist, context=context, answers=answers)
    found, left = result.outcome(When.AS_FOUND), result.outcome(When.AS_LEFT)
    proposed = propose_actions(
        checklist, context=context, answers=answers, as_found=found, as_left=left
    )
    return Assessment(
        as_found=found,
        as_left=left,
        actions=_chosen(proposal.action for proposal in proposed),
        done=[],
    )


def _chosen(proposed: Iterable[str]) -> list[str]:
    """Child protection first; nobody had to call 112 at any of these visits."""
    turned_to = {name: action.to for name, action in newest_checklist().actions.items()}
    chosen = [name for name in proposed if turned_to[name] != EMERGENCY]
    return sorted(chosen, key=lambda name: turned_to[name] != CHILD_PROTECTION)[:MOST_ACTIONS]


def _readback(scene: Scene) -> Readback:
    if scene.ending is Ending.WITHDRAWN:
        return Readback(option="not_shown", text="Besöket avbröts på den boendes begäran.")
    return Readback(option="agreed", wants_copy=bool(scene.found))


def concern_content(occasion: Occasion, worry: Worry) -> ConcernContent:
    """A worry for a child as it leaves the tablet, before anything else."""
    raised_at = occasion.planned_at + WALKS + timedelta(minutes=8)
    call = Call(whom="on_call", at=raised_at, reached=True, note="Socialjouren tog emot.")
    return ConcernContent(
        schema_version=1,
        concern_id=occasion.new_id("concern"),
        visit_id=occasion.visit_id,
        revision_id=occasion.new_id("concern revision"),
        raised=moment(raised_at),
        children=["Barn 1"],
        seen=worry.seen,
        thought=worry.thought,
        is_immediate_danger=worry.is_immediate_danger,
        calls=[call] if worry.is_immediate_danger else [],
    )
