"""What proves who somebody is: passwords, codes, keys, and the word of a provider."""
