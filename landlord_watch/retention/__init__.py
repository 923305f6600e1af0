"""How long people's files are kept, taking them away, and giving them to whom they are about."""
