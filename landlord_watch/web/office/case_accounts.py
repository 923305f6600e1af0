"""The person's own account in a case: told, corrected, read back, taken back, and on paper."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from landlord_watch.cases import queries, services
from landlord_watch.cases.models import CaseAccount, Confirmation, ContactConsent, Signature
from landlord_watch.cases.rules.findings import ClearOwnWish
from landlord_watch.cases.services import AccountAsTold, ReadBack
from landlord_watch.households.queries import get_household, names_of
from landlord_watch.identity.queries import names_of as staff_names_of
from landlord_watch.identity.rules import Permission
from landlord_watch.infra import clock
from landlord_watch.web import about, case_against_words, forms
from landlord_watch.web.case_track_words import language_names
from landlord_watch.web.db import db
from landlord_watch.web.guard import actor_id, requires

bp = Blueprint("case_accounts", __name__, url_prefix="/office/cases/<uuid:case_id>/accounts")

#: At which field a refusal shows.
FIELDS = {"case_account_empty": "words", "case_account_day_outside": "told_on"}


class AccountForm(forms.OfficeForm):
    """What somebody told; who may have told it, and in which language, is filled in by the page."""

    person_id = forms.ChoiceField(
        lazy_gettext("Vem berättade?"),
        [forms.required(lazy_gettext("Välj vem i hushållet som berättade."))],
        choices={},
    )
    told_on = forms.DayField(
        lazy_gettext("Berättades"), [forms.required(lazy_gettext("Skriv vilken dag."))]
    )
    language = forms.ChoiceField(lazy_gettext("På vilket språk"), choices={})
    is_interpreted = forms.TickField(lazy_gettext("Tolk var med"))
    words = forms.LongTextField(
        lazy_gettext("Med personens egna ord"),
        [
            forms.required(lazy_gettext("Skriv vad personen berättade, med personens egna ord.")),
            forms.at_most(20_000),
        ],
    )
    coercion = forms.LongTextField(
        lazy_gettext("Vad som gjorde att det inte kändes som ett val (mellantvång)"),
        [forms.at_most(20_000)],
    )
    own_wish = forms.OneOfField(
        lazy_gettext("Hade personen själv en tydlig önskan att flytta?"),
        [forms.required(lazy_gettext("Välj ett svar, även om det är att det är oklart."))],
        choices=case_against_words.CLEAR_OWN_WISHES,
    )
    contact_consent = forms.OneOfField(
        lazy_gettext("Får den andra kommunen frågas?"),
        [forms.required(lazy_gettext("Välj ett svar, även om det är att ingen har frågat."))],
        choices=case_against_words.CONTACT_CONSENTS,
    )

    def read_told(self) -> AccountAsTold:
        """What was typed."""
        return AccountAsTold(
            person_id=UUID(self.person_id.data),
            told_on=forms.must(self.told_on.data),
            words=self.words.data,
            own_wish=ClearOwnWish(self.own_wish.data),
            contact_consent=ContactConsent(self.contact_consent.data),
            coercion=self.coercion.data or "",
            language=self.language.data or "",
            is_interpreted=self.is_interpreted.data,
        )


class ReadBackForm(forms.OfficeForm):
    """What who told said when it was read back."""

    read_back_on = forms.DayField(
        lazy_gettext("Lästes upp"), [forms.required(lazy_gettext("Skriv vilken dag."))]
    )
    confirmation = forms.OneOfField(
        lazy_gettext("Stämmer det som är skrivet?"),
        [forms.required(lazy_gettext("Välj vad personen svarade."))],
        choices=case_against_words.CONFIRMATIONS,
    )
    signature = forms.OneOfField(
        lazy_gettext("Skrev personen under?"),
        [forms.required(lazy_gettext("Välj ett svar. Ingen måste skriva under."))],
        choices=case_against_words.SIGNATURES,
    )

    def read_read_back(self) -> ReadBack:
        """What was typed."""
        return ReadBack(
            on=forms.must(self.read_back_on.data),
            confirmation=Confirmation(self.confirmation.data),
            signature=Signature(self.signature.data),
        )


def _with_choices(form: AccountForm, household_id: UUID) -> AccountForm:
    people = [member.person_id for member in get_household(db(), household_id).members]
    names = names_of(db(), people)
    form.person_id.choices = {"": gettext("Välj")} | {str(id_): names[id_] for id_ in people}
    form.language.choices = {"": gettext("Inte antecknat"), **language_names()}
    return form


def _found(case_id: UUID, account_id: UUID) -> CaseAccount:
    return queries.get_account(db(), case_id=case_id, account_id=account_id)


def _back(case_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("cases.case", case_id=case_id, _anchor="accounts"), code=303)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def new_account(case_id: UUID) -> ResponseReturnValue:
    """Write down what somebody of the household told."""
    case = queries.get_case(db(), case_id)
    form = _with_choices(AccountForm(data={"told_on": clock.today()}), case.household_id)

    def record() -> None:
        services.record_account(
            db(),
            case_id=case_id,
            told=form.read_told(),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(record, at_code=FIELDS):
        flash(gettext("Berättelsen är sparad. Läs upp den för den som berättade."))
        return _back(case_id)
    page = render_template("office/case_accounts/new_account.html", form=form, case=case)
    return page, 422 if form.errors else 200


@bp.route("/<uuid:account_id>/correct", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def correct_account(case_id: UUID, account_id: UUID) -> ResponseReturnValue:
    """Put a better account in the place of one, which stays to be seen."""
    case, account = queries.get_case(db(), case_id), _found(case_id, account_id)
    form = _with_choices(_as_recorded(account), case.household_id)

    def correct() -> None:
        services.correct_account(
            db(),
            case_id=case_id,
            account_id=account_id,
            told=form.read_told(),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(correct, at_code=FIELDS):
        flash(gettext("Berättelsen är rättad. Läs upp den igen. Det som stod förut finns kvar."))
        return _back(case_id)
    page = render_template(
        "office/case_accounts/correct_account.html", form=form, case=case, account=account
    )
    return page, 422 if form.errors else 200


def _as_recorded(account: CaseAccount) -> AccountForm:
    """The form as it stands, to be corrected."""
    return AccountForm(
        data={
            "person_id": str(account.person_id),
            "told_on": account.told_on,
            "language": account.language,
            "is_interpreted": account.is_interpreted,
            "words": account.words,
            "coercion": account.coercion_words,
            "own_wish": account.own_wish.value,
            "contact_consent": account.contact_consent.value,
        }
    )


@bp.route("/<uuid:account_id>/read-back", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def read_back(case_id: UUID, account_id: UUID) -> ResponseReturnValue:
    """Note what who told said when the account was read back."""
    case, account = queries.get_case(db(), case_id), _found(case_id, account_id)
    form = ReadBackForm(data={"read_back_on": clock.today()})

    def confirm() -> None:
        services.confirm_account(
            db(),
            case_id=case_id,
            account_id=account_id,
            read_back=form.read_read_back(),
            today=clock.today(),
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    refused_at = {"case_account_day_outside": "read_back_on", "case_account_not_heard": "signature"}
    if form.carries(confirm, at_code=refused_at):
        flash(_said_of(form))
        return _back(case_id)
    page = render_template(
        "office/case_accounts/read_back.html", form=form, case=case, account=account
    )
    return page, 422 if form.errors else 200


def _said_of(form: ReadBackForm) -> str:
    if form.confirmation.data == Confirmation.CONFIRMED.value:
        return gettext("Berättelsen är uppläst och bekräftad.")
    return gettext("Det är antecknat. Rätta berättelsen, och läs sedan upp den igen.")


@bp.route("/<uuid:account_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.CASE_WRITE, about=about.CASE)
def withdraw_account(case_id: UUID, account_id: UUID) -> ResponseReturnValue:
    """Take back an account that was written down wrongly; it stays to be seen."""
    case, account = queries.get_case(db(), case_id), _found(case_id, account_id)
    form = forms.OfficeForm()

    def withdraw() -> None:
        services.withdraw_account(
            db(),
            case_id=case_id,
            account_id=account_id,
            actor_id=actor_id(),
            at=clock.utc_now(),
        )

    if form.carries(withdraw):
        flash(gettext("Berättelsen är tillbakatagen. Den räknas inte, men finns kvar att se."))
        return _back(case_id)
    page = render_template(
        "office/case_accounts/withdraw_account.html", form=form, case=case, account=account
    )
    return page, 422 if form.errors else 200


@bp.get("/<uuid:account_id>/paper")
@requires(Permission.CASE_READ, about=about.CASE)
def paper(case_id: UUID, account_id: UUID) -> ResponseReturnValue:
    """An account in large letters, to be read aloud and signed."""
    case, account = queries.get_case(db(), case_id), _found(case_id, account_id)
    return render_template(
        "office/case_accounts/paper.html",
        case=case,
        account=account,
        teller=names_of(db(), [account.person_id])[account.person_id],
        taken_by=staff_names_of(db(), {account.taken_by_id})[account.taken_by_id],
        told_in=language_names().get(account.language, ""),
        words=case_against_words,
    )
