"""What the library holds, in figures, and what each feature needs of it."""
