"""Who rents which dwelling of whom, under what contract and when: the case world."""
