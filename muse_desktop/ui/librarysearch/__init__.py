"""Searching the library, reading what is in it, and asking it."""
