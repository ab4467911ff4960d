"""Sessions bear their own mark; those from before have none, so that everybody signs in once more"""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

_TABLES = ("staff_session", "requester_session", "staff_passkey_challenge")


def upgrade() -> None:
    for table in _TABLES:
        op.execute(f"DELETE FROM {table}")  # noqa: S608 - a table of ours
        op.add_column(table, sa.Column("mark", sa.String(length=64), nullable=True))


def downgrade() -> None:
    for table in _TABLES:
        op.drop_column(table, "mark")
