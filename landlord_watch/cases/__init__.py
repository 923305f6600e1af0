"""The case against a sending municipality: from a suspicion to IVO, or to an own wish."""
