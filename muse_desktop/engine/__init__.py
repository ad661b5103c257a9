"""llama.cpp in a child process; nothing else knows it."""
