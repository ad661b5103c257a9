"""The same said in other words: how alike two sentences are, and where a library has such."""
