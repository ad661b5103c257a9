"""Originality for the window and the command line: checks, what they leave out, reports, what is blocked."""
