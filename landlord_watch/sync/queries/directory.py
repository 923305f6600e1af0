"""Whom to call, as this installation has it."""

from hashlib import sha256

from landlord_watch.settings import Settings
from landlord_watch.sync.shapes import Directory, DirectoryEntry

EMERGENCY = DirectoryEntry(
    label_sv="Nödnumret", label_en="Emergency number", phone="112", kind="emergency"
)
POLICE = DirectoryEntry(label_sv="Polisen", label_en="Police", phone="114 14")


def directory_of(settings: Settings) -> Directory:
    """The municipality and the numbers a tablet shows; the duty's own only if it is set."""
    duty = DirectoryEntry(
        label_sv="Socialjouren",
        label_en="Social services on call",
        phone=settings.duty_phone,
        kind="on_call",
    )
    return Directory(
        municipality_code=settings.municipality.code,
        municipality=settings.municipality.name,
        is_demo=settings.is_demo,
        numbers=[EMERGENCY, *([duty] if settings.duty_phone else []), POLICE],
    )


def directory_version(directory: Directory) -> str:
    """What the feed calls a directory: another as soon as anything in it is."""
    return f"directory@{sha256(directory.model_dump_json().encode()).hexdigest()[:16]}"
