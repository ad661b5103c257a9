"""What `bench_editor.py` runs in processes of its own."""
