"""Requests that came another way than by the form: drafts and originals"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "logged_draft",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("made_by", sa.String(length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["staff_member.id"], name=op.f("fk_logged_draft_made_by_staff_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_logged_draft")),
    )
    op.create_table(
        "case_original",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["rights_case.id"], name=op.f("fk_case_original_case_id_rights_case")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_original")),
    )


def downgrade() -> None:
    op.drop_table("case_original")
    op.drop_table("logged_draft")
