"""
Statements compiled once in a run of tests.

Every test has engines of its own, with the same statements, and to compile them all anew took an
eighth of the time. Figures do not load this: what they measure compiles as an office does.
"""

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

STATEMENTS = 3000
#: What statements compile to, by the kind of database.
_COMPILED: dict[type, LRUCache] = {}

DefaultDialect.__hash__ = lambda dialect: hash(type(dialect))  # part of a statement's key
DefaultDialect.__eq__ = lambda dialect, other: type(dialect) is type(other)


@event.listens_for(Engine, "engine_connect")
def _compile_once(connection: Connection) -> None:
    shared = _COMPILED.setdefault(type(connection.dialect), LRUCache(STATEMENTS))
    connection.engine._compiled_cache = shared  # noqa: SLF001 -- it has no other door
