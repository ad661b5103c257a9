"""The loop as one object: compose, generate, check, accept, record, export."""
