"""What Alembic runs: the connection is handed over in the configuration, there is no ini file."""

from alembic import context

from muse_desktop.store.tables import all_tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=all_tables(),
    render_as_batch=True,
)
# The caller holds the one transaction around all steps.
context.run_migrations()
