"""What visits refuse."""

from collections.abc import Sequence
from dataclasses import dataclass

from landlord_watch.kernel.errors import Conflict, RuleBroken


class VisitTooLate(RuleBroken):
    """A visit is planned for a time to come."""

    code = "visit_too_late"


class AskedAfterVisit(RuleBroken):
    """The resident is asked before the visit, not after."""

    code = "asked_after_visit"


class NotAFieldOfficer(RuleBroken):
    """Only somebody who works in the field can be given a visit."""

    code = "not_a_field_officer"


class DwellingNotTheHouseholds(RuleBroken):
    """The household has no contract for this dwelling on the day of the visit."""

    code = "dwelling_not_the_households"


class VisitNotPlanned(Conflict):
    """The visit has been made or cancelled, and is no longer a plan to change."""

    code = "visit_not_planned"


class VisitNotReceived(Conflict):
    """Nothing has come in from the visit yet, so there is nothing to review."""

    code = "visit_not_received"


class DeficiencyNeedsMore(RuleBroken):
    """
    A serious or acute deficiency is closed by the resident or a new visit, not by the landlord.

    Source: the checklist's closing rule. own.
    """

    code = "deficiency_needs_more"


class StepBeforeFinding(RuleBroken):
    """A step in following up a deficiency cannot lie before it was found, or in the future."""

    code = "step_before_finding"


class ConcernAcknowledged(Conflict):
    """Somebody has acknowledged the concern already."""

    code = "concern_acknowledged"


class VisitNotTheirs(RuleBroken):
    """Who made the visit is not who the office has it down for."""

    code = "visit_not_theirs"


class ConsentTextAdopted(Conflict):
    """The text has been adopted already; to change who and when, it is taken back first."""

    code = "consent_text_adopted"


class ConsentTextNotAdopted(Conflict):
    """There is no adoption to take back."""

    code = "consent_text_not_adopted"


class AdoptedInFuture(RuleBroken):
    """A text is adopted on a day that has come."""

    code = "adopted_in_future"


class ConsentWordingKnown(RuleBroken):
    """These very words are here already, in this language."""

    code = "consent_wording_known"

    def __init__(self, *, version: str) -> None:
        super().__init__(version=version)


@dataclass(frozen=True, slots=True)
class WordingProblem:
    """
    What is wrong at one place of a municipality's own wording; `code` is a stable word.

    `line` counts from 1; None: it is of no one line. `field` empty: the file itself.
    """

    line: int | None
    field: str
    code: str


class ConsentWordingRefused(RuleBroken):
    """A wording that was not read; all its problems are listed, and nothing is kept of it."""

    code = "consent_wording_refused"

    def __init__(self, problems: tuple[WordingProblem, ...]) -> None:
        super().__init__(problems=problems)
        self.problems = problems


class NotToBeTold(RuleBroken):
    """Nothing was chosen, or something that those who live there have not said yes to tell."""

    code = "not_to_be_told"


class AskedByInPast(RuleBroken):
    """A landlord is asked to put something right by a day that has not passed."""

    code = "asked_by_in_past"


class LetterNotOfVisit(Conflict):
    """A letter that the visit has no use for as it stands now."""

    code = "letter_not_of_visit"


class LetterWithoutGround(RuleBroken):
    """A letter to somebody outside, and nobody says what lets us tell."""

    code = "letter_without_ground"


class NothingToMerge(Conflict):
    """The visit has one version, so there is nothing to hold together."""

    code = "nothing_to_merge"


class VersionsMerged(Conflict):
    """Somebody has held these two versions together already."""

    code = "versions_merged"


class VersionsMoved(Conflict):
    """One of the versions is no longer the last of its line: something newer was made from it."""

    code = "versions_moved"


class PartsNotChosen(RuleBroken):
    """Both versions changed the same, and nobody has said which of them counts."""

    code = "parts_not_chosen"

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__(parts=len(keys))
        #: The parts that want a choice, by their keys.
        self.keys = tuple(keys)


class PartNotOffered(RuleBroken):
    """A choice that was not offered: there is no such part, or it would allow too much."""

    code = "part_not_offered"


class HomeWasEntered(RuleBroken):
    """A visit that is said not to have been made, with answers or photos from the home."""

    code = "home_was_entered"


class MergeTooLarge(RuleBroken):
    """Two versions that together hold more than one visit has room for."""

    code = "merge_too_large"


class MergeWithoutReason(RuleBroken):
    """Two versions are held together with a reason, or not at all."""

    code = "merge_without_reason"
