"""Where each store in force is described, and what came of trying those of the register"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("source_system") as table:
        table.add_column(sa.Column("origin", sa.String(length=60), nullable=False, server_default="file"))
    with op.batch_alter_table("source_system") as table:
        table.alter_column("origin", existing_type=sa.String(length=60), server_default=None)
    op.create_table(
        "store_try",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("faults", sa.JSON(), nullable=False),
        sa.Column("tried_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_store_try")),
    )


def downgrade() -> None:
    op.drop_table("store_try")
    with op.batch_alter_table("source_system") as table:
        table.drop_column("origin")
