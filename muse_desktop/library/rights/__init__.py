"""Whose a text is: guessed from what stands in it, with the evidence; the writer decides."""
