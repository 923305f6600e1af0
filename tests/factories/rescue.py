"""Rescue files as a tablet writes them, and as nobody should."""

import json
from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from factories.tablets import Sent, Tablet
from landlord_watch.sync.rules import decode_parcel


def listed(sent: Sent) -> dict[str, Any]:
    """A parcel as the file's list names it."""
    return {
        "kind": decode_parcel(sent.raw).header.kind,
        "visit_id": str(sent.visit_id),
        "revision_id": None if sent.revision_id is None else str(sent.revision_id),
        "sha256": sent.sha256,
        "size": len(sent.raw),
    }


def rescue_file(
    by: Tablet,
    parcels: Sequence[Sent],
    *,
    manifest: dict[str, Any] | bytes | None = None,
    compression: int = ZIP_STORED,
    more: dict[str, bytes] | None = None,
) -> BytesIO:
    """A file with these parcels; `manifest` None: what names them, `more`: other entries."""
    told = manifest or {
        "format": 1,
        "device_ids": [str(by.device_id)],
        "parcels": [listed(parcel) for parcel in parcels],
    }
    written = BytesIO()
    with ZipFile(written, "w", compression) as archive:
        for name, content in {
            "manifest.json": told if isinstance(told, bytes) else json.dumps(told).encode(),
            **{f"parcels/{parcel.sha256}": parcel.raw for parcel in parcels},
            **(more or {}),
        }.items():
            archive.writestr(name, content)
    written.seek(0)
    return written
