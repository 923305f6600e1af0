"""Forms of measures after a visit; what a step has to say decides which fields it shows."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.measures.rules import (
    Channel,
    MeasureKind,
    MeasureStep,
    Need,
    ProtectionOutcome,
    StepRule,
    TellingGround,
    kind_of,
)
from landlord_watch.measures.services import MeasurePlan, StepFacts
from landlord_watch.web import forms
from landlord_watch.web import measure_words as words

#: What must not wait for another day.
AT_ONCE: Final = frozenset({MeasureKind.EMERGENCY_HOUSING, MeasureKind.CHILD_PROTECTION})
#: By when the others are proposed to be done. Own.
DUE_DAYS: Final = 14
NEW_FIELDS: Final = {
    "household_measure_taken_up": "action",
    "household_measure_action_unknown": "action",
    "household_measure_for_nobody": "responsible_id",
    "household_measure_due_in_past": "due_on",
}
STEP_FIELDS: Final = {
    "household_measure_step_outside_time": "happened_on",
    "household_measure_telling_without_yes": "ground",
    "household_measure_for_nobody": "done_by_id",
    "household_measure_visit_elsewhere": "planned_visit_id",
}
#: Steps with another authority's number or decision to refer to.
REFERS: Final = frozenset(
    {
        MeasureStep.REPORTED,
        MeasureStep.REGISTERED,
        MeasureStep.INSPECTED,
        MeasureStep.ORDERED,
        MeasureStep.NO_ORDER,
        MeasureStep.APPLIED,
        MeasureStep.SETTLED,
    }
)
#: Steps of which the time of day may matter, though it need not be noted.
TIMED: Final = frozenset({MeasureStep.ACCEPTED, MeasureStep.DECLINED, MeasureStep.HOUSED})
NOTE_ASKS: Final[Mapping[MeasureStep, LazyString]] = {
    MeasureStep.URGED: lazy_gettext("Vad vi sa, och vad den boende svarade"),
    MeasureStep.WISH_TOLD: lazy_gettext("Vad den boende vill"),
    MeasureStep.LANDLORD_TRIED: lazy_gettext("Vilken hyresvärd, och hur det gick"),
    MeasureStep.QUEUE_JOINED: lazy_gettext("Vilken kö"),
    MeasureStep.VIEWING: lazy_gettext("Vilken bostad, och hur det gick"),
    MeasureStep.STAYS: lazy_gettext("Varför, med den boendes egna ord"),
    MeasureStep.NOT_NEEDED: lazy_gettext("Varför den inte behövs"),
    MeasureStep.REOPENED: lazy_gettext("Varför den öppnas igen"),
    MeasureStep.ASSESSED: lazy_gettext("Vem som bedömde, och skälen i korthet"),
    MeasureStep.NOTIFIED: lazy_gettext("Vad som lämnades ut, och skälen"),
    MeasureStep.LANDLORD_TOLD: lazy_gettext("Vad som lämnades ut, och vem som sa ja"),
    MeasureStep.ORDERED: lazy_gettext("Vad föreläggandet säger, och till vilken dag"),
    MeasureStep.NO_ORDER: lazy_gettext("Vad nämnden kom fram till"),
    MeasureStep.SETTLED: lazy_gettext("Vad som beslutades eller avtalades"),
    MeasureStep.REFERRED: lazy_gettext("Till vem"),
    MeasureStep.HELPED_TO_REPORT: lazy_gettext("Vad som anmäldes, till vem och hur"),
}


def due_at_first(action: str, *, today: date) -> date:
    """The day that a form proposes."""
    return today if kind_of(action) in AT_ONCE else today + timedelta(days=DUE_DAYS)


class PlanFields(forms.OfficeForm):
    """Who answers for it, and by when."""

    responsible_id = forms.ChoiceField(
        lazy_gettext("Vem som ansvarar"),
        [forms.required(lazy_gettext("Välj vem som ansvarar."))],
        choices={},
    )
    due_on = forms.DayField(
        lazy_gettext("Ska vara gjort senast"),
        [forms.required(lazy_gettext("Skriv vilken dag det ska vara gjort."))],
    )
    due_clock = forms.ClockField(lazy_gettext("Klockslag"))

    def read_plan(self) -> MeasurePlan:
        """What was typed."""
        return MeasurePlan(
            responsible_id=UUID(self.responsible_id.data),
            due_on=forms.must(self.due_on.data),
            due_clock=self.due_clock.data,
        )


class NewForm(PlanFields):
    """What is to be done."""

    action = forms.ChoiceField(
        lazy_gettext("Åtgärd"), [forms.required(lazy_gettext("Välj åtgärd."))], choices={}
    )
    what = forms.LongTextField(lazy_gettext("Med egna ord"), [forms.at_most(2000)])


class ChangeForm(PlanFields):
    """Another day or somebody else, and why."""

    note = forms.LongTextField(
        lazy_gettext("Varför"),
        [forms.required(lazy_gettext("Skriv varför.")), forms.at_most(2000)],
    )


class ReasonForm(forms.OfficeForm):
    """Why a measure is taken back."""

    note = forms.LongTextField(
        lazy_gettext("Varför"),
        [forms.required(lazy_gettext("Skriv varför.")), forms.at_most(2000)],
    )


class StepForm(forms.OfficeForm):
    """What happened; `keep` leaves the fields that the step has."""

    follows = forms.WholeNumberField(lazy_gettext("Antal steg"), least=0, most=10_000)
    happened_on = forms.DayField(
        lazy_gettext("När"), [forms.required(lazy_gettext("Skriv vilken dag det hände."))]
    )
    happened_clock = forms.ClockField(lazy_gettext("Klockslag"))
    done_by_id = forms.ChoiceField(
        lazy_gettext("Vem av oss"), [forms.required(lazy_gettext("Välj vem."))], choices={}
    )
    channel = forms.OneOfField(
        lazy_gettext("Hur"), [forms.required(lazy_gettext("Välj hur."))], choices=words.CHANNELS
    )
    language = forms.ChoiceField(
        lazy_gettext("På vilket språk"),
        [forms.required(lazy_gettext("Välj språk."))],
        choices={},
    )
    is_free_told = forms.TickField(
        lazy_gettext(
            "Den boende har fått veta att det är frivilligt, och att ett nej inte är ett skäl att "
            "avslå eller minska biståndet"
        ),
        [
            forms.required(
                lazy_gettext("Säg det först. Utan det kan uppmaningen läsas som ett hot.")
            )
        ],
    )
    ground = forms.OneOfField(
        lazy_gettext("Vad låter oss berätta?"),
        [forms.required(lazy_gettext("Välj vad det vilar på."))],
        choices=words.GROUNDS,
    )
    outcome = forms.OneOfField(
        lazy_gettext("Vad den kom fram till"),
        [forms.required(lazy_gettext("Välj vad den kom fram till."))],
        choices=words.OUTCOMES,
    )
    reference = forms.TextField(lazy_gettext("Deras diarienummer"), [forms.at_most(60)])
    place = forms.TextField(
        lazy_gettext("Var"),
        [forms.required(lazy_gettext("Skriv var.")), forms.at_most(200)],
    )
    planned_visit_id = forms.ChoiceField(
        lazy_gettext("Vilket besök"),
        [forms.required(lazy_gettext("Välj vilket besök."))],
        choices={},
    )
    note = forms.LongTextField(lazy_gettext("Anteckning"), [forms.at_most(20_000)])

    def keep(self, step: MeasureStep, rule: StepRule) -> None:
        """Leave the fields that the step has, with what it has to say marked as such."""
        for name in self._without(step, rule):
            del self[name]
        if step in NOTE_ASKS:
            self.note.label.text = NOTE_ASKS[step]
        if Need.NOTE in rule.needs:
            _require(self, "note", lazy_gettext("Skriv något här."))
        if Need.CLOCK in rule.needs:
            _require(self, "happened_clock", lazy_gettext("Skriv klockslaget."))
        if Need.REFERENCE in rule.needs:
            _require(self, "reference", lazy_gettext("Skriv deras diarienummer."))

    def _without(self, step: MeasureStep, rule: StepRule) -> Iterable[str]:
        for need in Need:
            if need in rule.needs or need is Need.NOTE:
                continue
            if need is Need.REFERENCE and step in REFERS:
                continue
            if need is Need.CLOCK and step in TIMED:
                continue
            yield need.value
        if Need.CHANNEL not in rule.needs:
            yield "language"

    def read_step(self, step: MeasureStep) -> StepFacts:
        """What was typed, of the fields there are."""
        typed = {name: field.data for name, field in self._fields.items() if field.data}
        return StepFacts(
            step=step,
            happened_on=forms.must(self.happened_on.data),
            happened_clock=typed.get("happened_clock"),
            note=typed.get("note", ""),
            channel=Channel(typed["channel"]) if "channel" in typed else None,
            language=typed.get("language", ""),
            is_free_told=bool(typed.get("is_free_told")),
            ground=TellingGround(typed["ground"]) if "ground" in typed else None,
            outcome=ProtectionOutcome(typed["outcome"]) if "outcome" in typed else None,
            reference=typed.get("reference", ""),
            place=typed.get("place", ""),
            planned_visit_id=_id(typed.get("planned_visit_id")),
            done_by_id=_id(typed.get("done_by_id")),
            follows=self.follows.data,
        )


def _id(typed: str | None) -> UUID | None:
    return UUID(typed) if typed else None


def _require(form: forms.OfficeForm, name: str, why: LazyString) -> None:
    field = form[name]
    field.validators = [forms.required(why), *field.validators]
    field.flags.required = True
