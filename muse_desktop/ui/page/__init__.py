"""The page: the text a writer types, with the origin of every word behind it."""
