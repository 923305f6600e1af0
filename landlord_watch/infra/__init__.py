"""What the rooms stand on: database, clock, durable files, logging."""
