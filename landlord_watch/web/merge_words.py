"""The parts of two versions of a visit, in words: what each version says, side by side."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.visits.rules import Checklist, published_checklist, scope_of
from landlord_watch.visits.rules.merge_parts import Part, PartKind, Standing, Take
from landlord_watch.visits.rules.merging import MergePlan
from landlord_watch.visits.shapes import (
    ActionDone,
    Answer,
    ChecklistRef,
    Child,
    Consent,
    ConsentDecision,
    ConsentForm,
    Ending,
    Moment,
    OutcomeOverride,
    Photo,
    Purpose,
    Readback,
)
from landlord_watch.web import visit_words
from landlord_watch.web.format import clock_time, instant
from landlord_watch.web.visit_reading import action_words, item_question, read_answer, said

TAKES: Mapping[Take, LazyString] = {
    Take.ONE: lazy_gettext("Version A"),
    Take.OTHER: lazy_gettext("Version B"),
    Take.JOINED: lazy_gettext("Båda tillsammans"),
}
TITLES: Mapping[PartKind, LazyString] = {
    PartKind.ENDING: lazy_gettext("Hur besöket slutade"),
    PartKind.STARTED: lazy_gettext("När besöket började"),
    PartKind.CHECKLIST: lazy_gettext("Checklista"),
    PartKind.INTERPRETER: lazy_gettext("Tolk"),
    PartKind.OVERRIDE: lazy_gettext("Handläggarens egen bedömning"),
    PartKind.READBACK: lazy_gettext("Genomgång med den boende"),
}
OPTIONS: Mapping[str, LazyString] = {
    "heating": lazy_gettext("Höst, vinter, vår"),
    "summer": lazy_gettext("Sommar"),
    "rental_first_hand": lazy_gettext("Hyr i första hand"),
    "rental_second_hand": lazy_gettext("Hyr i andra hand"),
    "lodger": lazy_gettext("Inneboende"),
    "social_contract": lazy_gettext("Socialt kontrakt"),
    "condominium": lazy_gettext("Bostadsrätt"),
    "owned": lazy_gettext("Äger"),
    "temporary": lazy_gettext("Tillfälligt"),
    "unknown": lazy_gettext("Vet inte"),
    "flat": lazy_gettext("Lägenhet"),
    "house": lazy_gettext("Hus"),
    "hotel_or_hostel": lazy_gettext("Hotell eller vandrarhem"),
    "caravan_or_cabin": lazy_gettext("Husvagn eller stuga"),
    "not_built_as_home": lazy_gettext("Inte byggt som bostad"),
    "established": lazy_gettext("Klarlagd"),
    "suspected": lazy_gettext("Misstänkt"),
    "no": lazy_gettext("Nej"),
}
STAYS: Mapping[str, LazyString] = {
    "full_time": lazy_gettext("Hela tiden"),
    "part_time": lazy_gettext("Växelvis eller delvis"),
    "planned": lazy_gettext("Ska flytta hit"),
    "visits": lazy_gettext("Bara på besök"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What a version says of a part: lines, how serious it is, and the photos that show it."""

    lines: tuple[str, ...]
    levels: tuple[str, ...] = ()
    photo_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class PartReading:
    """
    A part in words. `takes` empty: there is nothing to choose, and `kept` is what stays.

    `before` None: there was nothing, or no common base. `note`: why it is as it is; may be empty.
    """

    part: Part
    title: str
    before: Said | None
    takes: tuple[tuple[Take, Said], ...]
    kept: Said
    note: str


def read_parts(parts: Iterable[Part], plan: MergePlan, *, language: str) -> list[PartReading]:
    """Parts of two versions in a reader's language, in the order they are decided on."""
    reader = _Reader(published_checklist(plan.one.checklist), plan, language)
    return [reader.read(part) for part in parts]


@dataclass(frozen=True, slots=True)
class _Reader:
    checklist: Checklist
    plan: MergePlan
    language: str

    def read(self, part: Part) -> PartReading:
        before = None if part.base is None else self.said(part, part.base)
        takes = tuple((take, self.said(part, part.taken(take))) for take in part.takes)
        kept = self.said(part, part.taken(part.proposed))
        return PartReading(part, self._title(part), before, takes, kept, _note(part))

    def said(self, part: Part, value: object) -> Said:
        if isinstance(value, Answer):
            return self._answer(value)
        if isinstance(value, Photo):
            return Said((value.caption,) if value.caption else (), (), (value.id,))
        if isinstance(value, Consent):
            return Said(tuple(_consent(value)))
        if part.kind is PartKind.ACTION and value is not None:
            return Said((gettext("Valdes vid besöket"),))
        return Said((self._child(value) if isinstance(value, Child) else _line(value),))

    def _title(self, part: Part) -> str:
        name = part.name.partition("#")[0]
        if part.kind in (PartKind.ACTION, PartKind.DONE):
            return action_words(self.checklist, name, self.language)
        titles: dict[PartKind, Callable[[], str]] = {
            PartKind.CONSENT: lambda: gettext("Samtycke: %(adult)s", adult=name.partition("/")[0]),
            PartKind.CONTEXT: lambda: self._context_title(name),
            PartKind.ANSWER: lambda: self._answer_title(name),
            PartKind.PHOTO: lambda: self._photo_title(part),
            PartKind.CHILD: lambda: name,
        }
        made = titles.get(part.kind)
        return str(TITLES[part.kind]) if made is None else made()

    def _context_title(self, name: str) -> str:
        fields = {each.id: said(each, self.language) for each in self.checklist.context_fields}
        return fields.get(name, name)

    def _answer_title(self, name: str) -> str:
        item, _, child = name.partition("/")
        question = item_question(self.checklist, item, self.language)
        return f"{question} ({child})" if child else question

    def _photo_title(self, part: Part) -> str:
        photo = part.one or part.other
        shows = photo.item if isinstance(photo, Photo) else None
        if shows is None:
            return gettext("Foto")
        return gettext("Foto: %(of)s", of=item_question(self.checklist, shows, self.language))

    def _answer(self, answer: Answer) -> Said:
        reading = read_answer(self.checklist, answer, self.language)
        kind = str(visit_words.ANSWERS[answer.kind.value])
        if reading is None:
            return Said((kind,))
        lines = [kind if not reading.reason else f"{kind}: {reading.reason}", reading.words]
        lines.append(reading.flag)
        zones = {each.id: said(each, self.language) for each in self.checklist.walk_zones}
        for each in reading.findings:
            fixed = gettext("åtgärdad på plats") if each.finding.fixed_on_spot else ""
            rooms = ", ".join(zones.get(room, room) for room in each.finding.rooms)
            words = (each.description, rooms, each.finding.note, fixed)
            lines.append(". ".join(one.rstrip(".") for one in words if one))
        photos = [photo for finding in answer.findings for photo in finding.photos]
        levels = tuple(each.finding.level.value for each in reading.findings)
        return Said(tuple(line for line in lines if line), levels, tuple(photos))

    def _child(self, child: Child) -> str:
        groups = {each.id: said(each, self.language) for each in self.checklist.age_groups}
        age = groups.get(child.age_group, child.age_group)
        parts = [age, str(STAYS[child.stays.value])]
        if child.developmental_group:
            group = groups.get(child.developmental_group, child.developmental_group)
            parts.append(gettext("utvecklad som %(group)s", group=group))
        return " · ".join(parts)


def _line(value: object) -> str:
    """A value that one line says."""
    # each is called with what its key is of, and with nothing else
    writers: dict[type, Callable[[Any], str]] = {
        type(None): lambda _: gettext("Inget"),
        Moment: lambda at: gettext("%(when)s (plattans klocka)", when=instant(at.device_at)),
        ActionDone: lambda done: gettext("Gjort vid besöket %(at)s", at=clock_time(done.at)),
        Ending: lambda ending: str(visit_words.ENDINGS[ending.value]),
        ChecklistRef: lambda ref: gettext("version %(version)s", version=ref.version),
        OutcomeOverride: _override,
        Readback: _readback,
        bool: lambda is_so: gettext("Ja") if is_so else gettext("Nej"),
    }
    write = writers.get(type(value))
    return str(OPTIONS.get(str(value), value)) if write is None else write(value)


def _override(own: OutcomeOverride) -> str:
    return f"{own.home or '–'} · {own.child or '–'}: {own.reason}"


def _readback(readback: Readback) -> str:
    return " · ".join(
        each for each in (str(visit_words.READBACK[readback.option]), readback.text) if each
    )


def _consent(consent: Consent) -> Iterable[str]:
    if consent.name:
        yield consent.name
    if consent.decision is ConsentDecision.DECLINED:
        yield gettext("Nej tack")
    else:
        yield gettext("Ja till %(what)s", what=_purposes(consent.purposes))
    if consent.form is ConsentForm.SIGNATURE:
        yield gettext("Underskrift på plattan")
    elif consent.form is not None:
        yield gettext("Muntligt, vittne: %(witness)s", witness=consent.witness)
    yield gettext("Svarade %(when)s", when=instant(consent.given.device_at))
    if consent.withdrawn is not None:
        is_whole = consent.decision is ConsentDecision.WITHDRAWN or not consent.withdrawn_purposes
        what = gettext("allt") if is_whole else _purposes(consent.withdrawn_purposes)
        when = instant(consent.withdrawn.device_at)
        yield gettext("Tog tillbaka %(what)s %(when)s", what=what, when=when)
    standing = scope_of([consent]).purposes
    yield gettext("Gäller nu: %(what)s", what=_purposes(sorted(standing)) or gettext("inget"))


def _purposes(purposes: Iterable[Purpose]) -> str:
    return ", ".join(str(visit_words.CONSENT_PURPOSES[each.value]) for each in purposes)


def _note(part: Part) -> str:
    if part.kind is PartKind.CONSENT:
        return _consent_note(part)
    alone = part.standing in (Standing.ONE_ALONE, Standing.OTHER_ALONE)
    if part.needs_choice and alone:
        return gettext("Den ena har tagit bort det här. Välj om det ska vara kvar.")
    return ""


def _consent_note(part: Part) -> str:
    if part.one is None or part.other is None:
        return gettext("Finns i den ena versionen och stannar: ett nej får inte försvinna.")
    if len(part.takes) == 1:
        return gettext(
            "Det andra skulle tillåta mer än vad personen sa sist, och går inte att välja."
        )
    if part.proposed is not None:
        return gettext("Det snävare av de två föreslås.")
    return ""
