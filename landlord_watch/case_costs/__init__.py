"""What a case costs, what is claimed back of it, and what comes."""
