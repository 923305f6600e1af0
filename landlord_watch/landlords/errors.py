"""What the register of landlords refuses."""

from datetime import date
from uuid import UUID

from landlord_watch.kernel.errors import Conflict, RuleBroken


class NumberTaken(Conflict):
    """Another landlord has this number."""

    code = "landlord_number_taken"

    def __init__(self, *, party_id: UUID) -> None:
        super().__init__(party_id=party_id)
        self.party_id = party_id


class NumberOfAPerson(RuleBroken):
    """A person's number for a company; a sole trader is a person."""

    code = "landlord_number_of_a_person"


class NumberWithoutSource(RuleBroken):
    """A number that nobody says where it was read."""

    code = "landlord_number_without_source"


class RoleHeldAlready(Conflict):
    """The landlord has this role to this dwelling on some of the same days."""

    code = "role_held_already"

    def __init__(self, *, starts_on: date) -> None:
        super().__init__(starts_on=starts_on)


class RoleEndsTooEarly(RuleBroken):
    """A role that ends before the day it starts."""

    code = "role_ends_too_early"

    def __init__(self, *, starts_on: date) -> None:
        super().__init__(starts_on=starts_on)


class RoleEnded(Conflict):
    """The role has an end already."""

    code = "role_ended"


class ContactInFuture(RuleBroken):
    """A contact that has not happened yet."""

    code = "contact_in_future"


class MeasureDueTooEarly(RuleBroken):
    """Something that was to be done before it was undertaken."""

    code = "measure_due_too_early"

    def __init__(self, *, agreed_on: date) -> None:
        super().__init__(agreed_on=agreed_on)


class MeasureAgreedInFuture(RuleBroken):
    """Something that is undertaken on a day that has not come."""

    code = "measure_agreed_in_future"


class MeasureStepOutside(RuleBroken):
    """A step before the measure was undertaken, or on a day that has not come."""

    code = "measure_step_outside"

    def __init__(self, *, agreed_on: date) -> None:
        super().__init__(agreed_on=agreed_on)


class MeasureNotSeen(RuleBroken):
    """Something done that nobody says how was seen; the landlord's word alone closes nothing."""

    code = "measure_not_seen"


class PostponedNotLater(RuleBroken):
    """Put off to a day that is not given, or no later than the one that holds."""

    code = "postponed_not_later"


class MeasureTakenBack(Conflict):
    """The measure was recorded wrongly, and has been taken back."""

    code = "measure_taken_back"


class AskedInFuture(RuleBroken):
    """A question that has not been put yet."""

    code = "payment_question_in_future"


class AnswerOutside(RuleBroken):
    """An answer before the question, or on a day that has not come."""

    code = "payment_answer_outside"

    def __init__(self, *, asked_on: date) -> None:
        super().__init__(asked_on=asked_on)


class AnsweredAlready(Conflict):
    """The question has its answer, or was taken back."""

    code = "payment_question_answered"


class LinkedToItself(RuleBroken):
    """A landlord that is said to own itself, or to belong together with itself."""

    code = "landlord_linked_to_itself"


class JudgedMeanwhile(Conflict):
    """Somebody else has judged the link since it was shown."""

    code = "link_judged_meanwhile"


class LinkWithoutReason(RuleBroken):
    """A link that is judged, and nobody says why."""

    code = "link_without_reason"


class NoLinkChosen(RuleBroken):
    """Links to be judged, and none of them chosen."""

    code = "no_link_chosen"


class MarkUnreadable(RuleBroken):
    """Something to be noted that is not what it is said to be, or tells nobody apart."""

    code = "landlord_mark_unreadable"


class SignatoryUnnamed(RuleBroken):
    """Somebody who signs, without a name."""

    code = "landlord_signatory_unnamed"


class SeenInFuture(RuleBroken):
    """Something that was read on a day that has not come."""

    code = "landlord_mark_seen_in_future"


class GoneOutside(RuleBroken):
    """Something that ended before it was read, or on a day that has not come."""

    code = "landlord_mark_gone_outside"

    def __init__(self, *, seen_on: date) -> None:
        super().__init__(seen_on=seen_on)


class MarkGone(Conflict):
    """What was noted has an end already."""

    code = "landlord_mark_gone"


class NotedAlready(Conflict):
    """The same is noted already, and holds."""

    code = "landlord_mark_noted"


class GroupsContradict(RuleBroken):
    """Groups in which two are that were rejected; no edition may rest on them."""

    code = "landlord_groups_contradict"

    def __init__(self, *, count: int) -> None:
        super().__init__(count=count)


class NoSuchLandlordNumber(RuleBroken):
    """A number that no landlord of the register has."""

    code = "landlord_number_unknown"


class ParametersWithoutDecision(RuleBroken):
    """Numbers to link by that nobody has decided."""

    code = "link_parameters_without_decision"
