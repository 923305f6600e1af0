"""What of the measures after a visit stands in a person's own file."""

from datetime import time

import pytest
from sqlalchemy.orm import Session

from factories.measures import measure, noted
from factories.retention import copy_of
from landlord_watch.households.models import Household
from landlord_watch.measures.rules import CHILD, EMERGENCY_HOUSING, NEW_HOME, Channel, MeasureStep

SAID = {"channel": Channel.MEETING, "language": "sv", "is_free_told": True}


@pytest.fixture
def followed(session: Session, home: Household) -> Household:
    """A household of two adults with a measure of each kind that is told of differently."""
    urged = measure(session, home)
    noted(session, urged, MeasureStep.URGED, note="Du ville bo kvar. Farid också.", **SAID)
    housed = measure(session, home, action=EMERGENCY_HOUSING)
    noted(session, housed, MeasureStep.OFFERED, happened_clock=time(16, 0))
    noted(session, housed, MeasureStep.ACCEPTED)
    noted(session, housed, MeasureStep.HOUSED, place="Gröna gästgiveriet")
    measure(session, home, action=CHILD)
    return home


def test_what_was_said_to_the_person_is_theirs_without_the_names_of_others(
    session: Session, followed: Household
) -> None:
    said = copy_of(session, followed)

    assert f'"action": "{NEW_HOME}"' in said
    assert "Du ville bo kvar." in said
    assert "Farid" not in said


def test_where_another_may_be_housed_and_a_childs_protection_are_never_in_it(
    session: Session, followed: Household
) -> None:
    said = copy_of(session, followed)

    assert "Gröna" not in said
    assert f'"action": "{EMERGENCY_HOUSING}"' not in said
    assert f'"action": "{CHILD}"' not in said
