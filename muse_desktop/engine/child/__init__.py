"""What runs in the engine's child process: llama.cpp is loaded here and nowhere else."""
