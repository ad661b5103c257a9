"""The writer's projects and documents."""
