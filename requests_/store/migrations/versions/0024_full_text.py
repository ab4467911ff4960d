"""By which words the texts of a case are found: a table, and each database's own full-text index of it"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

# Digests only, in no order that means anything: neither places nor a copy of the text are kept.
_SQLITE = (
    "CREATE VIRTUAL TABLE text_index USING fts5(words, content='text_entry', content_rowid='id', detail='none')",
    "CREATE TRIGGER text_entry_added AFTER INSERT ON text_entry BEGIN "
    "INSERT INTO text_index(rowid, words) VALUES (new.id, new.words); END",
    "CREATE TRIGGER text_entry_removed AFTER DELETE ON text_entry BEGIN "
    "INSERT INTO text_index(text_index, rowid, words) VALUES ('delete', old.id, old.words); END",
)
_POSTGRESQL = ("CREATE INDEX ix_text_entry_words ON text_entry USING gin (to_tsvector('simple', words))",)


def upgrade() -> None:
    op.create_table(
        "text_entry",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["rights_case.id"], name=op.f("fk_text_entry_case_id_rights_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_entry")),
    )
    op.create_index(op.f("ix_text_entry_case_id"), "text_entry", ["case_id"], unique=False)
    for statement in _POSTGRESQL if op.get_bind().dialect.name == "postgresql" else _SQLITE:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER text_entry_removed")
        op.execute("DROP TRIGGER text_entry_added")
        op.execute("DROP TABLE text_index")
    op.drop_table("text_entry")
