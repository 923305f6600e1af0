"""What refusals of the duty list, and of orders to tablets, say to people."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

DUTY_SENTENCES: Mapping[str, LazyString] = {
    "tablet_not_in_use": lazy_gettext("Plattan är spärrad. Den får inga fler order."),
    "tablet_already_told": lazy_gettext(
        "Plattan har redan fått ordern, eller så har någon tagit tillbaka den. Läs om sidan."
    ),
    "concern_acknowledged": lazy_gettext("Någon har redan kvitterat. Läs om sidan."),
    "duty_ends_too_early": lazy_gettext("Jouren måste sluta efter att den har börjat."),
    "duty_for_others": lazy_gettext(
        "Personen har inte rollen jour, eller har slutat. Välj någon annan."
    ),
    "mail_address_malformed": lazy_gettext(
        "Skriv en enda e-postadress, till exempel jour@kommunen.example."
    ),
    "duty_already_ended": lazy_gettext("Någon har redan tagit bort platsen från jourlistan."),
}
