"""What identity refuses."""

from landlord_watch.kernel.errors import Conflict, NotAllowed, RuleBroken


class SignInRefused(RuleBroken):
    """Name and password do not belong together; which of them is wrong is not said."""

    code = "sign_in_refused"


class TooManyAttempts(RuleBroken):
    """Too many wrong passwords of late; the wait grows, nobody is locked out for good."""

    code = "too_many_attempts"

    def __init__(self, *, wait_seconds: int) -> None:
        super().__init__(wait_seconds=wait_seconds)


class PasswordTooShort(RuleBroken):
    """A password under the least length."""

    code = "password_too_short"

    def __init__(self, *, least: int) -> None:
        super().__init__(least=least)


class UsernameTaken(Conflict):
    """Somebody has this name already."""

    code = "username_taken"


class LastAdministrator(RuleBroken):
    """Without this one nobody could take on staff or stop a tablet."""

    code = "last_administrator"


class EnrolmentCodeWrong(RuleBroken):
    """The code is not known, is used up, has run out, or is for somebody else."""

    code = "enrolment_code_wrong"


class CredentialUnknown(NotAllowed):
    """The tablet is not known; or it has been revoked, and asks for more than to deliver."""

    code = "credential_unknown"


class SessionEnded(NotAllowed):
    """Nobody is signed in, or has sat still for too long."""

    code = "session_ended"


class OfficeKeyMissing(RuleBroken):
    """The municipality has no key pair yet, so that nothing could be sealed for it."""

    code = "office_key_missing"


class OfficeKeyExists(Conflict):
    """The municipality has a key pair already; another is made by rotating."""

    code = "office_key_exists"


class RecoveryKeyUnknown(RuleBroken):
    """The key of a vault was wrapped for a key of ours that is not here."""

    code = "recovery_key_unknown"

    def __init__(self) -> None:
        super().__init__(field="recovery.kid")


class RecoveryRefused(RuleBroken):
    """What came is not the key of a vault of who is signed in."""

    code = "recovery_refused"

    def __init__(self) -> None:
        super().__init__(field="recovery.wrapped")


class ReplyKeyUnusable(RuleBroken):
    """The answer cannot be wrapped for the key that the tablet gave."""

    code = "reply_key_unusable"

    def __init__(self) -> None:
        super().__init__(field="recovery.reply_spki")
