"""How Alembic reaches the database: the connection is handed in by `requests_.store.schema`."""

from alembic import context

from requests_.store.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
