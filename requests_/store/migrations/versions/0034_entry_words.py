"""A word beside the code, where others read the mailbox. Cases from before have none: whoever asks is given one"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    words = op.create_table(
        "entry_word",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("word_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["rights_case.id"], name=op.f("fk_entry_word_case_id_rights_case")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_entry_word")),
    )
    details = sa.table("request_details", sa.column("case_id", sa.String), sa.column("requester", sa.JSON))
    rows = op.get_bind().execute(sa.select(details.c.case_id, details.c.requester))
    shared = [{"case_id": case, "word_hash": ""} for case, asks in rows if not asks.get("is_mailbox_private", True)]
    if shared:
        op.bulk_insert(words, shared)


def downgrade() -> None:
    op.drop_table("entry_word")
