"""Forms that several pages of the case world share."""

from flask_babel import lazy_gettext

from landlord_watch.web import forms


class EndForm(forms.OfficeForm):
    """From which day something is over."""

    ends_on = forms.DayField(
        lazy_gettext("Första dagen utan"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )
