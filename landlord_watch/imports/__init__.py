"""Lists that the municipality has as files: read, looked over, taken in, and taken back."""
