"""What became of a found record since: its bytes as it was first found, and what the newest search saw"""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("source_document") as documents:
        documents.add_column(sa.Column("first_sha256", sa.String(length=64), nullable=False, server_default=""))
        documents.add_column(sa.Column("since", sa.String(length=60), nullable=False, server_default=""))
        documents.add_column(sa.Column("since_on", sa.Date(), nullable=True))
    op.execute("UPDATE source_document SET first_sha256 = sha256")
    with op.batch_alter_table("source_document") as documents:
        documents.alter_column("first_sha256", server_default=None)
        documents.alter_column("since", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("source_document") as documents:
        for column in ("since_on", "since", "first_sha256"):
            documents.drop_column(column)
