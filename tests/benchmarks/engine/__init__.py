"""The engine's measurements, a module for each question."""
