"""The left pane and the library view: its texts, what is known of them, how they come in."""
