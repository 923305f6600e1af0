"""
The envelope a tablet sends and the answers it gets; see docs/sync-protocol.md.

Frozen by `format`. Nothing here tells of a person: ids, sizes, hashes, clocks.
"""

from landlord_watch.sync.shapes.base import NO_CONTROLS, Base64, Sha256, Shape
from landlord_watch.sync.shapes.changes import (
    MOST_CHANGES,
    Acknowledgement,
    Change,
    ChangePage,
    Directory,
    DirectoryEntry,
    OfficeKey,
    PlannedChild,
    TabletNormRow,
    TabletNormSet,
    VisitPlan,
)
from landlord_watch.sync.shapes.parcels import (
    MOST_BLOBS,
    BlobHeader,
    DeviceClock,
    ManifestBlob,
    NotSealed,
    PayloadSize,
    RevisionHeader,
    Sealed,
    Sealing,
    WrappedKey,
)
from landlord_watch.sync.shapes.receipts import HeldBlob, Receipt, ReceiptList, Refusal
from landlord_watch.sync.shapes.rescue import MOST_RESCUED, RescuedParcel, RescueManifest
from landlord_watch.sync.shapes.tablets import (
    Enrolled,
    Enrolment,
    Heartbeat,
    HeartbeatAnswer,
    Order,
    Recovered,
    Recovery,
    Waiting,
)

__all__ = [
    "MOST_BLOBS",
    "MOST_CHANGES",
    "MOST_RESCUED",
    "NO_CONTROLS",
    "Acknowledgement",
    "Base64",
    "BlobHeader",
    "Change",
    "ChangePage",
    "DeviceClock",
    "Directory",
    "DirectoryEntry",
    "Enrolled",
    "Enrolment",
    "Heartbeat",
    "HeartbeatAnswer",
    "HeldBlob",
    "ManifestBlob",
    "NotSealed",
    "OfficeKey",
    "Order",
    "PayloadSize",
    "PlannedChild",
    "Receipt",
    "ReceiptList",
    "Recovered",
    "Recovery",
    "Refusal",
    "RescueManifest",
    "RescuedParcel",
    "RevisionHeader",
    "Sealed",
    "Sealing",
    "Sha256",
    "Shape",
    "TabletNormRow",
    "TabletNormSet",
    "VisitPlan",
    "Waiting",
    "WrappedKey",
]
