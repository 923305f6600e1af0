"""Columns carry their kind and unit in their name, and no relationship loads behind one's back."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, MetaData, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from landlord_watch.infra.database import Base, InstantColumn, MoneyColumn
from landlord_watch.models import metadata

TRUTHS = ("is_", "has_", "may_")
ENDINGS = {MoneyColumn: "_ore", InstantColumn: "_at", Date: "_on"}


def misnamed(tables: MetaData) -> Iterator[str]:
    """Columns whose name does not say what they hold, or says what they do not hold."""
    for table in tables.sorted_tables:
        for column in table.columns:
            if is_misnamed(column):
                yield f"{table.name}.{column.name} is a {type(column.type).__name__}"


def is_misnamed(column: Column[object]) -> bool:
    """Kind and name agree both ways."""
    if isinstance(column.type, Boolean) is not column.name.startswith(TRUTHS):
        return True
    return any(
        isinstance(column.type, kind) is not column.name.endswith(ending)
        for kind, ending in ENDINGS.items()
    )


def unnamed(tables: MetaData) -> Iterator[str]:
    """Constraints without a name: a database would choose one, each its own."""
    for table in tables.sorted_tables:
        for constraint in table.constraints:
            if constraint.name is None:
                yield f"{table.name}: {type(constraint).__name__}"


def eager(base: type[DeclarativeBase]) -> Iterator[str]:
    """Relationships that would ask the database when a page merely looks at them."""
    for mapper in base.registry.mappers:
        for one in mapper.relationships:
            if one.lazy != "raise_on_sql":
                yield f"{mapper.class_.__name__}.{one.key}: {one.lazy}"


def test_columns_are_named_for_what_they_hold():
    assert list(misnamed(metadata)) == []


@pytest.mark.parametrize(
    "column",
    [
        Column("amount", MoneyColumn()),
        Column("amount_ore", Integer()),
        Column("recorded", InstantColumn()),
        Column("recorded_on", InstantColumn()),
        Column("starts", Date()),
        Column("starts_at", Date()),
        Column("furnished", Boolean()),
        Column("is_furnished", Integer()),
    ],
    ids=lambda column: f"{column.name} {type(column.type).__name__}",
)
def test_a_column_named_for_something_else_is_found(column):
    tables = MetaData()
    Table("rent", tables, column)

    assert len(list(misnamed(tables))) == 1


def test_constraints_have_names():
    assert list(unnamed(metadata)) == []


def test_a_constraint_without_name_is_found():
    tables = MetaData()
    Table("rent", tables, Column("id", Integer(), primary_key=True))

    assert list(unnamed(tables)) == ["rent: PrimaryKeyConstraint"]


def test_no_relationship_loads_behind_ones_back():
    assert list(eager(Base)) == []


def test_a_relationship_that_loads_when_looked_at_is_found():
    class Planted(DeclarativeBase):
        pass

    class House(Planted):
        __tablename__ = "house"
        id: Mapped[int] = mapped_column(primary_key=True)
        part_of_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
        parts: Mapped[list["House"]] = relationship()

    Planted.registry.configure()

    assert list(eager(Planted)) == ["House.parts: select"]
