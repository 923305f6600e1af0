"""Lists of the case world: who rents which home, and what was paid for it."""

from landlord_watch.identity.rules import Permission
from landlord_watch.imports.rules.kinds import KINDS
from landlord_watch.web.about import OWN
from landlord_watch.web.import_lists import Lists
from landlord_watch.web.import_pages import import_pages

bp = import_pages(
    "case_imports",
    __name__,
    Lists(
        Permission.IMPORTS_CASES,
        tuple(name for name, kind in KINDS.items() if kind.is_of_cases),
        is_of_cases=True,
    ),
    about=OWN,
)
