"""From files to texts of the library: read, cleaned, divided, fingerprinted, over several processes."""
