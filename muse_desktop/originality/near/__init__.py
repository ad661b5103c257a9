"""Passages that share their words with a text, edited, shuffled or half replaced."""
