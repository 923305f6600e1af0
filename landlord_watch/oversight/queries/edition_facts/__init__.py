"""
All that an edition of landlords counts, in as many questions however many tenancies there are.

Answers are not suppressed: they are what an edition is made from, and leave this room only through
`rules.edition_making`. Households with somebody protected in them are not counted at all, and that
is said in one place (`contracts`). A household is counted once, by the contract it had last.
"""

from landlord_watch.oversight.queries.edition_facts.contracts import Grouped, Window
from landlord_watch.oversight.queries.edition_facts.inputs import read_inputs

__all__ = ["Grouped", "Window", "read_inputs"]
