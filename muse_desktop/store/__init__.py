"""SQLite: tables, migrations, the single writer."""
