"""Keep what requesters write after they have asked"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "requester_note",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("is_answer", sa.Boolean(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["rights_case.id"], name=op.f("fk_requester_note_case_id_rights_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requester_note")),
    )
    with op.batch_alter_table("requester_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_requester_note_case_id"), ["case_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("requester_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_requester_note_case_id"))
    op.drop_table("requester_note")
