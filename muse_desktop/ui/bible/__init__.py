"""The people, places, things and facts of the story."""
