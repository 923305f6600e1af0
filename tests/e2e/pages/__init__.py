"""The office and the tablet as people use them: by role and label, never by structure."""
