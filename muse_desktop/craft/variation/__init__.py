"""Variations of a text: other words, another order, tense or person. Each change is the writer's choice."""
