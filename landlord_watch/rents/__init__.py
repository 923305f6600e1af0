"""
Rents, norms, the comparable rent, the rent check with its trace, and rådrum.

A check states how a rent lies against a norm; what follows from that is judged by a
person. What is not known makes an interval, never a number.
"""
