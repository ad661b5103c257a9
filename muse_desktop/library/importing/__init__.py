"""From files to texts of the library: reading, cleaning, dividing and fingerprinting, over several processes."""
