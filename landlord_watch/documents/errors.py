"""What the room of letters refuses."""

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
