"""The writer's own corpus."""
