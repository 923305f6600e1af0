"""Words for why a case was opened outside somebody's assignment, and what was said of it."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.reach.models import OpeningCategory, OpeningVerdict

CATEGORIES: Mapping[str, LazyString] = {
    OpeningCategory.ACUTE.value: lazy_gettext("Fara för liv, hälsa eller ett barn"),
    OpeningCategory.COVERING.value: lazy_gettext("Den som har ärendet är borta, och det brådskar"),
    OpeningCategory.CONTACTED.value: lazy_gettext("Den det gäller har hört av sig"),
    OpeningCategory.SUPERVISION.value: lazy_gettext("Tillsyn eller egen kontroll"),
    OpeningCategory.OTHER.value: lazy_gettext("Annat"),
}
VERDICTS: Mapping[str, LazyString] = {
    OpeningVerdict.JUSTIFIED.value: lazy_gettext("Det fanns skäl"),
    OpeningVerdict.UNJUSTIFIED.value: lazy_gettext("Det fanns inte skäl"),
}
