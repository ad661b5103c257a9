"""Search in the writer's library: by words, by meaning, and both together."""
