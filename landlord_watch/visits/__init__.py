"""Consented home visits: planning, consent, checklist, observations, concerns, outcome."""
