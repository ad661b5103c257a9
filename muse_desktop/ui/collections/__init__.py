"""Collections of the library, versions of one work, and datasets made of texts."""
