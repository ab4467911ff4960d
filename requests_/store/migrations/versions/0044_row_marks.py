"""The portal's own mark of every row, and the sums over the marks; the rows that are there are marked by migrating"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "row_mark",
        sa.Column("table_name", sa.String(length=60), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("table_name", "id", name=op.f("pk_row_mark")),
    )
    op.create_table(
        "mark_sum",
        sa.Column("table_name", sa.String(length=60), nullable=False),
        sa.Column("nonce", sa.String(length=32), nullable=False),
        sa.Column("total", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("table_name", name=op.f("pk_mark_sum")),
    )
    op.add_column("view_log", sa.Column("mark", sa.String(length=64), nullable=True))


def downgrade() -> None:
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        op.execute("DROP FUNCTION IF EXISTS rights_touch() CASCADE")
    op.drop_column("view_log", "mark")
    op.drop_table("mark_sum")
    op.drop_table("row_mark")
