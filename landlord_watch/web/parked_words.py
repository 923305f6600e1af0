"""Why a parcel could not be read and what to do about it, by the code of the reason."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from landlord_watch.infra.sealing import KeyTrouble

REASONS: Mapping[str, LazyString] = {
    "content_malformed": lazy_gettext(
        "Innehållet följer inte formatet. Plattans version kan ha ett fel: be om hjälp innan den "
        "används igen."
    ),
    "content_ids_differ": lazy_gettext(
        "Utsidan och innehållet gäller inte samma besök. Be om hjälp innan plattan används igen."
    ),
    "visit_unknown": lazy_gettext(
        "Besöket finns inte här. Har en säkerhetskopia lästs tillbaka? Planera besöket igen."
    ),
    "cannot_open": lazy_gettext(
        "Försändelsen är låst med en nyckel som inte finns här. Be den som sköter servern att "
        "lägga tillbaka den; då läses försändelsen av sig själv."
    ),
    "open_failed": lazy_gettext(
        "Försändelsen har ändrats efter att plattan låste den. Be om hjälp innan plattan används "
        "igen."
    ),
    "schema_unknown": lazy_gettext(
        "Plattan är nyare än kontoret. Uppdatera kontoret och läs sedan igen."
    ),
    "device_unknown": lazy_gettext("Plattan är inte känd här."),
    "author_differs": lazy_gettext(
        "Den som skrev är inte den som plattan är ansluten till. Fråga båda vad som hände."
    ),
    "device_revoked": lazy_gettext(
        "Plattan var spärrad när försändelsen kom. Fråga den som bar plattan innan den läses."
    ),
    "device_quarantined": lazy_gettext(
        "Plattan var i karantän när försändelsen kom. Läs den när du vet att den är som den ska."
    ),
    "failed": lazy_gettext(
        "Ett fel hos oss. Felet finns i serverns logg; läs igen när det är rättat."
    ),
}


#: What is the matter with a private key of the municipality.
KEY_TROUBLES: Mapping[KeyTrouble, LazyString] = {
    KeyTrouble.MISSING: lazy_gettext("Filen finns inte."),
    KeyTrouble.EXPOSED: lazy_gettext("Andra än ägaren kan läsa filen, så den används inte."),
    KeyTrouble.UNREADABLE: lazy_gettext("Filen går inte att läsa som en nyckel."),
    KeyTrouble.OTHER_KEY: lazy_gettext("Filen innehåller en annan nyckel."),
}


def reason(code: str) -> str:
    """Why, in words; the code itself where there are none."""
    return str(REASONS.get(code, code))
