"""Raising and ending alarms, keeping the duty list, calling who is next, sending notices."""
