"""Taking lists in: receiving, looking over, writing, taking back, putting away."""
