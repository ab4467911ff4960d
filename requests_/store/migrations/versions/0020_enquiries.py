"""What others are asked to look for, the links they come in by, and their answers"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "enquiry",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("team", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("asked_by", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["rights_case.id"], name=op.f("fk_enquiry_case_id_rights_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enquiry")),
    )
    op.create_index(op.f("ix_enquiry_case_id"), "enquiry", ["case_id"], unique=False)
    op.create_table(
        "enquiry_pass",
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("enquiry_id", sa.String(length=32), nullable=False),
        sa.Column("is_link", sa.Boolean(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["enquiry_id"], ["enquiry.id"], name=op.f("fk_enquiry_pass_enquiry_id_enquiry")),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_enquiry_pass")),
    )
    op.create_index(op.f("ix_enquiry_pass_enquiry_id"), "enquiry_pass", ["enquiry_id"], unique=False)
    op.create_table(
        "enquiry_answer",
        sa.Column("enquiry_id", sa.String(length=32), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("looked_in", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["enquiry_id"], ["enquiry.id"], name=op.f("fk_enquiry_answer_enquiry_id_enquiry")),
        sa.PrimaryKeyConstraint("enquiry_id", name=op.f("pk_enquiry_answer")),
    )
    op.create_table(
        "enquiry_file",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("enquiry_id", sa.String(length=32), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=200), nullable=False),
        sa.Column("verdict", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["enquiry_id"], ["enquiry.id"], name=op.f("fk_enquiry_file_enquiry_id_enquiry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enquiry_file")),
    )
    op.create_index(op.f("ix_enquiry_file_enquiry_id"), "enquiry_file", ["enquiry_id"], unique=False)


def downgrade() -> None:
    for table in ("enquiry_file", "enquiry_answer", "enquiry_pass", "enquiry"):
        op.drop_table(table)
