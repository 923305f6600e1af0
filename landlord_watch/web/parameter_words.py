"""What the values that editions go by are called, and what they are counted in."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

PARAMETERS: Final[Mapping[str, LazyString]] = {
    "coverage_floor_percent": lazy_gettext("Så mycket måste vara känt för en signal, procent"),
    "confidence_percent": lazy_gettext("Hur säkra intervallen är, procent"),
    "watch_tail_permille": lazy_gettext("Uppmärksamma: mer sällan än så av slumpen, promille"),
    "review_tail_permille": lazy_gettext("Granska: mer sällan än så av slumpen, promille"),
    "tolerance_kronor": lazy_gettext("Över norm räknas från mer än så, kronor"),
    "origin_months": lazy_gettext("Skriven i annan kommun inom så många månader före inflyttning"),
    "aid_months": lazy_gettext("Bistånd inom så många månader efter inflyttning"),
    "prior_weight": lazy_gettext("Jämförelsetalets vikt när hyresvärdarna är få, hyresavtal"),
    "least_prior_weight": lazy_gettext("Jämförelsetalets minsta vikt, hyresavtal"),
    "most_prior_weight": lazy_gettext("Jämförelsetalets största vikt, hyresavtal"),
    "prior_landlords": lazy_gettext("Hyresvärdar som behövs för att räkna fram vikten"),
    "adjusts_over_dispersion": lazy_gettext(
        "Vidga gränserna när hyresvärdarna skiljer sig mer än slumpen ger: 1 ja, 0 nej"
    ),
    "dispersion_landlords": lazy_gettext("Hyresvärdar som behövs för att vidga gränserna"),
}
