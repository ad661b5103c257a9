"""The settings, a page for each matter."""
