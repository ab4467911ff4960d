"""Keep what is decided about each record, and the tasks that come of it"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "item_decision",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("document", sa.String(length=60), nullable=False),
        sa.Column("outcome", sa.String(length=60), nullable=False),
        sa.Column("ground", sa.String(length=60), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(length=60), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["rights_case.id"], name=op.f("fk_item_decision_case_id_rights_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_decision")),
        sa.UniqueConstraint("case_id", "document", name=op.f("uq_item_decision_case_id_document")),
    )
    op.create_table(
        "change_task",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("document", sa.String(length=60), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("ref", sa.String(length=1000), nullable=False),
        sa.Column("act", sa.String(length=60), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("evidence_sha256", sa.String(length=64), nullable=False),
        sa.Column("confirmed_by", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["rights_case.id"], name=op.f("fk_change_task_case_id_rights_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_task")),
    )
    with op.batch_alter_table("change_task", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_task_case_id"), ["case_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("change_task", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_change_task_case_id"))
    op.drop_table("change_task")
    op.drop_table("item_decision")
