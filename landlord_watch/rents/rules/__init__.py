"""The rules of rents: pure, and the same on the tablet (`static/pwa/src/domain`)."""
