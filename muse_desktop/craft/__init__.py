"""Recipes: what is asked of the model, as data."""
