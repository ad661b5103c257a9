"""Fingerprints of normalised text and the index of them."""
