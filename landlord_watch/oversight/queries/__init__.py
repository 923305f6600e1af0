"""Counts that may be shown: suppression is done here, so that no page can forget it."""

from landlord_watch.oversight.queries.what_if import WhatIf, what_if

__all__ = ["WhatIf", "what_if"]
