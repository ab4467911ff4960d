"""Salts for the keys by which events vouch for what was asked, written and approved"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "row_seal",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["rights_case.id"], name=op.f("fk_row_seal_case_id_rights_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_row_seal")),
    )
    op.create_index(op.f("ix_row_seal_case_id"), "row_seal", ["case_id"])


def downgrade() -> None:
    op.drop_table("row_seal")
