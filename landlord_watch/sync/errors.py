"""What the receiving end refuses; what is refused stays on the tablet."""

from landlord_watch.kernel.errors import Conflict, Gone, NotAllowed, RuleBroken


class DigestMismatch(RuleBroken):
    """What came is not what was sent, by its own digest."""

    code = "digest_mismatch"


class ParcelMalformed(RuleBroken):
    """Not a parcel: the frame, or the clear header, cannot be read."""

    code = "parcel_malformed"


class IdsDiffer(RuleBroken):
    """The header names another visit or revision than the address it was sent to."""

    code = "ids_differ"


class OffsetDiffers(Conflict):
    """A piece does not begin where the office's part of the blob ends."""

    code = "offset_differs"

    def __init__(self, *, held: int) -> None:
        super().__init__(held=held)
        self.held = held


class HashDiffers(RuleBroken):
    """The whole blob is not what its name says; all of it was dropped."""

    code = "hash_differs"


class UploadMalformed(RuleBroken):
    """The offsets of a piece do not fit together."""

    code = "upload_malformed"


class EpochDiffers(Conflict):
    """The office's history is another than the tablet knew; it begins anew."""

    code = "epoch_differs"


class StoreFull(Conflict):
    """The office has no room for more at the moment; nothing was taken."""

    code = "store_full"


class VisitErased(Gone):
    """The visit was erased; what comes of it is shut away, and nothing is made of it."""

    code = "visit_erased"


class ParcelNotParked(Conflict):
    """The parcel has been understood, or is about to be."""

    code = "parcel_not_parked"


class RevisionDiffers(Conflict):
    """Other bytes came under an id already taken; both are kept, and a person is told."""

    code = "revision_differs"


class BodyMalformed(RuleBroken):
    """What was said does not fit what was asked."""

    code = "body_malformed"

    def __init__(self, *, field: str) -> None:
        super().__init__(field=field)


class OwnHeaderMissing(NotAllowed):
    """A request that a page of another site could have made."""

    code = "own_header_missing"


class RescueFileMalformed(RuleBroken):
    """Not a rescue file, or one that was cut short."""

    code = "rescue_file_malformed"


class RescueFileTooLarge(RuleBroken):
    """A rescue file that says it holds more than a tablet could."""

    code = "rescue_file_too_large"


class RescuedParcelMissing(RuleBroken):
    """The list of a rescue file names a parcel that is not in it."""

    code = "rescued_parcel_missing"


class RescuedParcelDamaged(RuleBroken):
    """A parcel of a rescue file is not what its name and size say."""

    code = "rescued_parcel_damaged"
