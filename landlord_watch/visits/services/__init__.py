"""What is written of visits: planned, recorded from the tablet, reviewed, followed up."""
