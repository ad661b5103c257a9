"""Texts that are the same, or versions of one work, or part of one another. Nothing is ever deleted here."""
