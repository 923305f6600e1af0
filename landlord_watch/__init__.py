"""A working tool for Swedish municipalities against social dumping."""
