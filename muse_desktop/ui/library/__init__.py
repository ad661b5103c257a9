"""The left pane and the check: documents, the library, and what a draft shares with it."""
