"""Overlap of a draft with the writer's library."""
