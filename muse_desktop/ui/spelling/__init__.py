"""Spelling on the page, and other words for one."""
