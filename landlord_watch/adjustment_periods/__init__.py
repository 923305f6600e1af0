"""Rådrum: the time a household is given to find cheaper housing, decided and followed up."""
