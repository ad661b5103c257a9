"""The manuscript as a whole: binder, outline, index cards, what comes in and goes out."""
