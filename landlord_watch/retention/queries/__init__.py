"""Reading what is kept, what is due, and what has been taken away."""

from landlord_watch.retention.queries.files import find_file, list_files
from landlord_watch.retention.queries.overview import (
    DueFile,
    KeptFiles,
    PurgeRow,
    find_log_purge,
    get_purge,
    list_approved,
    list_case_numbers,
    list_purges,
    look_over,
)
from landlord_watch.retention.queries.own_file import read_own_file
from landlord_watch.retention.queries.standing import (
    CopyRow,
    GroundRow,
    HoldRow,
    get_ground,
    get_hold,
    list_copies,
    list_grounds,
    list_holds,
)

__all__ = [
    "CopyRow",
    "DueFile",
    "GroundRow",
    "HoldRow",
    "KeptFiles",
    "PurgeRow",
    "find_file",
    "find_log_purge",
    "get_ground",
    "get_hold",
    "get_purge",
    "list_approved",
    "list_case_numbers",
    "list_copies",
    "list_files",
    "list_grounds",
    "list_holds",
    "list_purges",
    "look_over",
    "read_own_file",
]
