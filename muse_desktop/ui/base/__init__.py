"""What every screen is built on: threads, theme, language, the small controls."""
