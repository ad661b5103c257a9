"""The GGUF files on this machine."""
