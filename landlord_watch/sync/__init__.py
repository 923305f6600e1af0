"""How tablets and the office agree: parcels, blobs, receipts, changes, heartbeat."""
