"""The curator: what in the library is worth another look, and why."""
