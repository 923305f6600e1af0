"""
What proves who somebody is, taken from a form: on the way in, and again when signed in.

Each says whether it was taken. If not, the form says why, and that somebody tried is kept.
"""

from collections.abc import Callable

from landlord_watch.identity import services
from landlord_watch.identity.models import UnfinishedSignIn
from landlord_watch.identity.services.proving import Asked
from landlord_watch.infra import clock
from landlord_watch.web.db import db
from landlord_watch.web.factor_forms import CodeForm, KeyForm, NewKeyForm
from landlord_watch.web.forms import OfficeForm
from landlord_watch.web.signing_in import kept_if_wrong, own_origin


def proved_by_code(form: CodeForm, asked: Asked) -> bool:
    """A code of an app, or one from paper."""
    return _took(
        form,
        lambda: services.prove_by_code(
            db(), asked=asked, code=form.code.data or "", at=clock.utc_now()
        ),
        field="code",
    )


def proved_by_key(form: KeyForm, asked: Asked) -> bool:
    """What a key answered."""
    return _took(
        form,
        lambda: services.prove_by_key(
            db(),
            asked=asked,
            answer=form.answer.data or "",
            origin=own_origin(),
            at=clock.utc_now(),
        ),
    )


def took_first_code(form: CodeForm, asked: UnfinishedSignIn) -> bool:
    """The code that a second person handed over."""
    return _took(
        form,
        lambda: services.take_first_code(
            db(), asked=asked, code=form.code.data or "", at=clock.utc_now()
        ),
        field="code",
    )


def added_key(form: NewKeyForm, asked: Asked) -> bool:
    """A key that was made."""
    return _took(
        form,
        lambda: services.add_security_key(
            db(),
            asked=asked,
            answer=form.answer.data or "",
            name=form.name.data or "",
            origin=own_origin(),
            at=clock.utc_now(),
        ),
    )


def added_app(form: CodeForm, asked: Asked) -> bool:
    """An app, by its first right code."""
    return _took(
        form,
        lambda: services.add_code_app(
            db(), asked=asked, code=form.code.data or "", at=clock.utc_now()
        ),
        field="code",
    )


def _took(form: OfficeForm, take: Callable[[], None], *, field: str | None = None) -> bool:
    def take_and_keep() -> None:
        with kept_if_wrong():
            take()

    return form.carries(take_and_keep, at=field)
