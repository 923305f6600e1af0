"""The invented municipality: `landlord-watch demo`."""

from landlord_watch.cli.demo.command import demo

__all__ = ["demo"]
