"""Measuring the originality check: what it finds, what it should not have found, and how long it takes."""
