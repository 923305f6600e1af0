"""What the room of payments refuses."""

from landlord_watch.kernel.errors import Conflict


class PaymentRecordedAlready(Conflict):
    """A payment with this number from this system is here already."""

    code = "payment_recorded_already"
