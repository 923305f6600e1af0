"""Who reaches which household: units, assignments, the broken glass, protected persons."""
