"""Forms by which roles are asked for: which, and what for."""

from flask_babel import lazy_gettext
from wtforms.validators import ValidationError

from landlord_watch.identity.rules import Role
from landlord_watch.web import forms
from landlord_watch.web.staff_words import ROLES

WHAT_FOR = lazy_gettext("Vem är det, och vad ska personen göra?")
SAY_WHAT_FOR = lazy_gettext("Skriv det, så att den som säger ja vet vad det gäller.")
MOST_LETTERS = 500


class _RolesTicked(forms.OfficeForm):
    """What somebody is to work as."""

    roles = forms.SeveralOfField(
        lazy_gettext("Roller"),
        [forms.required(lazy_gettext("Välj minst en roll."))],
        choices=ROLES,
    )

    def read_roles(self) -> frozenset[Role]:
        """What was ticked."""
        return frozenset(Role(value) for value in self.roles.data)


class AskedRolesForm(_RolesTicked):
    """Roles that somebody is to have; another says yes or no."""

    reason = forms.LongTextField(
        WHAT_FOR, [forms.required(SAY_WHAT_FOR), forms.at_most(MOST_LETTERS)]
    )


class RolesForm(_RolesTicked):
    """Roles of who has some: what is taken away needs no reason."""

    reason = forms.LongTextField(WHAT_FOR, [forms.at_most(MOST_LETTERS)])

    #: Those there are; the view says.
    held: frozenset[Role] = frozenset()

    def validate_reason(self, field: forms.Field) -> None:
        """Ask what a new role is for."""
        if not field.data and self.roles.data and self.read_roles() - self.held:
            raise ValidationError(SAY_WHAT_FOR)
