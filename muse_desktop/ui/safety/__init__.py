"""Backups, restoring, checking and wiping."""
