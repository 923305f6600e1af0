"""Lists of the register: landlords, homes and what these are offered for."""

from landlord_watch.identity.rules import Permission
from landlord_watch.imports.rules.kinds import KINDS
from landlord_watch.web.import_lists import Lists
from landlord_watch.web.import_pages import import_pages

bp = import_pages(
    "register_imports",
    __name__,
    Lists(
        Permission.IMPORTS_REGISTER,
        tuple(name for name, kind in KINDS.items() if not kind.is_of_cases),
        is_of_cases=False,
    ),
    about=None,
)
