"""What was paid out of aid for housing, and which contract each payment was for: the case world."""
