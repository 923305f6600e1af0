"""What a letter of a case lacks before it can be made, and where each of it is written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from landlord_watch.documents.rules import Slot
from landlord_watch.web import dialogue_words
from landlord_watch.web.case_basis_words import ANNEXES_LACKED, FACTS, FILLS
from landlord_watch.web.case_letter_filling import CaseMatter

#: Where a place is filled that is not of a transfer's basis; None of them knows the track.
_ON_CASE = {
    Slot.RECORD_NUMBER.value: "cases.mark",
    Slot.OTHER_MUNICIPALITY.value: "cases.mark",
    Slot.SECRECY_GROUND.value: "case_outward.new_check",
    Slot.FORMS.value: "case_findings.speaks_for",
    Slot.ACCOUNT.value: "case_accounts.new_account",
}
_ON_TRACK = frozenset(
    {
        *(Slot.REQUEST_SENT.value, Slot.REQUEST_RECEIVED.value, Slot.LAST_DAY.value),
        *(Slot.ANSWER.value, Slot.IVO_DECIDED.value, Slot.IVO_NUMBER.value),
    }
)


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is missing; `way` None: it is written in the letter itself."""

    words: str
    way: str | None


def lacks_of(places: Iterable[str], matter: CaseMatter) -> list[Lack]:
    """What is missing, each once, in the order a letter comes to it."""
    rows = [row for place in places for row in _rows(place, matter)]
    return list(dict.fromkeys(rows))


def _rows(place: str, matter: CaseMatter) -> Iterator[Lack]:
    basis, case_id = matter.basis, matter.shown.case.id
    facts = FILLS.get(Slot(place), ()) if place in {slot.value for slot in FILLS} else ()
    if basis is not None and facts and matter.track is not None:
        way = _of_track("case_basis.basis", matter, matter.track.id)
        for name in basis.lacks:
            if name in facts:
                yield Lack(str(FACTS[name]), f"{way}#{name}")
    elif place == Slot.ANNEXES.value and matter.track is not None:
        way = _of_track("case_annexes.annexes", matter, matter.track.id)
        for kind in matter.annexes_lacked:
            yield Lack(str(ANNEXES_LACKED[kind]), way)
    elif place in _ON_TRACK and matter.track is not None:
        yield Lack(_words(place), _of_track("case_tracks.new_step", matter, matter.track.id))
    else:
        way_there = _ON_CASE.get(place)
        yield Lack(_words(place), way_there and url_for(way_there, case_id=case_id))


def _of_track(endpoint: str, matter: CaseMatter, track_id: UUID) -> str:
    return url_for(endpoint, case_id=matter.shown.case.id, track_id=track_id)


def _words(place: str) -> str:
    return str(dialogue_words.SLOTS.get(place, f"{{{place}}}"))
