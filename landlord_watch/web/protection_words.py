"""Words for how somebody is protected, and for what is kept of them."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.reach.models import ProtectionLevel

LEVELS: Mapping[str, LazyString] = {
    ProtectionLevel.MARKED.value: lazy_gettext("Sekretessmarkering"),
    ProtectionLevel.REGISTERED_ELSEWHERE.value: lazy_gettext("Skyddad folkbokföring"),
    ProtectionLevel.NEW_IDENTITY.value: lazy_gettext("Fingerade personuppgifter"),
}
#: What is kept of where somebody is, by the names of `Details`.
WHEREABOUTS: Mapping[str, LazyString] = {
    "address": lazy_gettext("Var personen bor"),
    "post_by": lazy_gettext("Post går via"),
    "phone": lazy_gettext("Telefon"),
    "email": lazy_gettext("E-post"),
    "school": lazy_gettext("Skola eller förskola"),
    "workplace": lazy_gettext("Arbetsplats"),
    "other": lazy_gettext("Annat som säger var personen är"),
}
