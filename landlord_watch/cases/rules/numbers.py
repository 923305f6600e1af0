"""How a case is called."""


def case_number(year: int, number: int) -> str:
    """`AM-2026-00001`: aktiv medverkan, the year it was opened, and its number in it."""
    return f"AM-{year}-{number:05d}"
