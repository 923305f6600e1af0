"""What is written at the receiving end: parcels, blobs, what they mean, what tablets are told."""
