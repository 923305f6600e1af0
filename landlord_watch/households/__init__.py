"""People, the households they form, their aid and from where they came: the case world."""
