"""Words for roles, by their values, in the order they are shown."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.identity.rules import Role

ROLES: Mapping[str, LazyString] = {
    Role.FIELD_OFFICER.value: lazy_gettext("Fältpersonal"),
    Role.CASEWORKER.value: lazy_gettext("Handläggare"),
    Role.CASE_MANAGER.value: lazy_gettext("Ärendeansvarig chef"),
    Role.DUTY_OFFICER.value: lazy_gettext("Jour"),
    Role.BOARD_MEMBER.value: lazy_gettext("Förtroendevald"),
    Role.ANALYST.value: lazy_gettext("Uppföljare"),
    Role.ADMINISTRATOR.value: lazy_gettext("Administratör"),
    Role.DATA_PROTECTION_OFFICER.value: lazy_gettext("Dataskyddsombud"),
}
