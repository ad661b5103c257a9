"""The inspiration shelf, the library at a glance, variations of a text, and the curator."""
