"""What somebody must see soon: alarms, who is on duty for them, who was called, what was sent."""
