"""
Statements that are rendered once, and then handed to the driver as they are.

SQLAlchemy makes a context and a result around each statement. That takes longer than a small
statement does, and everybody else who writes waits meanwhile. For the few that a delivery is made
of; a page has no need of it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Delete, Dialect, Insert, Select, Update
from sqlalchemy.exc import DBAPIError

Processor = Callable[[Any], Any]
Values = Mapping[str, Any]
Statement = Select[Any] | Insert | Update | Delete


class Prepared:
    """
    A statement for any database. Its values are given by the names of its parameters, or of the
    columns a row is inserted with. What is refused is raised as SQLAlchemy raises it.
    """

    def __init__(self, statement: Statement) -> None:
        self._statement = statement
        #: By the dialect, and the names of what is given.
        self._rendered: dict[tuple[str, tuple[str, ...]], _Rendered] = {}

    def run(self, connection: Connection, values: Values) -> int:
        """How many rows it touched."""
        cursor = self._ask(connection, values)[1]
        touched: int = cursor.rowcount
        cursor.close()
        return touched

    def run_each(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Once for each of these; they all give values of the same names."""
        if len(rows) == 1:
            self.run(connection, rows[0])
        elif rows:
            rendered = self._render(connection, rows[0])
            execute(connection, rendered.text, [rendered.bound(row) for row in rows]).close()

    def first(self, connection: Connection, values: Values) -> tuple[Any, ...] | None:
        """The first row; None: there is none."""
        rendered, cursor = self._ask(connection, values)
        row = cursor.fetchone()
        cursor.close()
        return None if row is None else rendered.read(row)

    def all(self, connection: Connection, values: Values) -> list[tuple[Any, ...]]:
        """Every row."""
        rendered, cursor = self._ask(connection, values)
        rows = cursor.fetchall()
        cursor.close()
        return [rendered.read(row) for row in rows]

    def _ask(self, connection: Connection, values: Values) -> tuple["_Rendered", Any]:
        rendered = self._render(connection, values)
        return rendered, execute(connection, rendered.text, rendered.bound(values))

    def _render(self, connection: Connection, values: Values) -> "_Rendered":
        names = tuple(values)
        rendered = self._rendered.get((connection.dialect.name, names))
        if rendered is None:
            rendered = _Rendered.of(self._statement, connection.dialect, names)
            self._rendered[connection.dialect.name, names] = rendered
        return rendered


def execute(connection: Connection, text: str, values: Any) -> Any:
    """
    The driver's cursor, having been asked; a transaction has been begun on the connection. A list
    is of the values for one time after the other.
    """
    dialect = connection.dialect
    driver = dialect.loaded_dbapi.Error
    cursor: Any = None
    try:
        cursor = connection.connection.cursor()
        (cursor.executemany if isinstance(values, list) else cursor.execute)(text, values)
    except driver as error:
        is_gone = dialect.is_disconnect(error, connection.connection, cursor)
        if is_gone:
            connection.invalidate(error)
        raise DBAPIError.instance(
            text, None, error, driver, connection_invalidated=is_gone, dialect=dialect
        ) from error
    return cursor


@dataclass(frozen=True, slots=True)
class _Rendered:
    """A statement as one driver takes it."""

    text: str
    is_positional: bool
    #: Each parameter in its place: its name, and what makes its value one for the driver.
    parameters: tuple[tuple[str, Processor | None], ...]
    #: The values that the statement brings itself.
    own: Mapping[str, Any]
    #: And those it makes for each row.
    made: Mapping[str, Processor]
    #: What makes a value of each column of a row one of ours.
    columns: tuple[Processor | None, ...]

    @classmethod
    def of(cls, statement: Statement, dialect: Dialect, names: tuple[str, ...]) -> "_Rendered":
        """Raises: `TypeError`, if it is written anew for the values it is given."""
        written = names if isinstance(statement, Insert) else None
        compiled = statement.compile(dialect=dialect, column_keys=written)
        if "POSTCOMPILE" in compiled.string:
            raise TypeError("a list of values makes another statement each time")
        binds = {name: bind for bind, name in compiled.bind_names.items()}
        own = {name: bind.value for name, bind in binds.items() if not bind.required}
        made = {}
        for column in compiled.insert_prefetch:
            default: Any = column.default  # they are those that have one
            if default.is_scalar:
                own[column.key] = default.arg
            else:
                made[column.key] = default.arg
        return cls(
            compiled.string,
            bool(compiled.positional),
            tuple(
                (name, binds[name].type.dialect_impl(dialect).bind_processor(dialect))
                for name in compiled.positiontup or binds
            ),
            own,
            made,
            tuple(
                column.type.dialect_impl(dialect).result_processor(dialect, None)
                for column in statement.exported_columns
            ),
        )

    def bound(self, values: Values) -> Any:
        """The values as the driver takes them."""
        all_ = {**self.own, **{name: make(None) for name, make in self.made.items()}, **values}
        given = [
            (name, all_[name] if process is None else process(all_[name]))
            for name, process in self.parameters
        ]
        return tuple(value for _, value in given) if self.is_positional else dict(given)

    def read(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """A row of the driver's, as ours."""
        return tuple(
            value if process is None else process(value)
            for process, value in zip(self.columns, row, strict=True)
        )
