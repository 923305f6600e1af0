"""In the demo a landlord has answered, one has not, one is met, and a neighbour tells of one."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from factories.demo import TODAY
from landlord_watch.oversight.models import FactFile, ForeignLandlord, LandlordMeeting
from landlord_watch.oversight.queries.exchange import own_landlords
from landlord_watch.oversight.queries.fact_files import replies_for
from landlord_watch.oversight.rules.replies import FileState


def test_landlords_answer_and_are_met_and_told_of_elsewhere(session: Session) -> None:
    files = session.scalars(select(FactFile).order_by(FactFile.made_on)).all()
    answered = replies_for(session, [each.party_id for each in files], on=TODAY)
    meeting = session.scalars(select(LandlordMeeting)).one()
    foreign = session.scalars(select(ForeignLandlord.organisation_number)).all()

    assert [each.state for each in files] == [FileState.DECIDED, FileState.SENT]
    assert answered[files[0].party_id].replies
    assert meeting.party_id == files[0].party_id
    assert list(own_landlords(session, foreign).values()) == [files[0].party_id]
