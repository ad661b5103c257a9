"""Finding and replacing, on the page and in the whole manuscript."""
