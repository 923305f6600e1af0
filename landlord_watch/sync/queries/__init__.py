"""What is read at the receiving end: receipts, and what tablets are told."""
