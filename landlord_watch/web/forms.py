"""Forms that know how to read what was typed; what is allowed is the rooms' business."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias, TypeVar

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    Field,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional, StopValidation

from landlord_watch.infra import clock
from landlord_watch.kernel.errors import Conflict, DomainError, RuleBroken
from landlord_watch.kernel.money import Money
from landlord_watch.web.sentences import sentence

Words: TypeAlias = str | LazyString
ValueT = TypeVar("ValueT")

#: More than any rent; what is above is a slip of the finger.
MOST_KRONOR = Decimal(10_000_000)
SPACES = {ord(space): None for space in " \u00a0\u202f\u2009"}


class _FilledIn(InputRequired):
    """Something was typed, and not spaces alone."""

    def __call__(self, form: Any, field: Any) -> None:
        typed = field.raw_data[0] if field.raw_data else ""
        if isinstance(typed, str) and not typed.strip():
            field.errors = []  # that it cannot be read either is not worth saying
            raise StopValidation(self.message)
        super().__call__(form, field)


def required(words: Words) -> InputRequired:
    """The field must be filled in; `words` say with what."""
    return _FilledIn(words)


def at_most(length: int) -> Length:
    """No longer than this."""
    return Length(max=length, message=lazy_gettext("Skriv högst %(max)d tecken."))


def if_filled() -> Optional:
    """What follows counts only where something was typed."""
    return Optional()


def must(value: ValueT | None) -> ValueT:
    """What a required field holds once its form was found right; nothing is a bug of ours."""
    if value is None:
        raise ValueError("a required field was let through empty")
    return value


class OfficeForm(FlaskForm):
    """A form of the office, with its token."""

    def refuse(self, refusal: DomainError, *, field: str | None = None) -> None:
        """Show what the domain refused, at its field, or over the form."""
        words = sentence(refusal)
        if field is None:
            self.form_errors.append(words)
        else:
            target = self[field]
            target.errors = [*target.errors, words]

    def carries(
        self,
        work: Callable[[], object],
        *,
        at: str | None = None,
        at_code: Mapping[str, str] | None = None,
    ) -> bool:
        """
        Whether it was sent, fits and was done.

        What the domain refuses is shown at its field (`at_code`, else `at`), or over the form.
        """
        if not self.validate_on_submit():
            return False
        try:
            work()
        except (RuleBroken, Conflict) as refusal:
            self.refuse(refusal, field=(at_code or {}).get(refusal.code, at))
            return False
        return True


class TextField(StringField):
    """A line of text; spaces around it are not meant."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = valuelist[0].replace("\0", "").strip() if valuelist else ""


class LongTextField(TextAreaField):
    """Several lines of text."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        typed = valuelist[0] if valuelist else ""
        self.data = typed.replace("\0", "").replace("\r\n", "\n").strip()


class SecretField(PasswordField):
    """A password; kept as typed, shown never."""


class TypedField(StringField):
    """A field that turns what was typed into a value, and keeps what was typed if it cannot."""

    wrong: Words = ""

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.write(self.data)

    def write(self, value: Any) -> str:
        return str(value)

    def read(self, typed: str) -> Any:
        raise NotImplementedError

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        if not valuelist:
            return  # not in the form: what the field began with stands
        self.data = None
        typed = valuelist[0].strip()
        if not typed:
            return
        try:
            self.data = self.read(typed)
        except (ValueError, InvalidOperation) as error:
            raise ValueError(str(self.wrong)) from error


class MoneyField(TypedField):
    """Kronor as people type them: `8450`, `8 450`, `8 450,50 kr`."""

    wrong = lazy_gettext("Skriv ett belopp i kronor, till exempel 8450.")

    def write(self, value: Money) -> str:
        written = f"{value.in_kronor:f}".replace(".", ",")
        return written.removesuffix(",00")

    def read(self, typed: str) -> Money:
        plain = typed.lower().removesuffix("kr").translate(SPACES).replace(",", ".")
        amount = Decimal(plain)
        if not amount.is_finite() or not 0 <= amount <= MOST_KRONOR:
            raise ValueError
        return Money.kronor(amount)


class WholeNumberField(TypedField):
    """A whole number between two bounds."""

    def __init__(
        self, label: Words, validators: Sequence[Any] = (), *, least: int, most: int, **more: Any
    ) -> None:
        super().__init__(label, validators, **more)
        self.least = least
        self.most = most
        self.wrong = lazy_gettext(
            "Skriv ett heltal mellan %(least)s och %(most)s.", least=least, most=most
        )

    def read(self, typed: str) -> int:
        if not typed.isascii():
            raise ValueError
        value = int(typed)
        if not self.least <= value <= self.most:
            raise ValueError
        return value


class DecimalNumberField(TypedField):
    """A number, with comma or point, between two bounds."""

    def __init__(
        self,
        label: Words,
        validators: Sequence[Any] = (),
        *,
        least: float,
        most: float,
        **more: Any,
    ) -> None:
        super().__init__(label, validators, **more)
        self.least = least
        self.most = most
        self.wrong = lazy_gettext(
            "Skriv ett tal mellan %(least)s och %(most)s.", least=least, most=most
        )

    def write(self, value: float) -> str:
        return f"{value:g}".replace(".", ",")

    def read(self, typed: str) -> float:
        value = float(typed.translate(SPACES).replace(",", "."))
        if not self.least <= value <= self.most:
            raise ValueError
        return value


class NumberOfKindField(TypedField):
    """A number of a known form, read by a function of the kernel into its normal form."""

    def __init__(
        self,
        label: Words,
        validators: Sequence[Any] = (),
        *,
        reader: Callable[[str], Any],
        **more: Any,
    ) -> None:
        super().__init__(label, validators, **more)
        self.reader = reader

    def read(self, typed: str) -> Any:
        try:
            return self.reader(typed)
        except DomainError as refusal:
            self.wrong = sentence(refusal)
            raise ValueError from refusal


class DayField(DateField):
    """A day."""

    data: date | None

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        try:
            super().process_formdata([value.strip() for value in valuelist])
        except ValueError as error:
            raise ValueError(str(lazy_gettext("Skriv ett datum, till exempel 2026-03-01."))) from (
                error
            )
        if self.data is not None and not date(1900, 1, 1) <= self.data < date(2200, 1, 1):
            self.data = None
            raise ValueError(str(lazy_gettext("Året är orimligt.")))


class ClockField(TypedField):
    """A time of day, as 14:30."""

    wrong = lazy_gettext("Skriv ett klockslag, till exempel 14:30.")

    def write(self, value: time) -> str:
        return f"{value:%H:%M}"

    def read(self, typed: str) -> time:
        return datetime.strptime(typed.replace(".", ":"), "%H:%M").time()  # noqa: DTZ007 -- a time of day


class InstantField(DateTimeLocalField):
    """A day and a time of day in Sweden; the value is an aware instant."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        try:
            super().process_formdata([value.strip() for value in valuelist])
        except ValueError as error:
            raise ValueError(str(lazy_gettext("Skriv datum och klockslag."))) from error

    def read_instant(self) -> datetime | None:
        """What was typed, as an instant; None: nothing was typed."""
        local: datetime | None = self.data
        return None if local is None else local.replace(tzinfo=clock.LOCAL)


def _known_choice(_form: Any, field: Any) -> None:
    known = {str(value) for value, *_ in field.iter_choices()}
    chosen = field.data if isinstance(field.data, list) else [field.data]
    if any(value is not None and str(value) not in known for value in chosen):
        raise StopValidation(str(lazy_gettext("Välj något av alternativen.")))


def _in_language(choices: Mapping[str, Words]) -> Callable[[], dict[str, str]]:
    """The choices of a form as it is shown, in the language of who reads."""
    return lambda: {value: str(words) for value, words in choices.items()}


class _OfKnownChoices(Field):
    """A field that takes no value but those it offers; `choices` is value to words."""

    def __init__(
        self,
        label: Words,
        validators: Sequence[Any] = (),
        *,
        choices: Mapping[str, Words],
        **more: Any,
    ) -> None:
        checks = [*validators, _known_choice]
        super().__init__(
            label, checks, choices=_in_language(choices), validate_choice=False, **more
        )


class ChoiceField(_OfKnownChoices, SelectField):
    """One of a list that drops down."""


class OneOfField(_OfKnownChoices, RadioField):
    """One of a few, all in sight."""


class SeveralOfField(_OfKnownChoices, SelectMultipleField):
    """Any of a few, as boxes to tick."""


class TickField(BooleanField):
    """Yes if ticked."""


__all__ = [
    "ChoiceField",
    "DayField",
    "DecimalNumberField",
    "Field",
    "InstantField",
    "LongTextField",
    "MoneyField",
    "NumberOfKindField",
    "OfficeForm",
    "OneOfField",
    "SecretField",
    "SeveralOfField",
    "TextField",
    "TickField",
    "TypedField",
    "WholeNumberField",
    "at_most",
    "if_filled",
    "must",
    "required",
]
