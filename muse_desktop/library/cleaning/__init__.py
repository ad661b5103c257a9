"""Named, reversible steps from the text of a file to the text of the library."""
