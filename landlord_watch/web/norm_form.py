"""A norm as a form: its days, its decision, what it includes, and as many rows as it needs."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from flask_babel import gettext, lazy_gettext
from werkzeug.datastructures import MultiDict
from wtforms.validators import ValidationError

from landlord_watch.kernel.errors import RuleBroken
from landlord_watch.rents.rules.inclusions import INCLUSIONS, Says
from landlord_watch.rents.rules.norm_check import Apart
from landlord_watch.rents.rules.norm_draft import DraftedNorm
from landlord_watch.rents.rules.norm_label import label_of
from landlord_watch.rents.rules.norms import NormRow
from landlord_watch.web import case_words, forms, register_words
from landlord_watch.web.norm_fields import AgesField, SpanField

MOST_ROWS = 60


class RowForm(forms.OfficeForm):
    """One row of a norm; all of it empty is no row."""

    class Meta:
        """The whole norm has one token."""

        csrf = False

    adults = SpanField(lazy_gettext("Vuxna"), least=1)
    children = SpanField(lazy_gettext("Barn"), least=0)
    amount = forms.MoneyField(lazy_gettext("Högsta hyra"))
    per_extra_child = forms.MoneyField(lazy_gettext("För varje barn till"))
    ages = AgesField(lazy_gettext("De vuxnas ålder"))
    rooms = forms.WholeNumberField(lazy_gettext("Antal rum"), least=1, most=20)
    area_m2 = forms.DecimalNumberField(lazy_gettext("Yta, m²"), least=1, most=1000)
    label = forms.TextField(lazy_gettext("Vad raden kallas"), [forms.at_most(160)])
    is_apart = forms.TickField(lazy_gettext("Inget belopp: prövas för sig"))

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for field in (self.adults, self.children, self.amount):
            field.flags.required = True  # in a row that is written at all

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been written in it."""
        return not any(field.raw_data and any(field.raw_data) for field in self)

    def validate_adults(self, field: Any) -> None:
        """Needed."""
        if field.data is None and not field.process_errors:
            raise ValidationError(gettext("Skriv hur många vuxna, som 1–2."))

    def validate_children(self, field: Any) -> None:
        """Needed, also when it is none."""
        if field.data is None and not field.process_errors:
            raise ValidationError(gettext("Skriv hur många barn, 0 om inga."))

    def validate_amount(self, field: Any) -> None:
        """Needed, but where each household is assessed on its own."""
        if self.is_apart.data and field.data is not None:
            raise ValidationError(gettext("Ta bort beloppet, eller rutan om att det prövas."))
        is_missing = field.data is None and not field.process_errors
        if is_missing and not self.is_apart.data:
            raise ValidationError(gettext("Skriv beloppet, eller kryssa i att det prövas för sig."))

    def read(self) -> NormRow | Apart:
        """
        What the row says.

        Raises: `NormRowInvalid`.
        """
        adults, children = forms.must(self.adults.data), forms.must(self.children.data)
        if self.is_apart.data:
            return Apart(*adults, *children)
        age_from, age_under = self.ages.data or (None, None)
        row = NormRow(
            label=self.label.data or "",
            amount=forms.must(self.amount.data),
            adults_min=adults[0],
            adults_max=adults[1],
            children_min=children[0],
            children_max=children[1],
            age_from=age_from,
            age_under=age_under,
            rooms=self.rooms.data,
            area_m2=self.area_m2.data,
            per_extra_child=self.per_extra_child.data,
        )
        return row if row.label else replace(row, label=label_of(row))


def _typed(row: NormRow | Apart) -> dict[str, Any]:
    """A row as its fields hold it; a name that only says what the row says is left empty."""
    people = {
        "adults": (row.adults_min, row.adults_max),
        "children": (row.children_min, row.children_max),
    }
    if isinstance(row, Apart):
        return {**people, "is_apart": True}
    has_ages = row.age_from is not None or row.age_under is not None
    return {
        **people,
        "label": "" if row.label == label_of(row) else row.label,
        "amount": row.amount,
        "per_extra_child": row.per_extra_child,
        "ages": (row.age_from, row.age_under) if has_ages else None,
        "rooms": row.rooms,
        "area_m2": row.area_m2,
    }


class NormForm(forms.OfficeForm):
    """What a norm says beside its rows."""

    name = forms.TextField(lazy_gettext("Vad normen kallas"), [forms.at_most(120)])
    starts_on = forms.DayField(lazy_gettext("Gäller från"), [forms.if_filled()])
    ends_on = forms.DayField(lazy_gettext("Första dagen den inte gäller"), [forms.if_filled()])
    decision_reference = forms.TextField(
        lazy_gettext("Beslut: nämnd, paragraf och dag"), [forms.at_most(200)]
    )
    decided_on = forms.DayField(lazy_gettext("Beslutsdag"), [forms.if_filled()])
    source = forms.TextField(lazy_gettext("Var den står att läsa"), [forms.at_most(400)])
    over = forms.WholeNumberField(lazy_gettext("Version"), least=1, most=1_000_000)

    def include_fields(self) -> list[forms.Field]:
        """The fields that say what the amounts are meant for."""
        return [self[f"norm_{one.value}"] for one in INCLUSIONS]

    def validate_ends_on(self, field: Any) -> None:
        """After the first day."""
        if field.data and self.starts_on.data and field.data <= self.starts_on.data:
            raise ValidationError(gettext("Normen måste sluta efter den dag den börjar."))


for _one in INCLUSIONS:
    _field = forms.ChoiceField(
        register_words.INCLUSIONS[_one.value], choices=case_words.IN_NORM, default="unknown"
    )
    setattr(NormForm, f"norm_{_one.value}", _field)


class NormEditor:
    """A norm in a form, with rows that come and go without a script."""

    def __init__(self, form: NormForm, rows: Mapping[int, RowForm]) -> None:
        self.form = form
        self.rows = dict(rows)

    @property
    def row_numbers(self) -> str:
        """Which rows the page holds, for the page to give back."""
        return " ".join(str(number) for number in self.rows)

    def change_rows(self, typed: MultiDict[str, str]) -> bool:
        """Add a row or take one away if a button for that was pressed; gives whether one was."""
        if typed.get("add_row"):
            self._add()
            return True
        gone = typed.get("remove_row", "")
        if gone:
            self.rows = {number: row for number, row in self.rows.items() if str(number) != gone}
        return bool(gone)

    def _add(self) -> None:
        if len(self.rows) < MOST_ROWS:
            number = max(self.rows, default=-1) + 1
            self.rows[number] = RowForm(formdata=None, prefix=_prefix(number))

    def is_right(self) -> bool:
        """Whether all that was typed can be read; what cannot is said at its field."""
        self.rows = {number: row for number, row in self.rows.items() if not row.is_blank}
        rights = [row.validate() and _makes_sense(row) for row in self.rows.values()]
        return bool(self.form.validate_on_submit()) and all(rights)

    def errors(self) -> Iterator[tuple[str, str, str]]:
        """What is wrong: the field's id, what it is called, and what is said."""
        for field in self.form:
            if field.errors and field.name != "csrf_token":
                yield field.id, str(field.label.text), field.errors[0]
        for place, row in enumerate(self.rows.values(), start=1):
            for field in row:
                if field.errors:
                    where = gettext("Rad %(row)s, %(field)s", row=place, field=field.label.text)
                    yield field.id, where, field.errors[0]

    def read(self) -> DraftedNorm:
        """What was typed, once it is right."""
        form, rows = self.form, [row.read() for row in self.rows.values()]
        return DraftedNorm(
            name=form.name.data or "",
            starts_on=form.starts_on.data,
            ends_on=form.ends_on.data,
            decision_reference=form.decision_reference.data or "",
            decided_on=form.decided_on.data,
            source=form.source.data or "",
            includes={one: Says(form[f"norm_{one.value}"].data) for one in INCLUSIONS},
            rows=tuple(row for row in rows if isinstance(row, NormRow)),
            apart=tuple(row for row in rows if isinstance(row, Apart)),
        )


def _makes_sense(row: RowForm) -> bool:
    try:
        row.read()
    except RuleBroken as refusal:
        row.refuse(refusal, field="amount")
        return False
    return True


def _prefix(number: int) -> str:
    return f"row-{number}-"


def shown_editor(content: DraftedNorm, *, over: int) -> NormEditor:
    """A norm as it is kept, to be written in; version `over` is the one that is read."""
    said = {f"norm_{one.value}": content.includes.get(one, Says.UNKNOWN) for one in INCLUSIONS}
    form = NormForm(formdata=None, obj=content, data={**said, "over": over})
    written: list[NormRow | Apart] = [*content.rows, *content.apart]
    rows = {
        number: RowForm(formdata=None, prefix=_prefix(number), data=_typed(row))
        for number, row in enumerate(written)
    }
    return NormEditor(form, rows)


def typed_editor(typed: MultiDict[str, str]) -> NormEditor:
    """A norm as it came back from the page."""
    numbers = [int(word) for word in typed.get("row_numbers", "").split() if word.isdecimal()]
    rows = {
        number: RowForm(formdata=typed, prefix=_prefix(number)) for number in numbers[:MOST_ROWS]
    }
    return NormEditor(NormForm(formdata=typed), rows)


__all__ = ["NormEditor", "shown_editor", "typed_editor"]
