"""Room for style measures and voices; empty until its issue."""
