"""How a row that was looked over is kept, and told again when it is taken in."""

from collections.abc import Iterable, Sequence
from typing import Any

from landlord_watch.imports.rules.cells import Problem
from landlord_watch.imports.rules.planning import Planned
from landlord_watch.imports.rules.telling import ToldRow
from landlord_watch.infra.many import as_json


def as_kept(one: Planned, cells: Sequence[Any], own: int) -> dict[str, Any]:
    """A row as it is kept: no more of it than is shown or taken in."""
    row: dict[str, Any] = {
        "number": one.number,
        "cells": cells,
        "told": one.told,
        "outcome": one.outcome.value,
    }
    if one.problems:
        row["own"] = own
        row["problems"] = [
            [each.code, each.field, each.value, each.is_stop] for each in one.problems
        ]
    if one.target_id:
        row["target_id"] = str(one.target_id)
    if one.changes:
        row["changes"] = one.changes
    if "household_id" in one.refs:
        row["household_id"] = str(one.refs["household_id"])
    if one.candidates:
        row["candidates"] = [str(each) for each in one.candidates]
    if one.number == 0:
        row["refs"] = {name: as_json(value) for name, value in one.refs.items() if name != "role"}
    return row


def told_again(rows: Iterable[dict[str, Any]]) -> list[ToldRow]:
    """The rows of a list as they were told when it was looked over."""
    return [
        ToldRow(
            row["number"],
            (),
            row["told"],
            tuple(Problem(*each) for each in row.get("problems", ())[: row.get("own", 0)]),
        )
        for row in rows
        if row["number"]
    ]
