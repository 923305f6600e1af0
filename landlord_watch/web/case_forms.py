"""Forms that several pages of the case world share."""

from collections.abc import Callable
from datetime import date

from flask_babel import lazy_gettext

from landlord_watch.households.errors import EndedAlready
from landlord_watch.kernel.errors import RuleBroken
from landlord_watch.web import forms


class EndForm(forms.OfficeForm):
    """From which day something is over."""

    ends_on = forms.DayField(
        lazy_gettext("Första dagen utan"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )

    def ended(self, end: Callable[[date], object]) -> bool:
        """Whether a day was sent and `end` took it; why it did not then stands at the field."""
        if not self.validate_on_submit():
            return False
        try:
            end(forms.must(self.ends_on.data))
        except (RuleBroken, EndedAlready) as refusal:
            self.refuse(refusal, field="ends_on")
            return False
        return True
