"""What is refused of places, and of the service that is asked for them."""

from landlord_watch.kernel.errors import Conflict, DomainError, RuleBroken


class PlaceInGrid(RuleBroken):
    """Metres of a grid, as SWEREF 99 TM, where degrees were asked for."""

    code = "place_in_grid"


class PlaceSwapped(RuleBroken):
    """The longitude where the latitude should be, and the other way round."""

    code = "place_swapped"


class PlaceOutsideSweden(RuleBroken):
    """Degrees of somewhere else, or of nowhere."""

    code = "place_outside_sweden"


class OutlineMalformed(DomainError):
    """A file that is no border of a municipality; `reason` says why."""

    code = "outline_malformed"

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)
        self.reason = reason


class GeocoderOff(Conflict):
    """No service is named that could be asked."""

    code = "geocoder_off"


class GeocoderDayFull(Conflict):
    """As many questions as may be asked in a day have been."""

    code = "geocoder_day_full"


class GeocoderBusy(Conflict):
    """So many wait to ask that it would take too long."""

    code = "geocoder_busy"


class GeocoderSilent(Conflict):
    """The service did not answer, or nothing that can be understood."""

    code = "geocoder_silent"


class PlaceStands(Conflict):
    """The home has a place already; it is changed by hand alone."""

    code = "place_stands"


class NothingProposed(Conflict):
    """There is no proposal to decide on: somebody was first."""

    code = "nothing_proposed"
