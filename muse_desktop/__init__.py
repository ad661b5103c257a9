"""Muse Desktop: write with a model on your own laptop and know where every word came from."""

__version__ = "0.1.0"
