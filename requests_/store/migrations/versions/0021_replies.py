"""What a requester's reply answers, how it came, and what it came as"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_COLUMNS = (
    ("answers", sa.String(length=32), ""),
    ("channel", sa.String(length=60), "online"),
    ("is_known_sender", sa.Boolean(), sa.true()),
    ("sha256", sa.String(length=64), ""),
    ("file_name", sa.String(length=200), ""),
)


def upgrade() -> None:
    with op.batch_alter_table("requester_note", schema=None) as batch_op:
        for name, kind, default in _COLUMNS:
            batch_op.add_column(sa.Column(name, kind, nullable=False, server_default=default))
    with op.batch_alter_table("requester_note", schema=None) as batch_op:
        for name, _, _ in _COLUMNS:
            batch_op.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("requester_note", schema=None) as batch_op:
        for name, _, _ in reversed(_COLUMNS):
            batch_op.drop_column(name)
