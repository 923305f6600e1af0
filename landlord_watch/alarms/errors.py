"""What the duty list may be refused for, and what sending may come to."""

from landlord_watch.kernel.errors import Conflict, RuleBroken


class DutyEndsTooEarly(RuleBroken):
    """A time on the duty list that ends before it begins."""

    code = "duty_ends_too_early"


class DutyForOthers(RuleBroken):
    """Somebody on the duty list who may not acknowledge every concern, or has left."""

    code = "duty_for_others"


class MailAddressMalformed(RuleBroken):
    """What was typed is no address of mail."""

    code = "mail_address_malformed"


class DutyAlreadyEnded(Conflict):
    """A place on the duty list that somebody has taken away already."""

    code = "duty_already_ended"
