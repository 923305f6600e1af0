"""Blobs by their hash, the renditions made of them, and how long they are kept."""
