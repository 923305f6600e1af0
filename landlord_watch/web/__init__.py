"""The doors: the office's pages, the tablet's shell and its API."""
