"""How it is said what is the matter with a tablet."""

from collections.abc import Mapping

from flask_babel import gettext, lazy_gettext, ngettext
from flask_babel.speaklater import LazyString

from landlord_watch.identity.models import Device
from landlord_watch.sync.rules import Silence
from landlord_watch.web.format import number

#: What field staff are asked to stay within; more than this makes a consent's time doubtful.
MOST_CLOCK_SECONDS = 120
SECONDS_AN_HOUR, SECONDS_A_DAY = 3600, 86_400
BYTES_A_MEGABYTE = 1_000_000
#: The part of its room from which a tablet is nearly full. Own.
FULL_FROM = 0.9

SILENCES: Mapping[Silence, LazyString] = {
    Silence.DAY: lazy_gettext("tyst i mer än ett dygn, och behövs eller har något osänt"),
    Silence.THREE_DAYS: lazy_gettext("har haft något osänt, eller varit tyst, i mer än tre dygn"),
    Silence.CONCERN: lazy_gettext("en oro för barn ligger kvar på den, och den är tyst"),
}


def is_clock_off(device: Device) -> bool:
    """Whether a tablet's clock is so wrong that it must be put right."""
    offset = device.clock_offset_seconds
    return offset is not None and abs(offset) > MOST_CLOCK_SECONDS


def clock_words(device: Device) -> str:
    """`3 min efter`, `2 h före`; a clock within a second or two is right."""
    offset = device.clock_offset_seconds
    if offset is None:
        return "–"
    if abs(offset) <= MOST_CLOCK_SECONDS:
        return gettext("rätt")
    how_much = _much(abs(offset))
    if offset > 0:
        return gettext("%(much)s före", much=how_much)
    return gettext("%(much)s efter", much=how_much)


def _much(seconds: int) -> str:
    if seconds >= SECONDS_A_DAY:
        days = seconds // SECONDS_A_DAY
        return ngettext("%(num)s dygn", "%(num)s dygn", days)
    if seconds >= SECONDS_AN_HOUR:
        return gettext("%(hours)s h", hours=seconds // SECONDS_AN_HOUR)
    return gettext("%(minutes)s min", minutes=seconds // 60)


def is_storage_scarce(device: Device) -> bool:
    """Whether a tablet has so little room left that photos may soon not be kept."""
    used, quota = device.storage_used, device.storage_quota
    return used is not None and quota is not None and used >= quota * FULL_FROM


def storage_words(device: Device) -> str:
    """`120 av 2 000 MB`; a dash where the tablet has not said."""
    if device.storage_used is None or device.storage_quota is None:
        return "–"
    return gettext(
        "%(used)s av %(quota)s MB",
        used=number(device.storage_used // BYTES_A_MEGABYTE),
        quota=number(device.storage_quota // BYTES_A_MEGABYTE),
    )
