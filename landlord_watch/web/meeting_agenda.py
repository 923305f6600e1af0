"""The agenda of a meeting with a landlord, as it is shown, printed and brought."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.landlords.models import LandlordMeasure
from landlord_watch.landlords.queries import CLOSED_MEASURES
from landlord_watch.oversight.models import LandlordMeeting, MeetingItem
from landlord_watch.oversight.rules.meetings import MeetingState, NumberTaken
from landlord_watch.oversight.shapes import NumberTold
from landlord_watch.web import dialogue_words, edition_words, fact_file_paper
from landlord_watch.web import format as written
from landlord_watch.web.papers import Paper, Section

STATES: Final[Mapping[str, LazyString]] = {
    MeetingState.COMING.value: lazy_gettext("Planerat"),
    MeetingState.UNNOTED.value: lazy_gettext("Dagen har passerat, inget antecknat"),
    MeetingState.HELD.value: lazy_gettext("Hållet"),
    MeetingState.CANCELLED.value: lazy_gettext("Inställt"),
}
COLOURS: Final[Mapping[str, str]] = {
    MeetingState.UNNOTED.value: "warning",
    MeetingState.HELD.value: "success",
}


def item_words(item: MeetingItem) -> str:
    """Something on the agenda: own words, or a number with what it is held beside."""
    if item.number is None:
        return item.words
    taken = NumberTaken.model_validate(item.number)
    return gettext(
        "%(indicator)s: %(number)s, tolv månader till och med %(day)s",
        indicator=edition_words.indicator_name(taken.indicator),
        number=number_words(taken.indicator, taken.number),
        day=written.day(edition_words.last_day(taken.number.told_for or taken.ends_on)),
    )


def number_words(code: str, number: NumberTold) -> str:
    """`30 % (12 av 40), övriga i kommunen 22 %`."""
    own = fact_file_paper.own_words(code, number)
    if number.benchmark is None:
        return own
    others = edition_words.value_words(code, number.benchmark)
    return gettext("%(own)s, övriga i kommunen %(others)s", own=own, others=others)


def to_follow_up(
    measures: Iterable[LandlordMeasure], meeting: LandlordMeeting
) -> list[LandlordMeasure]:
    """What the landlord undertook before, and is not done."""
    return [
        each
        for each in measures
        if each.taken_back_at is None
        and each.state not in CLOSED_MEASURES
        and (meeting.contact_id is None or each.contact_id != meeting.contact_id)
    ]


def agreed_at(
    measures: Iterable[LandlordMeasure], meeting: LandlordMeeting
) -> list[LandlordMeasure]:
    """What the landlord undertook at the meeting."""
    if meeting.contact_id is None:
        return []
    return [each for each in measures if each.contact_id == meeting.contact_id]


def agenda_paper(
    meeting: LandlordMeeting,
    measures: Sequence[LandlordMeasure],
    *,
    office: str,
    made_at: datetime,
) -> Paper:
    """The agenda on paper; it may be sent to the landlord, and tells of no tenant."""
    follow_up = to_follow_up(measures, meeting)
    return Paper(
        title=gettext("Möte med %(landlord)s", landlord=meeting.party.name),
        office=office,
        made_at=made_at,
        lead=[written.day(meeting.planned_on)],
        sections=[
            Section(gettext("Vilka är med"), lines=meeting.attending.splitlines()),
            Section(
                gettext("Att ta upp"),
                lines=[
                    f"{number}. {item_words(item)}"
                    for number, item in enumerate(meeting.standing_items, start=1)
                ],
            ),
            Section(
                gettext("Att följa upp"),
                columns=[gettext("Vad"), gettext("Ska vara gjort senast"), gettext("Läge")],
                rows=[_followed(each) for each in follow_up],
            ),
        ],
    )


def _followed(measure: LandlordMeasure) -> list[str]:
    return [
        measure.what,
        written.day(measure.due_on),
        str(dialogue_words.MEASURE_STATES[measure.state.value]),
    ]
