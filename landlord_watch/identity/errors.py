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
    """The tablet is not known, or has been revoked."""

    code = "credential_unknown"


class SessionEnded(NotAllowed):
    """Nobody is signed in, or has sat still for too long."""

    code = "session_ended"
