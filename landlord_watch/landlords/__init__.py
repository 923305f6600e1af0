"""Who lets, owns, manages and is paid; and the dialogue with them: the register world."""
