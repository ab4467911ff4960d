"""Keep what became of each mail in the council's mailbox, and drafts that came by it"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "inbox_mail",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("validity", sa.String(length=20), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("fate", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_inbox_mail")),
    )
    op.create_index("ix_inbox_mail_validity_uid", "inbox_mail", ["validity", "uid"], unique=False)
    with op.batch_alter_table("logged_draft", schema=None) as batch_op:
        batch_op.alter_column("made_by", existing_type=sa.String(length=32), nullable=True)


def downgrade() -> None:
    op.execute("DELETE FROM logged_draft WHERE made_by IS NULL")
    with op.batch_alter_table("logged_draft", schema=None) as batch_op:
        batch_op.alter_column("made_by", existing_type=sa.String(length=32), nullable=False)
    op.drop_index("ix_inbox_mail_validity_uid", table_name="inbox_mail")
    op.drop_table("inbox_mail")
