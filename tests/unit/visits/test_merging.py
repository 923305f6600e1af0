"""Two versions of a visit held together: what both wrote stays, and nobody's no is lost."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given

from factories.visits import answer, context, deficiency, moment
from landlord_watch.visits.errors import (
    HomeWasEntered,
    MergeTooLarge,
    PartsNotChosen,
)
from landlord_watch.visits.rules import assess, published_checklist
from landlord_watch.visits.rules.merge_parts import PartKind, Standing, Take, take_apart
from landlord_watch.visits.rules.merging import (
    choices_made,
    merged_content,
    plan_merge,
)
from landlord_watch.visits.shapes import (
    Ending,
    Finding,
    Photo,
    Readback,
    VisitContent,
)
from unit.visits.merge_strategies import Making, makings, versions
from unit.visits.merges import NEW, content_of, made

MIRRORED = {Take.ONE: Take.OTHER, Take.OTHER: Take.ONE, Take.JOINED: Take.JOINED}
BEGAN = moment()


def said(content: VisitContent) -> dict[str, object]:
    """All that a version says, but its own id and why it was made; in no order."""
    parts = {f"{kind.value}:{name}": value for (kind, name), value in take_apart(content).items()}
    people = {f"consent:{each.adult}:{each.id}": each for each in content.consents}
    return parts | people


def photo(number: int, **more: object) -> Photo:
    return Photo.model_validate(
        {
            "id": UUID(int=number),
            "blob": f"{number:064x}",
            "sha256": f"{number:064x}",
            "content_type": "image/jpeg",
            "width": 800,
            "height": 600,
            "taken": moment(),
            **more,
        }
    )


@given(makings)
def test_a_version_held_against_itself_is_itself(making):
    version = making.content()

    plan = plan_merge(version, version, base=None)

    assert not any(part.takes for part in plan.parts)
    assert said(made(plan)) == said(version)


@given(makings, makings)
def test_what_one_alone_changed_is_what_comes_of_it(base, change):
    before, after = base.content(), base.with_change(change).content()
    plan = plan_merge(after, before, base=before)
    mine = {part.key: Take.ONE for part in plan.parts if Take.ONE in part.takes}

    result = made(plan, **mine)

    kept = {key for key in said(result) if not key.startswith("consent")}
    assert {key: said(result)[key] for key in kept} == {
        key: value for key, value in said(after).items() if not key.startswith("consent")
    }


@given(versions())
def test_it_does_not_matter_which_version_is_called_the_first(pair):
    one, other, base = pair
    plan, mirrored = plan_merge(one, other, base=base), plan_merge(other, one, base=base)
    choices = {part.key: part.takes[-1] for part in plan.parts if part.takes}
    swapped = {key: MIRRORED[take] for key, take in choices.items()}

    first = merged_content(plan, choices=choices, revision_id=NEW, reason="r")
    second = merged_content(mirrored, choices=swapped, revision_id=NEW, reason="r")

    assert first == second


@given(versions())
def test_everything_in_the_result_was_said_in_one_of_the_versions(pair):
    one, other, base = pair

    result = made(plan_merge(one, other, base=base))

    for (kind, name), value in take_apart(result).items():
        both = [take_apart(side).get((kind, name)) for side in (one, other)]
        assert value in both
    assert result.finished in (one.finished, other.finished)


@given(versions())
def test_nothing_is_gone_that_was_not_chosen_away(pair):
    one, other, base = pair
    plan = plan_merge(one, other, base=base)
    untouched = {part.key: part.takes[0] for part in plan.parts if part.needs_choice}

    result = said(merged_content(plan, choices=untouched, revision_id=NEW, reason="r"))

    for part in plan.parts:
        if part.kind is not PartKind.CONSENT and part.key not in untouched:
            assert part.key in result or (part.one is None and part.other is None)


@given(versions())
def test_the_outcome_is_that_of_what_was_taken(pair):
    one, other, base = pair

    result = made(plan_merge(one, other, base=base))

    fresh = assess(
        published_checklist(result.checklist), context=result.context, answers=result.answers
    )
    assert result.assessment is not None
    assert result.assessment.as_found.home is fresh.as_found.home
    assert result.assessment.as_left.home is fresh.as_left.home


@given(makings, makings, makings)
def test_what_the_two_changed_apart_from_each_other_is_there_both(base, mine, theirs):
    elsewhere = Making(
        {key: each for key, each in theirs.answers.items() if key not in mine.answers},
        {key: each for key, each in theirs.photos.items() if key not in mine.photos},
        {"interpreter": "Telefontolk"},
    )
    mine = Making(mine.answers, mine.photos, {"readback": Readback(option="disagrees")})
    before = base.content()
    one, other = base.with_change(mine).content(), base.with_change(elsewhere).content()

    plan = plan_merge(one, other, base=before)

    result = said(made(plan))
    assert not any(part.needs_choice for part in plan.parts)
    for change, version in ((mine, one), (elsewhere, other)):
        for name in change.answers:
            assert result[f"answer:{name}"] == said(version)[f"answer:{name}"]
        for number in change.photos:
            assert result[f"photo:{number}"] == said(version)[f"photo:{number}"]
    assert (result["interpreter:"], result["readback:"]) == ("Telefontolk", one.readback)


def test_what_both_changed_is_chosen_and_not_proposed():
    base = content_of(answers=[answer("ENT-01")])
    one = content_of(answers=[deficiency("ENT-01", "minor")])
    other = content_of(answers=[deficiency("ENT-01", "serious")])

    plan = plan_merge(one, other, base=base)

    with pytest.raises(PartsNotChosen) as refusal:
        merged_content(plan, choices={}, revision_id=NEW, reason="r")
    assert "answer:ENT-01" in refusal.value.keys
    (overlap,) = (each for each in plan.parts if each.key == "answer:ENT-01")
    assert (overlap.standing, overlap.proposed) == (Standing.OVERLAPPING, None)


def test_what_one_alone_took_away_is_asked_about():
    base = content_of(answers=[answer("ENT-01"), answer("KIT-01")])
    one = content_of(answers=[answer("ENT-01")])

    plan = plan_merge(one, base, base=base)

    (gone,) = (each for each in plan.parts if each.key == "answer:KIT-01")
    assert gone.needs_choice
    assert [each.item for each in made(plan, **{gone.key: Take.OTHER}).answers] == [
        "ENT-01",
        "KIT-01",
    ]


def test_two_tablets_that_saw_the_same_at_two_instants_agree():
    later = datetime(2026, 3, 20, 9, 5, tzinfo=UTC).isoformat()
    one = content_of(answers=[answer("ENT-01", answered_at=later)])
    other = content_of(answers=[answer("ENT-01")])

    plan = plan_merge(one, other, base=None)

    (same,) = (each for each in plan.parts if each.key == "answer:ENT-01")
    assert same.standing is Standing.ALIKE
    assert made(plan).answers == other.answers


def test_a_time_that_was_corrected_counts_over_the_one_that_was_not():
    later = datetime(2026, 3, 20, 9, 5, tzinfo=UTC).isoformat()
    base = content_of(answers=[answer("ENT-01")])
    one = content_of(answers=[answer("ENT-01", answered_at=later)])

    assert made(plan_merge(one, base, base=base)).answers == one.answers


@pytest.mark.parametrize(("hours", "asks"), [(12, False), (13, True)])
def test_only_beginnings_that_lie_far_apart_are_asked_about(hours, asks):
    one = content_of()
    far = datetime.fromisoformat(BEGAN["device_at"]) + timedelta(hours=hours)
    other = content_of(started=moment(far))

    plan = plan_merge(one, other, base=None)

    (begun,) = (each for each in plan.parts if each.kind is PartKind.STARTED)
    assert begun.needs_choice is asks
    assert made(plan).started == one.started


def test_photos_of_both_are_kept():
    one, other = content_of(photos=[photo(1)]), content_of(photos=[photo(2)])

    assert made(plan_merge(one, other, base=None)).photos == [photo(1), photo(2)]


def test_a_photo_that_a_chosen_answer_shows_comes_with_it():
    shows = [Finding(level="serious", photos=[UUID(int=1)]).model_dump(mode="json")]
    one = content_of(answers=[answer("ENT-01", "deficiency", findings=shows)], photos=[photo(1)])
    other = content_of(answers=[answer("ENT-01")])
    plan = plan_merge(one, other, base=None)
    left_out = {f"photo:{UUID(int=1)}": Take.OTHER}

    assert made(plan, **left_out, **{"answer:ENT-01": Take.ONE}).photos == [photo(1)]
    assert made(plan, **left_out, **{"answer:ENT-01": Take.OTHER}).photos == []


def test_more_photos_than_a_visit_holds_are_for_a_person_to_leave_out():
    one = content_of(photos=[photo(each) for each in range(1, 41)])
    other = content_of(photos=[photo(each) for each in range(41, 81)])
    plan = plan_merge(one, other, base=None)
    left_out = {f"photo:{UUID(int=each)}": Take.OTHER for each in range(1, 21)}

    with pytest.raises(MergeTooLarge):
        made(plan)
    assert len(made(plan, **left_out).photos) == 60


def test_a_home_that_was_walked_through_was_entered():
    one = content_of(answers=[answer("ENT-01")])
    other = content_of(ending=Ending.NOBODY_HOME, assessment=None, readback=None)
    plan = plan_merge(one, other, base=None)

    with pytest.raises(HomeWasEntered):
        made(plan, **{"ending:": Take.OTHER})
    assert made(plan, **{"ending:": Take.ONE}).assessment is not None


def test_the_child_of_one_version_and_the_answer_of_the_other_are_weighed_together():
    child = {"label": "Barn 1", "age_group": "a1", "stays": "full_time"}
    base = content_of(answers=[answer("ENT-01")])
    one = content_of(seen=context(children=[child]), answers=[answer("ENT-01")])
    other = content_of(answers=[deficiency("ENT-01", "serious")])

    result = made(plan_merge(one, other, base=base))

    assert result.assessment is not None
    assert result.assessment.as_left.child is not None
    assert result.assessment.as_left.home is not one.assessment.as_left.home


def test_what_was_answered_twice_stays_twice():
    twice = content_of(answers=[answer("ENT-01"), deficiency("ENT-01", "minor")])

    assert len(made(plan_merge(twice, content_of(), base=None)).answers) == 2


@given(versions())
def test_what_was_chosen_can_be_read_off_the_result(pair):
    one, other, base = pair
    plan = plan_merge(one, other, base=base)
    result = made(plan)

    again = merged_content(
        plan, choices=choices_made(plan, result), revision_id=NEW, reason="Hophört"
    )

    assert again == result
