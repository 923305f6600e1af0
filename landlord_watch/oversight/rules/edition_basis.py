"""What an edition rests on, as it is hashed and kept; and read back, to make it anew."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from landlord_watch.oversight.errors import ParameterWrong
from landlord_watch.oversight.rules.parameters import (
    Parameter,
    Parameters,
    in_force,
    parameter_rows,
)

#: No value of any parameter is above this.
MOST = 1_000


def parameters_with(decided: Iterable[Parameter], *, on: date) -> Parameters:
    """The values in force on a day, the municipality's own laid over those of the program."""
    own: dict[str, list[Parameter]] = {}
    for each in decided:
        if each.starts_on <= on:
            own.setdefault(each.key, []).append(each)
    return Parameters(
        {key: in_force(own.get(key) or rows, on=on) for key, rows in parameter_rows().items()}
    )


def check_parameter(key: str, value: int, *, decision: str) -> None:
    """
    Refuse what is no parameter or cannot be one, and what nobody has decided.

    Raises: `ParameterWrong`.
    """
    if key not in parameter_rows() or not 0 <= value <= MOST or not decision.strip():
        raise ParameterWrong


def parameters_kept(by: Parameters) -> dict[str, Any]:
    """As they are kept: each value with the day it counts from and what it rests on."""
    return {
        key: {
            "value": each.value,
            "starts_on": each.starts_on.isoformat(),
            "decision": each.decision,
            "certainty": each.certainty,
            "source": each.source,
        }
        for key, each in sorted(by.rows.items())
    }


def parameters_in(kept: Mapping[str, Any]) -> Parameters:
    """Read back."""
    return Parameters(
        {
            key: Parameter(
                key=key,
                value=each["value"],
                starts_on=date.fromisoformat(each["starts_on"]),
                decision=each["decision"],
                certainty=each["certainty"],
                source=each["source"],
            )
            for key, each in kept.items()
        }
    )
