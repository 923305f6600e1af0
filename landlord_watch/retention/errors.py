"""What is refused of keeping files, taking them away and giving them out."""

from landlord_watch.kernel.errors import Conflict, RuleBroken


class NothingDue(RuleBroken):
    """There is no file to propose: none is due that is not held or proposed already."""

    code = "nothing_due"


class OwnProposal(RuleBroken):
    """Nobody agrees to what they proposed or prepared themselves."""

    code = "own_proposal"


class DecidedAlready(Conflict):
    """Somebody has agreed to it, or declined it, already."""

    code = "decided_already"


class HoldEndsTooEarly(RuleBroken):
    """A hold until a day that has come holds nothing."""

    code = "hold_ends_too_early"


class HoldLifted(Conflict):
    """The hold has been lifted already."""

    code = "hold_lifted"


class GroundStands(Conflict):
    """The same is said of the person already."""

    code = "ground_stands"


class GroundTakenBack(Conflict):
    """It has been taken back already."""

    code = "ground_taken_back"


class NotReleased(RuleBroken):
    """Nobody else has looked through the copy yet, or it was declined."""

    code = "not_released"


class FileChanged(Conflict):
    """Something has been written in the file since the copy was looked through."""

    code = "file_changed"


class LedgerUnreadable(Exception):
    """A line of the purge ledger is not one of ours."""
