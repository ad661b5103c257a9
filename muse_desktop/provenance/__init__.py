"""Where every word came from: origins, events, the hash chain."""
