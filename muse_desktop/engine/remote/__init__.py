"""A model that runs elsewhere, at an address the writer typed, behind the engine's interface."""
