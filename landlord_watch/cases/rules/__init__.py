"""What holds for a case, whoever asks: its deadlines, what it stands on, its tracks."""
