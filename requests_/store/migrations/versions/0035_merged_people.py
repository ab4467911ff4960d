"""Entries of a case that are one person, and what a merge or a split is put back from"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("case_person", sa.Column("merged_into", sa.String(length=60), nullable=False, server_default=""))
    with op.batch_alter_table("case_person") as table:
        table.alter_column("merged_into", server_default=None)
    op.create_table(
        "people_before",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["rights_case.id"], name=op.f("fk_people_before_case_id_rights_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_before")),
    )
    op.create_index("ix_people_before_case_id", "people_before", ["case_id"])


def downgrade() -> None:
    op.drop_table("people_before")
    with op.batch_alter_table("case_person") as table:
        table.drop_column("merged_into")
