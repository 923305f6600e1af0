"""Two versions of a visit laid out for a person to decide on, and what the decision would make."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext

from landlord_watch.visits.models import VisitPhoto, VisitRevision
from landlord_watch.visits.queries.versions import Versions, content_of
from landlord_watch.visits.rules.merge_parts import Part, Standing, Take
from landlord_watch.visits.rules.merging import MergePlan, choices_made
from landlord_watch.visits.services.merging import Merge
from landlord_watch.visits.shapes import Ending, VisitContent
from landlord_watch.web import forms
from landlord_watch.web.merge_words import TAKES, PartReading, read_parts
from landlord_watch.web.reinspection import may_show

#: From so wrong a clock on it is told beside the time.
WRONG_MS = 5 * 60_000
MS_A_MINUTE = 60_000


class MergeForm(forms.OfficeForm):
    """Why two versions are held together so, and of which two it was decided."""

    pair = forms.TextField(lazy_gettext("Versioner"))
    reason = forms.LongTextField(
        lazy_gettext("Varför de förs ihop så här"),
        [
            forms.required(lazy_gettext("Skriv varför versionerna förs ihop så här.")),
            forms.at_most(2000),
        ],
    )


@dataclass(frozen=True, slots=True)
class Side:
    """
    One of the two versions: from whom, when by both clocks, and from which tablet.

    `tablet` None: the office made it. `minutes_wrong`: how much the tablet's clock was
    before or behind, where that was known and worth telling.
    """

    label: str
    revision: VisitRevision
    content: VisitContent
    who: str
    tablet: str | None
    minutes_wrong: int | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What the decision would make, as far as the page of a visit asks a revision for it."""

    author_id: UUID
    ending: Ending
    finished_at: datetime
    merged_revision_id: UUID
    received_at: datetime
    has_outcome_difference: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """The two versions part by part in words, and the form that asks about them."""

    versions: Versions
    plan: MergePlan
    form: MergeForm
    #: The name of the field that asks about a part, by the part's key.
    fields: Mapping[str, str]
    #: Nothing is proposed: a person has to choose.
    to_choose: Sequence[PartReading]
    #: Proposed, and can be chosen otherwise.
    proposed: Sequence[PartReading]
    #: Stays, and cannot be chosen away.
    kept: Sequence[PartReading]
    #: Changed alike in both.
    alike: Sequence[PartReading]

    @property
    def pair(self) -> str:
        """Which two it is decided of, as the form carries it."""
        return pair_of(self.versions)

    def choices(self) -> dict[str, Take]:
        """What was chosen, by the keys of the parts."""
        return {key: Take(self.form[name].data) for key, name in self.fields.items()}

    def merge(self) -> Merge:
        """The decision as it was typed."""
        reason = self.form.reason.data or ""
        versions = self.versions
        return Merge(versions.one.id, versions.other.id, self.choices(), reason)

    def left_out(self) -> list[tuple[str, str]]:
        """What one version wrote and the choices leave out, by title and version."""
        choices = self.choices()
        return [
            (reading.title, str(TAKES[take]))
            for reading in (*self.to_choose, *self.proposed)
            for take, _ in reading.takes
            if take not in (choices[reading.part.key], Take.JOINED)
            and reading.part.taken(take) not in (None, reading.part.base)
        ]


def pair_of(versions: Versions) -> str:
    """Which two versions a decision is about."""
    return f"{versions.one.id} {versions.other.id}"


def lay_out(versions: Versions, *, language: str, reason: str | None = None) -> Desk:
    """
    Lay two versions out for a decision, with what was sent, if anything was.

    `reason` given: what was sent was about other versions, and only the reason is kept.
    """
    plan = versions.plan()
    merged = versions.merged
    made = {} if merged is None else choices_made(plan, content_of(merged))
    asked = read_parts([part for part in plan.parts if part.takes], plan, language=language)
    fields = {reading.part.key: f"part_{number}" for number, reading in enumerate(asked)}
    form_class = _form_of(asked, fields, made)
    begin = {"pair": pair_of(versions)}
    form = (
        form_class(data=begin)
        if reason is None
        else form_class(formdata=None, data={**begin, "reason": reason})
    )

    def read(parts: Iterable[Part]) -> list[PartReading]:
        return read_parts(parts, plan, language=language)

    return Desk(
        versions,
        plan,
        form,
        fields,
        [each for each in asked if each.part.needs_choice],
        [each for each in asked if not each.part.needs_choice],
        read(_kept(plan)),
        read(plan.with_standing(Standing.ALIKE)),
    )


def sides_of(
    versions: Versions, *, names: Mapping[UUID, str], tablets: Mapping[UUID, str]
) -> list[Side]:
    """The two versions, each with where it is from."""
    pairs = ((Take.ONE, versions.one), (Take.OTHER, versions.other))
    return [
        _side(str(TAKES[take]), revision, names[revision.author_id], tablets.get(revision.id))
        for take, revision in pairs
    ]


def photos_shown(
    sides: Iterable[Side], photos: Mapping[UUID, Sequence[VisitPhoto]]
) -> dict[UUID, VisitPhoto]:
    """The photos of both versions that may be shown, by their ids; `photos` by revision."""
    return {
        photo.photo_id: photo
        for side in sides
        for photo in photos[side.revision.id]
        if photo.stored_file_id is not None and may_show(photo, side.content)
    }


def _side(label: str, revision: VisitRevision, who: str, tablet: str | None) -> Side:
    content = content_of(revision)
    offset = content.finished.server_offset_ms or 0
    wrong = round(offset / MS_A_MINUTE) if abs(offset) > WRONG_MS else None
    return Side(label, revision, content, who, tablet, wrong)


def _kept(plan: MergePlan) -> list[Part]:
    alone = plan.with_standing(Standing.ONE_ALONE, Standing.OTHER_ALONE)
    return [part for part in alone if not part.takes]


def _form_of(
    asked: Iterable[PartReading], fields: Mapping[str, str], made: Mapping[str, Take]
) -> type[MergeForm]:
    """A form with a question for each part there is a choice of."""

    class Deciding(MergeForm):
        """The questions about these two versions."""

    for reading in asked:
        part = reading.part
        begins_with = made.get(part.key, part.proposed)
        question = forms.OneOfField(
            reading.title,
            [forms.required(lazy_gettext("Välj vilken version som gäller."))],
            choices={take.value: TAKES[take] for take in part.takes},
            default=begins_with.value if begins_with is not None else None,
        )
        setattr(Deciding, fields[part.key], question)
    return Deciding
