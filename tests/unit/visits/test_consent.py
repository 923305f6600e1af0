from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.vectors import each_case, read_vectors
from landlord_watch.visits.rules import (
    ConsentProblem,
    check_consents,
    may_record,
    newest_checklist,
    newest_consent_text,
    photographed_outside_consent,
    photos_taken_back_at,
    purposes_in_force,
    recorded_outside_consent,
    ref_to,
    was_asked_in_good_time,
    zones_allowed,
)
from landlord_watch.visits.shapes import (
    AdultCapacity,
    Answer,
    AnswerKind,
    Consent,
    ConsentDecision,
    ConsentForm,
    Moment,
    Photo,
    Purpose,
    Signature,
    StrokePoint,
)

CASES = read_vectors("consent")
ZONES = [zone.id for zone in newest_checklist().walk_zones]
GIVEN = datetime(2026, 12, 3, 9, 30, tzinfo=UTC)
WITHDRAWN = GIVEN + timedelta(minutes=30)
KEY = UUID("0198f0a0-0000-7000-8000-000000000001")
SIGNATURE = Signature(width=300, height=100, strokes=[[StrokePoint(x=1, y=1, t=0)]])


def consent(**said):
    return Consent.model_validate(
        {
            "id": KEY,
            "adult": "Vuxen 1",
            "capacity": AdultCapacity.TENANT,
            "text": ref_to(newest_consent_text("sv")),
            "decision": ConsentDecision.GRANTED,
            "purposes": [Purpose.VISIT, Purpose.ROOMS],
            "form": ConsentForm.SIGNATURE,
            "signature": SIGNATURE,
            "given": Moment(device_at=GIVEN),
        }
        | said
    )


def stated(case):
    """A consent as a case states it: how far anybody stood behind its text decides nothing."""
    return Consent.model_validate({**case, "text": {"status": None, **case["text"]}})


purposes = st.lists(st.sampled_from(Purpose), unique=True)
consents = st.lists(
    st.builds(
        consent,
        capacity=st.sampled_from(AdultCapacity),
        decision=st.sampled_from(ConsentDecision),
        purposes=purposes,
        rooms=st.none() | st.lists(st.sampled_from(ZONES), unique=True),
        withdrawn_purposes=st.just([]) | purposes,
    ),
    max_size=4,
)


@each_case(CASES["scope"])
def test_what_is_allowed_is_what_those_concerned_have_said_yes_to(case):
    given_ = [stated(each) for each in case["consents"]]
    at = datetime.fromisoformat(case["at"]) if "at" in case else None

    assert sorted(purposes_in_force(given_, at=at)) == case["expect"]["purposes"]


@each_case([case for case in CASES["scope"] if "zones" in case["expect"]])
def test_the_rooms_are_those_that_were_agreed_to(case):
    given_ = [stated(each) for each in case["consents"]]

    assert list(zones_allowed(given_, zones=ZONES)) == case["expect"]["zones"]


@each_case(CASES["good_time"])
def test_a_day_to_think_is_good_time(case):
    asked_at = case["asked_at"] and datetime.fromisoformat(case["asked_at"])

    assert (
        was_asked_in_good_time(
            asked_at=asked_at, planned_at=datetime.fromisoformat(case["planned_at"])
        )
        is case["expect"]
    )


@given(asked=consents, capacity=st.sampled_from(AdultCapacity))
def test_taking_it_back_stops_everything_whoever_does(asked, capacity):
    back = consent(capacity=capacity, decision=ConsentDecision.WITHDRAWN)

    assert purposes_in_force([*asked, back]) == frozenset()


@given(asked=consents, capacity=st.sampled_from(AdultCapacity))
def test_a_no_never_opens_anything(asked, capacity):
    no = consent(capacity=capacity, decision=ConsentDecision.DECLINED, purposes=[])

    assert set(zones_allowed([*asked, no], zones=ZONES)) <= set(zones_allowed(asked, zones=ZONES))


@given(asked=consents)
def test_nothing_is_in_force_without_the_visit(asked):
    in_force = purposes_in_force(asked)

    assert not in_force or Purpose.VISIT in in_force


@given(asked=consents)
def test_nothing_is_in_force_that_no_one_said_yes_to(asked):
    said = {purpose for each in asked for purpose in each.purposes}

    assert purposes_in_force(asked) <= said


@given(asked=consents, order=st.randoms(use_true_random=False))
def test_it_does_not_matter_who_answers_first(asked, order):
    shuffled = list(asked)
    order.shuffle(shuffled)

    assert zones_allowed(shuffled, zones=ZONES) == zones_allowed(asked, zones=ZONES)


def answer(kind, minutes):
    return Answer(item="ENT-01", kind=kind, answered_at=GIVEN + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("kind", "minutes", "outside"),
    [
        (AnswerKind.OK, -1, True),
        (AnswerKind.OK, 0, False),
        (AnswerKind.OK, 29, False),
        (AnswerKind.OK, 30, True),
        (AnswerKind.NOT_INSPECTED, 31, False),
        (AnswerKind.NOT_APPLICABLE, 31, False),
    ],
)
def test_what_is_recorded_after_it_was_taken_back_is_named(kind, minutes, outside):
    back = consent(decision=ConsentDecision.WITHDRAWN, withdrawn=Moment(device_at=WITHDRAWN))

    named = recorded_outside_consent([back], answers=[answer(kind, minutes)])

    assert bool(named) is outside


def photo():
    return Photo(
        id=KEY,
        blob="a" * 64,
        sha256="b" * 64,
        content_type="image/jpeg",
        width=10,
        height=10,
        taken=Moment(device_at=GIVEN),
    )


def test_a_photo_without_a_yes_to_photos_is_named():
    assert photographed_outside_consent([consent()], photos=[photo()]) == (photo(),)


def test_a_photo_with_a_yes_to_photos_is_not():
    yes = consent(purposes=[Purpose.VISIT, Purpose.PHOTOS])

    assert photographed_outside_consent([yes], photos=[photo()]) == ()


def test_nothing_may_be_recorded_when_no_one_was_asked():
    assert not may_record([])


@pytest.mark.parametrize(
    ("said", "problems"),
    [
        ({}, []),
        ({"signature": None}, [ConsentProblem.SIGNATURE_MISSING]),
        ({"form": ConsentForm.ORAL_WITNESSED}, [ConsentProblem.WITNESS_MISSING]),
        ({"form": ConsentForm.ORAL_WITNESSED, "witness": "Tolken"}, []),
        ({"form": None}, [ConsentProblem.FORM_MISSING]),
        ({"purposes": [Purpose.PHOTOS]}, [ConsentProblem.VISIT_MISSING]),
        ({"decision": "declined", "purposes": []}, []),
        ({"decision": "declined"}, [ConsentProblem.PURPOSE_NOT_EXPECTED]),
        ({"decision": "declined", "purposes": [], "form": None}, []),
        ({"decision": "withdrawn"}, [ConsentProblem.WITHDRAWAL_UNDATED]),
        (
            {"withdrawn_purposes": [Purpose.PHOTOS], "withdrawn": Moment(device_at=WITHDRAWN)},
            [ConsentProblem.WITHDRAWAL_NOT_GRANTED],
        ),
    ],
)
def test_what_is_amiss_with_a_consent_is_named(said, problems):
    assert [code for _, code in check_consents([consent(**said)])] == problems


def test_an_adult_who_answers_twice_is_named():
    assert check_consents([consent(), consent()]) == (("Vuxen 1", ConsentProblem.ADULT_TWICE),)


LATER = WITHDRAWN + timedelta(minutes=5)
WITH_PHOTOS = [Purpose.VISIT, Purpose.PHOTOS]


@pytest.mark.parametrize(
    ("consents", "at"),
    [
        ([], None),
        ([consent(purposes=WITH_PHOTOS)], None),
        ([consent(withdrawn=Moment(device_at=WITHDRAWN), withdrawn_purposes=["rooms"])], None),
        (
            [
                consent(
                    purposes=WITH_PHOTOS,
                    withdrawn=Moment(device_at=WITHDRAWN),
                    withdrawn_purposes=["photos"],
                )
            ],
            WITHDRAWN,
        ),
        (
            [
                consent(
                    purposes=WITH_PHOTOS,
                    decision=ConsentDecision.WITHDRAWN,
                    withdrawn=Moment(device_at=at),
                )
                for at in (LATER, WITHDRAWN)
            ],
            WITHDRAWN,
        ),
        ([consent(decision=ConsentDecision.WITHDRAWN, withdrawn=Moment(device_at=LATER))], None),
    ],
    ids=["nobody", "a yes", "rooms back", "photos back", "two back", "never a yes to photos"],
)
def test_photos_are_locked_since_the_first_yes_to_them_was_taken_back(consents, at):
    assert photos_taken_back_at(consents) == at
