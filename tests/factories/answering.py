"""What a file is answered by, and how many rows it wrote: for tests and figures alike."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factories.imports import Desk
from factories.malformed import Malformed
from landlord_watch.dwellings.models import Dwelling, OfferedRent
from landlord_watch.imports.errors import FileUnreadable, NothingChosen
from landlord_watch.landlords.models import Party

WRITTEN = (Dwelling, OfferedRent, Party)


def answers_to(desk: Desk, one: Malformed) -> list[str]:
    """The codes of all that is said of a file; what can be taken in of it is taken in."""
    try:
        batch = desk.bring(one.make())
    except FileUnreadable as refusal:
        return [refusal.reason]
    if not batch.layout["header_row"]:
        return ["header_missing"]
    staged = desk.stage(batch)
    try:
        desk.commit(staged)
    except NothingChosen:
        return [code for _, code, _ in desk.codes(staged)]
    return ["taken in"]


def rows_written(session: Session) -> int:
    """How many rows there are in the registers that lists write to."""
    counts = (select(func.count()).select_from(model) for model in WRITTEN)
    return sum(session.scalar(query) or 0 for query in counts)
