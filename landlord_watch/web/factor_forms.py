"""The forms by which somebody proves who they are, and the picture an app is shown."""

import segno
from flask_babel import lazy_gettext
from wtforms.validators import ValidationError

from landlord_watch.identity.models import CodeApp
from landlord_watch.identity.proofs.codes import secret_address
from landlord_watch.web import forms
from landlord_watch.web.guard import settings

#: A secret is read off the screen in groups of this many letters.
GROUP = 4


class CodeForm(forms.OfficeForm):
    """A code of an app, or one from paper."""

    code = forms.TextField(
        lazy_gettext("Kod"), [forms.required(lazy_gettext("Skriv koden.")), forms.at_most(40)]
    )


class KeyForm(forms.OfficeForm):
    """What a security key answered; a script fills it in."""

    answer = forms.TextField(
        lazy_gettext("Nyckelns svar"),
        [forms.required(lazy_gettext("Nyckeln svarade inte. Försök igen."))],
    )


class NewKeyForm(KeyForm):
    """A new security key, and what one calls it."""

    name = forms.TextField(
        lazy_gettext("Vad vill du kalla den?"),
        [forms.required(lazy_gettext("Skriv ett namn, till exempel Surfplattan."))],
    )


class NewPasswordForm(forms.OfficeForm):
    """A password of one's own choice, twice, so that a slip shows."""

    password = forms.SecretField(
        lazy_gettext("Nytt lösenord"),
        [forms.required(lazy_gettext("Skriv ett lösenord.")), forms.at_most(1000)],
    )
    again = forms.SecretField(
        lazy_gettext("Samma lösenord igen"),
        [forms.required(lazy_gettext("Skriv lösenordet en gång till.")), forms.at_most(1000)],
    )

    def validate_again(self, field: forms.Field) -> None:
        """Refuse two that differ."""
        if field.data != self.password.data:
            raise ValidationError(lazy_gettext("Lösenorden är inte lika."))


def picture_of(app: CodeApp, *, username: str) -> str:
    """What an app's camera reads, as the address of a picture."""
    address = secret_address(
        app.secret, username=username, municipality=settings().municipality.name
    )
    return segno.make_qr(address, error="m").svg_data_uri(scale=5, border=2)


def secret_in_groups(app: CodeApp) -> str:
    """The secret of an app, to be typed by who cannot use the camera."""
    secret = app.secret
    return " ".join(secret[start : start + GROUP] for start in range(0, len(secret), GROUP))
