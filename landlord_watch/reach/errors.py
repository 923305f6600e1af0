"""What is refused of units, assignments and broken glass."""

from landlord_watch.kernel.errors import Conflict, RuleBroken


class UnitNameTaken(Conflict):
    """Another unit has this name."""

    code = "unit_name_taken"


class NotACaseworker(RuleBroken):
    """Somebody is to get a case who is switched off, or handles none."""

    code = "not_a_caseworker"


class NobodyAssigned(RuleBroken):
    """A case that somebody has had is never left with nobody."""

    code = "nobody_assigned"


class AssignedMeanwhile(Conflict):
    """Somebody else took the case first."""

    code = "assigned_meanwhile"


class ReasonTooShort(RuleBroken):
    """A reason that says too little to be looked into afterwards."""

    code = "reason_too_short"

    def __init__(self, *, least: int) -> None:
        super().__init__(least=least)


class OpeningReviewed(Conflict):
    """Somebody has looked into it already."""

    code = "opening_reviewed"


class OwnOpening(RuleBroken):
    """Nobody approves or looks into what they did themselves."""

    code = "own_opening"


class ProtectedAlready(Conflict):
    """The person is protected already."""

    code = "protected_already"


class NobodyNamed(RuleBroken):
    """Somebody has to be able to help a protected person."""

    code = "nobody_named"


class OutwardContactBlocked(RuleBroken):
    """Somebody in the household is protected: nobody outside is asked or told."""

    code = "outward_contact_blocked"


class NoCaseInHome(RuleBroken):
    """
    A home named to somebody outside by who has no case there.

    The answer is the same whether nobody lives there, somebody else's case, or somebody protected.
    """

    code = "no_case_in_home"
