"""
The receiving end under faults: seeded schedules of tablets, lines and an office that break.

`campaign` runs them; `oracle` says whether what was promised was kept; `mutants` are planted
bugs that it must find.
"""
