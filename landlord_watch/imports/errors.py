"""What taking in a list refuses."""

from uuid import UUID

from landlord_watch.kernel.errors import Conflict, RuleBroken


class FileUnreadable(RuleBroken):
    """A file that is no list we can read; `reason` says why, by a code with words of its own."""

    code = "import_file_unreadable"

    def __init__(self, *, reason: str) -> None:
        super().__init__(reason=reason)
        self.reason = reason


class FileReadAlready(Conflict):
    """The same file is here already, as a list of the same kind."""

    code = "import_file_read_already"

    def __init__(self, *, batch_id: UUID) -> None:
        super().__init__(batch_id=batch_id)
        self.batch_id = batch_id


class ColumnsMissing(RuleBroken):
    """Columns that a list of this kind must have are not pointed out."""

    code = "import_columns_missing"

    def __init__(self, *, fields: tuple[str, ...]) -> None:
        super().__init__(fields=fields)
        self.fields = fields


class ColumnNamedTwice(RuleBroken):
    """Two columns are said to say the same."""

    code = "import_column_named_twice"


class NothingChosen(RuleBroken):
    """Nothing of a list was asked to be taken in."""

    code = "import_nothing_chosen"


class PlanMoved(Conflict):
    """The register has changed since the list was looked over; it is to be looked over again."""

    code = "import_plan_moved"


class NotReady(Conflict):
    """A list that is not where this can be done to it: taken in, taken back or put away."""

    code = "import_not_ready"


class BegunAlready(Conflict):
    """A list that is being taken in at this moment."""

    code = "import_begun_already"


class UndoBlocked(Conflict):
    """What a list brought cannot be taken back while something else rests on it."""

    code = "import_undo_blocked"

    def __init__(self, *, count: int) -> None:
        super().__init__(count=count)


class RowNotUndecided(RuleBroken):
    """A choice for a row that needs none, or of something it cannot be."""

    code = "import_row_not_undecided"
