"""The blob store of this installation, for the doors."""

from landlord_watch.infra.storage import BlobStore, FolderStore
from landlord_watch.web.guard import settings


def blob_store() -> BlobStore:
    """Where this installation keeps its blobs."""
    return FolderStore(settings().blobs)
