"""Forms of what a case costs, what is claimed of it, the answer and what comes."""

from datetime import date

from flask_babel import lazy_gettext

from landlord_watch.case_costs.rules import Answer, ClaimGround, CostKind
from landlord_watch.case_costs.services import Answered, Claim, Cost, Paid
from landlord_watch.web import case_cost_words as words
from landlord_watch.web import forms

AMOUNT = [forms.required(lazy_gettext("Skriv ett belopp."))]
DAY = [forms.required(lazy_gettext("Skriv vilken dag."))]


class CostForm(forms.OfficeForm):
    """What a month cost."""

    kind = forms.OneOfField(
        lazy_gettext("Vad gick pengarna till?"),
        [forms.required(lazy_gettext("Välj vad pengarna gick till."))],
        choices=words.KINDS,
    )
    month = forms.ChoiceField(lazy_gettext("Månad"), choices={})
    amount = forms.MoneyField(lazy_gettext("Belopp"), AMOUNT)
    note = forms.LongTextField(lazy_gettext("Anteckning"), [forms.at_most(2_000)])

    def read_cost(self) -> Cost:
        """What was typed."""
        month = date.fromisoformat(f"{self.month.data}-01")
        return Cost(
            CostKind(self.kind.data), month, forms.must(self.amount.data), self.note.data or ""
        )


class ClaimForm(forms.OfficeForm):
    """What is claimed of whom."""

    municipality_code = forms.ChoiceField(
        lazy_gettext("Av vilken kommun?"),
        [forms.required(lazy_gettext("Välj en kommun."))],
        choices={},
    )
    ground = forms.OneOfField(
        lazy_gettext("Vad vilar det på?"),
        [forms.required(lazy_gettext("Välj vad det vilar på."))],
        choices=words.GROUNDS,
    )
    amount = forms.MoneyField(lazy_gettext("Belopp"), AMOUNT)
    claimed_on = forms.DayField(lazy_gettext("Begärt"), DAY)
    note = forms.LongTextField(lazy_gettext("Anteckning"), [forms.at_most(2_000)])

    def read_claim(self) -> Claim:
        """What was typed."""
        return Claim(
            self.municipality_code.data,
            ClaimGround(self.ground.data),
            forms.must(self.amount.data),
            forms.must(self.claimed_on.data),
            self.note.data or "",
        )


class AnswerForm(forms.OfficeForm):
    """What they said."""

    answer = forms.OneOfField(
        lazy_gettext("Vad svarade de?"),
        [forms.required(lazy_gettext("Välj vad de svarade."))],
        choices=words.ANSWERS,
    )
    part = forms.MoneyField(lazy_gettext("Hur mycket de går med på"), [forms.if_filled()])
    answered_on = forms.DayField(lazy_gettext("Svarade"), DAY)
    answer_words = forms.LongTextField(lazy_gettext("Deras skäl"), [forms.at_most(2_000)])

    def read_answered(self) -> Answered:
        """What was typed."""
        return Answered(
            Answer(self.answer.data),
            forms.must(self.answered_on.data),
            self.part.data,
            self.answer_words.data or "",
        )


class PaidForm(forms.OfficeForm):
    """What came."""

    amount = forms.MoneyField(lazy_gettext("Belopp"), AMOUNT)
    paid_on = forms.DayField(lazy_gettext("Kom den dag"), DAY)
    is_meant = forms.TickField(lazy_gettext("Det stämmer, även om det är mer än som begärdes"))

    def read_paid(self) -> Paid:
        """What was typed."""
        day = forms.must(self.paid_on.data)
        return Paid(forms.must(self.amount.data), day, bool(self.is_meant.data))
