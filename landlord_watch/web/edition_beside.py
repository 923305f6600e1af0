"""
What stands beside landlords' numbers in an edition: their own words, corrections, the dialogue.

An edition is not changed by it: what is answered later is read when the edition is. Of a reply that
was given to a later edition nothing stands in an earlier one.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask_babel import gettext
from sqlalchemy.orm import Session

from landlord_watch.oversight.queries.exchange import ForeignTold, foreign_for
from landlord_watch.oversight.queries.fact_files import AnsweredTold, replies_for
from landlord_watch.oversight.queries.meetings import DialogueTold, dialogue_for
from landlord_watch.oversight.shapes import EditionTold, LandlordTold
from landlord_watch.web import dialogue_words, exchange_words, fact_file_words
from landlord_watch.web import edition_words as words
from landlord_watch.web import format as written
from landlord_watch.web.edition_tables import Part, Row, Table


@dataclass(frozen=True, slots=True)
class Said:
    """What a landlord said, or was said of what it said: a heading, and the words."""

    heading: str
    words: str
    #: The landlord's own.
    is_reply: bool = True


@dataclass(frozen=True, slots=True)
class Beside:
    """All that stands beside one landlord's numbers."""

    said: Sequence[Said]
    dialogue: Sequence[tuple[str, str]]
    foreign: Sequence[ForeignTold]

    exchange_words = exchange_words
    words = words


def answers(session: Session, edition: EditionTold, *, on: date) -> list[Part]:
    """The part of an edition in which landlords answer; nothing where none was asked."""
    told = replies_for(session, _parties(edition.landlords), on=on)
    rows = [
        Row(words.landlord_name(each), [said.heading, said.words], each.code)
        for each in edition.landlords
        for said in _said(_of(each, told), edition)
    ]
    if not rows:
        return []
    columns = [gettext("Hyresvärd"), gettext("När"), gettext("Ordagrant")]
    table = Table(gettext("Hyresvärdarnas svar"), columns, rows)
    lead = gettext(
        "Hyresvärdarna har fått läsa vad som sägs om dem, och svara. Orden är deras egna."
    )
    return [Part("answers", gettext("Hyresvärdarnas svar"), (lead,), [table])]


def beside_of(
    session: Session, landlord: LandlordTold, edition: EditionTold, *, on: date
) -> Beside:
    """What stands beside the numbers of one landlord; beside those of all people, nothing."""
    parties = _parties([landlord])
    told = replies_for(session, parties, on=on)
    foreign = foreign_for(session, parties)
    found = list(dialogue_for(session, parties, on=on).values())
    return Beside(
        said=list(_said(_of(landlord, told), edition)),
        dialogue=list(_dialogue(found)) if found else [],
        foreign=_each_once(row for rows in foreign.values() for row in rows),
    )


def _parties(landlords: Sequence[LandlordTold]) -> list[UUID]:
    return [UUID(each) for row in landlords for each in row.party_ids]


def _of(landlord: LandlordTold, told: Mapping[UUID, AnsweredTold]) -> list[AnsweredTold]:
    """Those of its parties, each once: what is told of several together is answered once."""
    return list(dict.fromkeys(told[each] for each in _parties([landlord]) if each in told))


def _each_once(rows: Iterator[ForeignTold]) -> list[ForeignTold]:
    by_place = {(row.foreign_edition_id, row.landlord.organisation_numbers): row for row in rows}
    return list(by_place.values())


def _said(found: Sequence[AnsweredTold], edition: EditionTold) -> Iterator[Said]:
    for answered in found:
        for reply in answered.replies:
            if reply.edition_ends_on <= edition.ends_on:
                yield Said(_when(reply.received_on, reply.edition_ends_on), reply.words)
        for each in answered.corrections:
            if each.edition_ends_on <= edition.ends_on:
                fact = fact_file_words.fact_words(each.fact)
                heading = gettext("Rättat %(day)s", day=written.day(each.answered_on))
                yield Said(heading, f"{fact}: {each.words}", is_reply=False)
    silent = [each.no_reply_by for each in found if each.no_reply_by is not None]
    if silent and not any(each.replies for each in found):
        heading = gettext("Senast %(day)s", day=written.day(max(silent)))
        yield Said(heading, gettext("Inget svar kom."), is_reply=False)


def _when(received_on: date, ends_on: date) -> str:
    return gettext(
        "%(day)s, om utgåvan till och med %(last)s",
        day=written.day(received_on),
        last=written.day(words.last_day(ends_on)),
    )


def _dialogue(found: Sequence[DialogueTold]) -> Iterator[tuple[str, str]]:
    """Days, counts and states; of several that are told together, as one."""
    coming = min((each.next_meeting_on for each in found if each.next_meeting_on), default=None)
    last = max((each.last_meeting_on for each in found if each.last_meeting_on), default=None)
    held = sum(each.meetings_held for each in found)
    yield gettext("Nästa möte"), written.day(coming)
    yield gettext("Hållna möten"), _counted(held, last)
    contact = max((each.last_contact_on for each in found if each.last_contact_on), default=None)
    yield gettext("Kontakter"), _counted(sum(each.contacts for each in found), contact)
    yield gettext("Åtaganden"), _measures(found)
    if len(found) == 1:
        status = dialogue_words.PAYMENT_STATUSES[found[0].payment.value]
        yield gettext("Frågan om betalningsförmåga"), str(status)


def _counted(count: int, last_on: date | None) -> str:
    if last_on is None:
        return gettext("inga")
    return gettext(
        "%(count)s, senast %(day)s", count=written.number(count), day=written.day(last_on)
    )


def _measures(found: Sequence[DialogueTold]) -> str:
    states = Counter[str]()
    for each in found:
        states.update({state.value: count for state, count in each.measures.items()})
    said = [
        f"{dialogue_words.MEASURE_STATES[state]}: {written.number(count)}"
        for state, count in sorted(states.items())
    ]
    overdue = sum(each.overdue for each in found)
    if overdue:
        said.append(gettext("dagen har passerat för %(count)s", count=written.number(overdue)))
    return ", ".join(said) or gettext("inga")
