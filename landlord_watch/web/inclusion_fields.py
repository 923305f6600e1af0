"""What a rent includes, as the fields of a form: one choice and one amount a thing."""

from typing import Any, TypeVar

from flask_babel import lazy_gettext

from landlord_watch.kernel.money import Money
from landlord_watch.rents.rules.inclusions import (
    INCLUSIONS,
    NOT_THERE,
    Included,
    Inclusion,
    Inclusions,
    Says,
)
from landlord_watch.web import case_words, forms, register_words

FormT = TypeVar("FormT", bound=type[forms.OfficeForm])

#: A rent with heating and water and nothing else, which is how most flats are let.
WARM_RENT = Inclusions(
    {
        inclusion: Included(Says.YES)
        if inclusion in {Inclusion.HEATING, Inclusion.HOT_WATER, Inclusion.COLD_WATER}
        else NOT_THERE
        for inclusion in INCLUSIONS
    }
)


def _amount_name(inclusion: Inclusion) -> str:
    return f"{inclusion.value}_amount"


def with_inclusions(form: FormT) -> FormT:
    """Give a form a choice and an amount for each thing that a rent may include."""
    for inclusion in INCLUSIONS:
        name = register_words.INCLUSIONS[inclusion.value]
        choice = forms.ChoiceField(name, choices=case_words.IN_RENT, default=Says.UNKNOWN.value)
        amount = forms.MoneyField(lazy_gettext("%(name)s, kronor i månaden", name=name))
        setattr(form, inclusion.value, choice)
        setattr(form, _amount_name(inclusion), amount)
    return form


def read_inclusions(form: forms.OfficeForm) -> Inclusions:
    """What was chosen and typed; `absent` is not in the rent, and costs nothing."""
    return Inclusions({inclusion: _read(form, inclusion) for inclusion in INCLUSIONS})


def _read(form: forms.OfficeForm, inclusion: Inclusion) -> Included:
    chosen: str = form[inclusion.value].data
    if chosen == case_words.ABSENT:
        return NOT_THERE
    amount: Money | None = form[_amount_name(inclusion)].data
    return Included(Says(chosen), amount)


def fill_inclusions(form: forms.OfficeForm, inclusions: Inclusions) -> None:
    """Put into the form what is known."""
    for inclusion in INCLUSIONS:
        included = inclusions.of(inclusion)
        is_there = included != NOT_THERE
        _put(form[inclusion.value], included.in_rent.value if is_there else case_words.ABSENT)
        _put(form[_amount_name(inclusion)], included.amount if is_there else None)


def _put(field: Any, value: object) -> None:
    """What was typed before is no longer shown."""
    field.data = value
    field.raw_data = None
    field.errors = ()


def inclusion_rows(form: forms.OfficeForm) -> list[tuple[Any, Any]]:
    """The choice and the amount of each thing, for a table."""
    return [(form[inclusion.value], form[_amount_name(inclusion)]) for inclusion in INCLUSIONS]
