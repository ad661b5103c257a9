"""Room for the local OpenAI-style server; empty until its issue."""
