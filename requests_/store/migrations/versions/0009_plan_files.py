"""Keep which files of the vault a plan of changes needs"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plan_file",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("plan_sha256", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["rights_case.id"], name=op.f("fk_plan_file_case_id_rights_case")),
        sa.PrimaryKeyConstraint("case_id", "plan_sha256", "sha256", name=op.f("pk_plan_file")),
    )


def downgrade() -> None:
    op.drop_table("plan_file")
