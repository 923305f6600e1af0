"""What the room of letters refuses."""

from collections.abc import Sequence
from datetime import date

from landlord_watch.kernel.errors import Conflict, RuleBroken


class SlotUnfilled(RuleBroken):
    """A slot that nothing was put into; a letter is not made with one."""

    code = "slot_unfilled"

    def __init__(self, *, slot: str, line: int) -> None:
        super().__init__(slot=slot, line=line)


class SlotUnknown(RuleBroken):
    """A word in braces that nothing is known to fill."""

    code = "slot_unknown"

    def __init__(self, *, slot: str, known: str) -> None:
        super().__init__(slot=slot, known=known)


class SlotLeftOut(RuleBroken):
    """A wording without what such a letter has to say."""

    code = "slot_left_out"

    def __init__(self, *, slots: str) -> None:
        super().__init__(slots=slots)


class FactLeftOut(RuleBroken):
    """A letter in which something that it has to say was taken out, or put otherwise."""

    code = "fact_left_out"

    def __init__(self, *, slots: Sequence[str]) -> None:
        super().__init__(slots=", ".join(slots))
        self.slots = tuple(slots)


class TextNamesAPerson(RuleBroken):
    """A text with the number of a person in it, where nobody may be named."""

    code = "text_names_a_person"

    def __init__(self, *, line: int) -> None:
        super().__init__(line=line)


class WordingUnchanged(RuleBroken):
    """A new version that says what the one before it says."""

    code = "letter_wording_unchanged"


class LetterSentAlready(Conflict):
    """The letter has been sent."""

    code = "letter_sent_already"


class LetterSentOutside(RuleBroken):
    """A letter sent before it was made, or on a day that has not come."""

    code = "letter_sent_outside"

    def __init__(self, *, made_on: date) -> None:
        super().__init__(made_on=made_on)


class LetterNotApproved(RuleBroken):
    """A letter that somebody has to approve before it leaves, and nobody has."""

    code = "letter_not_approved"


class LetterApprovedAlready(Conflict):
    """Somebody has approved the letter."""

    code = "letter_approved_already"


class ApprovedByItsMaker(RuleBroken):
    """A letter is approved by somebody else than who made it."""

    code = "letter_approved_by_its_maker"


class LetterDiscarded(Conflict):
    """The letter has been discarded; nothing more becomes of it."""

    code = "letter_discarded"


class DiscardedWithoutReason(RuleBroken):
    """A letter is to be discarded, and nobody says why."""

    code = "letter_discarded_without_reason"


class LetterNotSent(RuleBroken):
    """A letter cannot have come before it was sent."""

    code = "letter_not_sent"


class LetterReceivedOutside(RuleBroken):
    """A letter that came before it was sent, or on a day that has not come."""

    code = "letter_received_outside"

    def __init__(self, *, sent_on: date) -> None:
        super().__init__(sent_on=sent_on)
