"""Answering a question from the library's texts: which passages speak of it, which sentence says it."""
