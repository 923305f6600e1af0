"""Two versions of a visit as Hypothesis thinks them up: a base, and what each changed of it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from factories.visits import consent, visit_content
from landlord_watch.kernel.ids import new_id
from landlord_watch.visits.rules import (
    Moment,
    assess,
    newest_checklist,
    newest_consent_text,
    ref_to,
)
from landlord_watch.visits.shapes import (
    AdultCapacity,
    Answer,
    AnswerKind,
    Assessment,
    Consent,
    ConsentDecision,
    Finding,
    Level,
    Photo,
    Purpose,
    Readback,
    VisitContent,
)
from landlord_watch.visits.shapes import Moment as Instant

VISIT = UUID(int=7)
AT = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)
ITEMS = ("ENT-01", "ENT-02", "KIT-01", "BTH-01", "FIR-01")
TEXT = ref_to(newest_consent_text("sv"))
YES = consent()

instants = st.integers(0, 40).map(lambda minutes: AT + timedelta(minutes=minutes))
moments = st.builds(
    Instant, device_at=instants, server_offset_ms=st.sampled_from([None, 0, 60_000])
)
answers = st.one_of(
    st.builds(
        Answer,
        item=st.sampled_from(ITEMS),
        kind=st.sampled_from([AnswerKind.OK, AnswerKind.NOT_APPLICABLE]),
        text=st.sampled_from(["", "Rökigt", "Drag"]),
        answered_at=instants,
    ),
    st.builds(
        Answer,
        item=st.sampled_from(ITEMS),
        kind=st.just(AnswerKind.DEFICIENCY),
        findings=st.lists(st.builds(Finding, level=st.sampled_from(Level)), min_size=1, max_size=2),
        answered_at=instants,
    ),
)
photos = st.builds(
    Photo,
    id=st.integers(1, 4).map(lambda number: UUID(int=number)),
    blob=st.just("a" * 64),
    sha256=st.just("b" * 64),
    content_type=st.just("image/jpeg"),
    width=st.just(800),
    height=st.just(600),
    caption=st.sampled_from(["", "Golvet", "Taket"]),
    taken=st.just(Instant(device_at=AT)),
)
others = st.sampled_from([Purpose.ROOMS, Purpose.PHOTOS, Purpose.TELL_LANDLORD])
rooms = st.none() | st.lists(st.sampled_from(["kitchen", "bathroom"]), max_size=2, unique=True)


@st.composite
def consents(draw: st.DrawFn, adult: str = "Vuxen 1") -> Consent:
    """What one adult said, in any way an adult can say it."""
    decision = draw(st.sampled_from(ConsentDecision))
    given = draw(moments)
    chosen = draw(st.sets(others))
    purposes = [] if decision is ConsentDecision.DECLINED else [Purpose.VISIT, *sorted(chosen)]
    is_in_part = decision is ConsentDecision.GRANTED and bool(chosen) and draw(st.booleans())
    later = Instant(device_at=given.device_at + timedelta(minutes=draw(st.integers(1, 30))))
    is_withdrawn = is_in_part or decision is ConsentDecision.WITHDRAWN
    return Consent(
        id=UUID(int=draw(st.integers(1, 3))),
        adult=adult,
        name=draw(st.sampled_from(["", "Amina", "Bo"])),
        capacity=AdultCapacity.TENANT,
        text=TEXT,
        decision=decision,
        purposes=purposes,
        rooms=draw(rooms),
        given=given,
        withdrawn=later if is_withdrawn else None,
        withdrawn_purposes=sorted(chosen)[:1] if is_in_part else [],
    )


def put_together(
    *, answers: dict[str, Answer], photos: dict[UUID, Photo], **more: Any
) -> VisitContent:
    """A completed visit with these answers and photos, and what the rules make of it."""
    content = visit_content(VISIT, consents=[YES])
    given = [answers[name] for name in sorted(answers)]
    whole = content.model_copy(
        update={
            "revision_id": new_id(),
            "answers": given,
            "photos": [photos[each] for each in sorted(photos)],
            **more,
        }
    )
    result = assess(newest_checklist(), context=whole.context, answers=given)
    assessment = Assessment(
        as_found=result.outcome(Moment.AS_FOUND),
        as_left=result.outcome(Moment.AS_LEFT),
        done=[],
    )
    return whole.model_copy(update={"assessment": assessment})


@dataclass(frozen=True)
class Making:
    """What a version is made of; a change is a making that says less."""

    answers: dict[str, Answer]
    photos: dict[UUID, Photo]
    more: dict[str, Any]

    def content(self) -> VisitContent:
        return put_together(answers=self.answers, photos=self.photos, **self.more)

    def with_change(self, change: "Making") -> "Making":
        return Making(
            self.answers | change.answers, self.photos | change.photos, self.more | change.more
        )


whats = st.fixed_dictionaries(
    {},
    optional={
        "interpreter": st.sampled_from(["Telefontolk", "Tolk på plats"]),
        "readback": st.builds(Readback, option=st.sampled_from(["agreed", "disagrees"])),
        "consents": st.builds(lambda one: [one], consents())
        | st.builds(lambda one, other: [one, other], consents(), consents("Vuxen 2")),
    },
)
makings = st.builds(
    lambda answers, photos, more: Making(
        {each.item: each for each in answers}, {each.id: each for each in photos}, more
    ),
    st.lists(answers, max_size=4),
    st.lists(photos, max_size=3),
    whats,
)


@st.composite
def versions(draw: st.DrawFn) -> tuple[VisitContent, VisitContent, VisitContent | None]:
    """Two versions and what both were made from, if they have anything in common."""
    base = draw(makings)
    one = base.with_change(draw(makings)).content()
    other = base.with_change(draw(makings)).content()
    return one, other, base.content() if draw(st.booleans()) else None
