"""Counts, targets, the chart of writing, and times without the model."""
