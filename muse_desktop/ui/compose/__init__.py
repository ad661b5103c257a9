"""The Compose tab: asking the model, and choosing from what it answers."""
