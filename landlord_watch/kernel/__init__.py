"""Pure values that every room speaks in: money, periods, ids, identifiers, errors."""
