"""The check and what it found: its tab, the view with both texts side by side, what is left out."""
