"""Forms of letters: what one is made from, what it says, and that it was sent."""

from flask_babel import lazy_gettext

from landlord_watch.documents import rules
from landlord_watch.documents.models import SentBy
from landlord_watch.documents.services import LetterText
from landlord_watch.kernel.errors import RuleBroken
from landlord_watch.web import dialogue_words, forms

#: What stands in a letter, by field; each is looked over at its own.
TEXTS = ("office", "recipient", "contact", "subject", "body")


class ChoiceForm(forms.OfficeForm):
    """Which template, and what is to stand in it; the view says what there is to choose from."""

    template = forms.OneOfField(
        lazy_gettext("Mall"), [forms.required(lazy_gettext("Välj en mall."))], choices={}
    )
    measures = forms.SeveralOfField(lazy_gettext("Åtaganden att ta med"), choices={})
    deficiencies = forms.SeveralOfField(lazy_gettext("Brister att ta med"), choices={})


class DraftForm(forms.OfficeForm):
    """A letter before it is made."""

    office = forms.TextField(
        lazy_gettext("Från"),
        [forms.required(lazy_gettext("Skriv vem brevet är från.")), forms.at_most(120)],
    )
    recipient = forms.LongTextField(
        lazy_gettext("Till"),
        [forms.required(lazy_gettext("Skriv vem brevet är till.")), forms.at_most(400)],
    )
    contact = forms.TextField(lazy_gettext("Kontakt hos kommunen"), [forms.at_most(160)])
    reference = forms.TextField(lazy_gettext("Diarienummer"), [forms.at_most(60)])
    subject = forms.TextField(
        lazy_gettext("Rubrik"),
        [forms.required(lazy_gettext("Skriv en rubrik.")), forms.at_most(160)],
    )
    body = forms.LongTextField(
        lazy_gettext("Brevet"),
        [forms.required(lazy_gettext("Skriv brevet.")), forms.at_most(12_000)],
    )

    def is_ready(self) -> bool:
        """Whether it was sent, and nothing is missing or must not stand; else said at its field."""
        if not self.validate_on_submit():
            return False
        refused = [name for name in TEXTS if self._refuses(name)]
        return not refused

    def _refuses(self, name: str) -> bool:
        try:
            rules.check_filled(self[name].data or "")
            rules.check_names_nobody(self[name].data or "")
        except RuleBroken as refusal:
            self.refuse(refusal, field=name)
            return True
        return False

    def read_text(self) -> LetterText:
        """What was typed."""
        return LetterText(
            office=self.office.data or "",
            recipient=self.recipient.data or "",
            contact=self.contact.data or "",
            subject=self.subject.data or "",
            body=self.body.data or "",
        )


class CaseDraftForm(DraftForm):
    """A letter of a case before it is made: it names whom it is about, and lacks nothing."""

    def lacks(self) -> tuple[str, ...]:
        """What it lacks, by the words of its places."""
        return rules.missing(*(self[name].data or "" for name in TEXTS))

    def is_ready(self) -> bool:
        """Whether it was sent, and nothing is missing; what is, the page lists."""
        return self.validate_on_submit() and not self.lacks()


class SentForm(forms.OfficeForm):
    """That a letter left."""

    sent_on = forms.DayField(
        lazy_gettext("Skickat"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )
    sent_by = forms.OneOfField(
        lazy_gettext("Hur"),
        [forms.required(lazy_gettext("Välj hur brevet skickades."))],
        choices=dialogue_words.SENT_BY,
    )

    def read_sent_by(self) -> SentBy:
        """How it left."""
        return SentBy(self.sent_by.data)


class ReceivedForm(forms.OfficeForm):
    """That a letter has come."""

    received_on = forms.DayField(
        lazy_gettext("Kom fram"), [forms.required(lazy_gettext("Skriv ett datum."))]
    )


class DiscardForm(forms.OfficeForm):
    """That a letter is not to be sent."""

    reason = forms.LongTextField(
        lazy_gettext("Varför ska brevet inte skickas?"),
        [forms.required(lazy_gettext("Skriv varför.")), forms.at_most(2_000)],
    )
