"""What somebody found who looked into why a file was read."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.web import forms


class VerdictForm(forms.OfficeForm):
    """A verdict, of those there are for what was looked into, and a note."""

    verdict = forms.OneOfField(
        lazy_gettext("Bedömning"),
        [forms.required(lazy_gettext("Välj en bedömning."))],
        choices={},
    )
    note = forms.LongTextField(lazy_gettext("Anteckning"), [forms.at_most(2000)])

    def __init__(self, verdicts: Mapping[str, LazyString]) -> None:
        super().__init__()
        self.verdict.choices = {value: str(words) for value, words in verdicts.items()}
