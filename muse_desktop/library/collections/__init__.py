"""Texts chosen by hand or by rule, and datasets made of them."""
