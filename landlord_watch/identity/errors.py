"""What identity refuses."""

from landlord_watch.kernel.errors import Conflict, NotAllowed, RuleBroken


class SignInRefused(RuleBroken):
    """Name and password do not belong together; which of them is wrong is not said."""

    code = "sign_in_refused"


class RolesAwaited(RuleBroken):
    """The password is right, and nobody has said yes to a role yet."""

    code = "roles_awaited"


class TooManyAttempts(RuleBroken):
    """Too many wrong passwords of late; the wait grows, nobody is locked out for good."""

    code = "too_many_attempts"

    def __init__(self, *, wait_seconds: int, whole_address: bool = False) -> None:
        super().__init__(wait_seconds=wait_seconds)
        self.wait_seconds = wait_seconds
        #: Whatever name is tried from there; else the one name.
        self.whole_address = whole_address


class TooFast(RuleBroken):
    """Searched, revealed or opened far more often than work takes."""

    code = "too_fast"


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


class PasswordTooLong(RuleBroken):
    """A password longer than is taken."""

    code = "password_too_long"

    def __init__(self, *, most: int) -> None:
        super().__init__(most=most)


class PasswordGuessable(RuleBroken):
    """A password made of words and patterns that are tried first."""

    code = "password_guessable"


class PasswordUnchanged(RuleBroken):
    """The new password is the one there was."""

    code = "password_unchanged"


class PasswordWrong(RuleBroken):
    """The password one has now was typed wrong."""

    code = "password_wrong"


class SigningInBusy(RuleBroken):
    """So many sign in at this moment that others would have to wait for it."""

    code = "signing_in_busy"


class SignInExpired(NotAllowed):
    """Who was on the way to sign in took too long, or was wrong too often."""

    code = "sign_in_expired"


class ProofWrong(RuleBroken):
    """The code is wrong, used or too old; or the key's answer is not one to what was asked."""

    code = "proof_wrong"


class FirstCodeWrong(ProofWrong):
    """The code of a first sign-in is not the one that was handed over, or has been used."""

    code = "first_code_wrong"


class ProofNeeded(NotAllowed):
    """Who is signed in has to prove once more who they are before this."""

    code = "proof_needed"


class LastFactor(RuleBroken):
    """Without this one there would be no second factor left."""

    code = "last_factor"


class FactorKnown(Conflict):
    """The key is somebody's already."""

    code = "factor_known"


class OwnRoles(RuleBroken):
    """Nobody gives themselves a role."""

    code = "own_roles"


class StaffActive(Conflict):
    """The member of staff is not switched off."""

    code = "staff_active"


class RequestAsked(Conflict):
    """Somebody has asked for the same already, and nobody has decided."""

    code = "request_asked"


class RequestDecided(Conflict):
    """It has been decided already, or too long ago to be."""

    code = "request_decided"


class SecondPersonNeeded(RuleBroken):
    """Who asked, whom it is for, and who was let in of late by who asked, do not decide it."""

    code = "second_person_needed"


class ProviderUnreachable(RuleBroken):
    """The sign-in provider does not answer, or answers nothing that can be used."""

    code = "provider_unreachable"


class ProviderRefused(RuleBroken):
    """What came from the sign-in provider does not prove who somebody is; `reason` says why."""

    code = "provider_refused"

    def __init__(self, *, reason: str) -> None:
        super().__init__(reason=reason)


class ProviderAccountUnknown(RuleBroken):
    """The account at the provider belongs to nobody here."""

    code = "provider_account_unknown"


class ProviderAccountTaken(Conflict):
    """The account at the provider belongs to somebody else here."""

    code = "provider_account_taken"


#: Why a new password is not taken, each to be said at its field.
PASSWORD_REFUSALS = (
    PasswordTooShort,
    PasswordTooLong,
    PasswordGuessable,
    PasswordUnchanged,
    SigningInBusy,
)


class TabletNotInUse(Conflict):
    """A tablet that is revoked takes no orders but the one that came with that."""

    code = "tablet_not_in_use"


class TabletAlreadyTold(Conflict):
    """An order that the tablet has been given, or that was never made, is not taken back."""

    code = "tablet_already_told"
