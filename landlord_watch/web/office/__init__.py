"""The office's pages: one module a room, none of them knowing another."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from flask import Blueprint


def blueprints() -> Iterator[Blueprint]:
    """Every page module's blueprint, named `bp` in it."""
    for module in iter_modules(__path__):
        blueprint = import_module(f"{__name__}.{module.name}").bp
        if not isinstance(blueprint, Blueprint):
            raise TypeError(f"{module.name}.bp is not a blueprint")
        yield blueprint
