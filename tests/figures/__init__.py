"""What the house promises in numbers, measured: `make figures`."""
