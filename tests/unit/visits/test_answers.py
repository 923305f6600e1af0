from datetime import UTC, datetime
from uuid import UUID

from hypothesis import given

from factories.vectors import each_case, read_vectors
from landlord_watch.visits.rules import Problem, ProblemCode, check_answers, check_photos
from landlord_watch.visits.shapes import Answer, Context, Moment, Photo
from unit.visits.strategies import CHECKLIST, contexts, visits

CASES = read_vectors("answers")


def photo_of(item):
    return Photo(
        id=UUID("0198f0a0-0000-7000-8000-000000000001"),
        blob="a" * 64,
        sha256="b" * 64,
        content_type="image/jpeg",
        width=10,
        height=10,
        item=item,
        taken=Moment(device_at=datetime(2026, 12, 3, 9, tzinfo=UTC)),
    )


@each_case(CASES)
def test_what_is_amiss_with_answers_is_named_by_item_child_and_code(case):
    problems = check_answers(
        CHECKLIST,
        context=Context.model_validate(case["context"]),
        answers=[Answer.model_validate(answer) for answer in case["answers"]],
    )

    assert [[each.item, each.child, each.code] for each in problems] == case["expect"]


def test_every_code_is_met_by_some_case():
    met = {code for case in CASES for _, _, code in case["expect"]}

    assert met == set(ProblemCode)


@given(context=contexts, answers=visits)
def test_a_described_deficiency_is_never_amiss_in_its_level(context, answers):
    codes = {each.code for each in check_answers(CHECKLIST, context=context, answers=answers)}

    assert not codes & {ProblemCode.LEVEL_NOT_OFFERED, ProblemCode.ACTION_TAKEN_MISSING}


def test_a_photo_named_for_an_item_that_is_never_photographed_is_amiss():
    problems = check_photos(CHECKLIST, [photo_of("CPO-01"), photo_of("ENT-01"), photo_of(None)])

    assert problems == (Problem("CPO-01", None, ProblemCode.PHOTO_NOT_ALLOWED),)
